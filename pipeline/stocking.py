"""Keep a channel's library for a film: pictures looked at by a program, then in the storage.

A picture is decoded in a process of its own, because one that is broken on purpose may take all
memory or end its process. What is in the storage has been looked at before.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.channels import ChannelConfig
from pipeline.errors import ConfigError
from pipeline.library import MAX_PICTURE_BYTES, KeptAsset, KeptLibrary, KeptPicture, Library
from pipeline.library_files import FILE, picture_path, read_library
from pipeline.settings import Settings
from pipeline.storage import Storage
from pipeline.storyboard import AssetKind
from pipeline.utils.cli_wrapper import CLIScriptError, run_cli_script
from pipeline.utils.filesystem import get_library_dir, sha256_of

SCRIPT = "check_pictures"
CHECK_SECONDS = 300.0


@dataclass(frozen=True)
class _Picture:
    """A picture of a library, on this machine.

    Attributes:
        place: The key that names it, for sentences.
        suffix: As the library names it, wherever a link leads.
    """

    asset: str
    kind: AssetKind
    place: str
    path: Path
    suffix: str

    @property
    def is_figure(self) -> bool:
        """Whether it is put before a place, and must be cut out for that."""
        return self.kind is not AssetKind.PLACE

    def kept(self, channel: str) -> KeptPicture:
        """What a film keeps of it; apart by what was looked for when it came."""
        content = sha256_of(self.path)
        shelf = get_library_dir(Path(), channel) / ("figures" if self.is_figure else "places")
        file = shelf / f"{content}{self.suffix}"
        return KeptPicture(key=file.as_posix(), sha256=content)


async def stock(
    settings: Settings, storage: Storage, channel: str, config: ChannelConfig
) -> KeptLibrary:
    """What a film that is queued now keeps of its channel's library.

    Nothing may be locked meanwhile: files are read, and new pictures are looked at.

    Raises:
        ConfigError: Naming file, key and remedy.
    """
    if config.library is None:
        return KeptLibrary()
    library, pictures = await asyncio.to_thread(_read, settings, config.library)
    try:
        kept = await _keep(settings, storage, channel, pictures)
    except OSError as error:  # such as a picture that went while it was read
        why = error.strerror or error
        raise ConfigError(f"{config.library}/{FILE}: a picture cannot be kept: {why}.") from error
    return KeptLibrary(
        assets={
            name: KeptAsset(kind=asset.kind, prompt=asset.prompt, picture=kept.get(name))
            for name, asset in sorted(library.assets.items())
        },
        voices=dict(sorted(library.voices.items())),
    )


async def problems_of(settings: Settings, name: str) -> list[str]:
    """A sentence for each picture of a library that cannot be used.

    Raises:
        ConfigError: The library as a whole is broken.
    """
    _, pictures = await asyncio.to_thread(_read, settings, name)
    return await _problems(settings, pictures)


def _read(settings: Settings, name: str) -> tuple[Library, list[_Picture]]:
    configs = settings.channel_configs_dir
    library = read_library(configs, name)
    return library, [
        _Picture(
            asset,
            entry.kind,
            f"{name}/{FILE}: assets.{asset}.picture",
            picture_path(configs, name, entry.picture, asset),
            Path(entry.picture).suffix.lower(),
        )
        for asset, entry in library.assets.items()
        if entry.picture is not None
    ]


async def _keep(
    settings: Settings, storage: Storage, channel: str, pictures: Sequence[_Picture]
) -> dict[str, KeptPicture]:
    """See that every picture is in the storage; the new ones are looked at before, as copies.

    A copy, because the storage may link to what it is given, and the folder's files are changed
    in place.
    """
    kept = {}
    with tempfile.TemporaryDirectory(prefix="slate-library-") as scratch:
        new = []
        for number, picture in enumerate(pictures):
            kept[picture.asset] = await asyncio.to_thread(picture.kept, channel)
            if not await storage.exists(kept[picture.asset].key):
                copy = Path(scratch) / f"{number}{picture.suffix}"
                await asyncio.to_thread(_copy, picture, copy)
                new.append(replace(picture, path=copy))
        problems = await _problems(settings, new)
        if problems:
            raise ConfigError(" ".join(problems))
        for picture in new:
            kept[picture.asset] = await asyncio.to_thread(picture.kept, channel)
            await storage.put(kept[picture.asset].key, picture.path)
    return kept


def _copy(picture: _Picture, target: Path) -> None:
    """Copy no more than a picture may have, should the file have grown since it was measured."""
    with picture.path.open("rb") as source:
        content = source.read(MAX_PICTURE_BYTES + 1)
    if len(content) > MAX_PICTURE_BYTES:
        raise ConfigError(f"{picture.place} is being written: try again when it is whole.")
    target.write_bytes(content)


async def _problems(settings: Settings, pictures: Sequence[_Picture]) -> list[str]:
    """A sentence for each picture that cannot be used."""
    if not pictures:
        return []
    script = settings.scripts_dir / f"{SCRIPT}.py"
    in_order = sorted(pictures, key=lambda picture: picture.is_figure)  # as the script looks
    arguments = [f"--{'cut-out' if p.is_figure else 'image'}={p.path}" for p in in_order]
    try:
        result = await run_cli_script(script, arguments, CHECK_SECONDS)
    except CLIScriptError as error:
        raise ConfigError(
            f"The library's pictures cannot be looked at: {error.message}."
        ) from error
    except TimeoutError as error:
        raise ConfigError("Looking at the library's pictures took too long.") from error
    # By their order: two assets may share a file, and one of them may be cut out.
    told = zip(in_order, result["pictures"], strict=True)
    return [f"{picture.place} {one['problem']}." for picture, one in told if one["problem"]]
