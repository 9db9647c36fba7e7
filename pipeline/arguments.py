"""What a script is called with: the names in a plan's call become files and values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import BrokenPromise
from pipeline.lifecycle import Step
from pipeline.settings import Settings
from pipeline.steps.calls import (
    Argument,
    Cache,
    Call,
    Derived,
    Detail,
    Document,
    Sha256,
    StoredFile,
    Use,
)
from pipeline.storage import Storage
from pipeline.takes import Upstream
from pipeline.workspace import cache_of


@dataclass(frozen=True)
class Arguments:
    """Turns a plan's arguments into a command line on this machine.

    Attributes:
        upstream: The chosen takes of the units that the call names.
        folder: Where the documents of the call are written.
    """

    settings: Settings
    storage: Storage
    upstream: Mapping[tuple[Step, int], Upstream]
    folder: Path

    async def resolve(self, call: Call) -> list[str]:
        """The call's arguments, with every file fetched from the storage.

        Raises:
            BrokenPromise: A take that is used did not tell what it should have.
        """
        return [await self._text(argument) for argument in call.arguments]

    async def _text(self, argument: Argument) -> str:
        match argument:
            case str():
                return argument
            case Use():
                return str(await self._file(argument))
            case StoredFile():
                return argument.before + await self._stored(argument)
            case Detail():
                return str(self._detail(argument))
            case Cache(name):
                return str(cache_of(self.settings, name))
            case Document(name, content):
                path = self.folder / name
                tree = await self._tree(content)
                path.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
                return str(path)

    async def _tree(self, value: Any) -> Any:
        match value:
            case Use():
                return str(await self._file(value))
            case StoredFile():
                return await self._stored(value)
            case Detail():
                return self._detail(value)
            case Derived(source, make):
                return make(self._detail(source))
            case Sha256():
                return self.upstream[value.step, value.number].sha256
            case Mapping():
                return {key: await self._tree(item) for key, item in value.items()}
            case list() | tuple():
                return [await self._tree(item) for item in value]
        return value

    async def _file(self, use: Use) -> Path:
        return await self.storage.fetch(self.upstream[use.step, use.number].file)

    async def _stored(self, file: StoredFile) -> str:
        return str(await self.storage.fetch(file.key))

    def _detail(self, detail: Detail) -> Any:
        result = self.upstream[detail.step, detail.number].result
        if detail.key not in result:
            raise BrokenPromise(f"the {detail.step}'s result has no “{detail.key}”")
        return result[detail.key]
