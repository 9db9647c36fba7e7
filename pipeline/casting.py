"""What a channel brings to every storyboard: its own assets and voices, used by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pipeline.utils.texts import readable


@dataclass(frozen=True)
class Cast:
    """A channel's own assets and voices, as a storyboard sees them.

    Attributes:
        assets: Kind and prompt by name.
        voices: Their names.
    """

    assets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    voices: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.assets or self.voices)

    def document(self) -> dict[str, Any]:
        """What the storyboard's script is told, whatever order it was written in."""
        assets = [self._entry(name) for name in sorted(self.assets)]
        return {"assets": assets, "voices": sorted(self.voices)}

    def completed(self, storyboard: Mapping[str, Any]) -> dict[str, Any]:
        """A storyboard that nobody has checked yet, with the channel's own in it.

        What a shot names and the storyboard does not list comes to stand behind what it lists, in
        the order it is named, so that the numbers in sentences stay right; what a reference
        names, before it. An asset listed under a name of the channel's, however it is spelled, is
        the channel's.
        """
        made = dict(storyboard)
        for key, complete in (("assets", self._asset), ("shots", self._shot)):
            if key in made:
                made[key] = _each(made[key], complete)
        listed = made.get("assets", [])
        if isinstance(listed, list):
            known = {name for asset in _mappings(listed) for name in _said(asset, "name")}
            above = self._missing(_referenced(listed), known)
            below = self._missing(_shown(made.get("shots")), known.union(above))
            if above or below:
                made["assets"] = [*map(self._entry, above), *listed, *map(self._entry, below)]
        return made

    def _missing(self, named: Iterable[str], known: Collection[str]) -> list[str]:
        """The channel's own among these names that are not known yet, each once."""
        return list(dict.fromkeys(n for n in named if n in self.assets and n not in known))

    def _asset(self, asset: dict[str, Any]) -> dict[str, Any]:
        spelled = _spelled(asset, self._asset_names, "name", "reference")
        own = next((name for name in _said(spelled, "name") if name in self.assets), None)
        return spelled if own is None else self._entry(own)

    def _shot(self, shot: dict[str, Any]) -> dict[str, Any]:
        spelled = _spelled(self._frame(shot), self._voice_names, "voice")
        if "panels" in spelled:
            spelled["panels"] = _each(spelled["panels"], self._frame)
        return spelled

    def _frame(self, frame: dict[str, Any]) -> dict[str, Any]:
        return _spelled(frame, self._asset_names, "place", "character")

    @cached_property
    def _asset_names(self) -> Mapping[str, str]:
        return {folded(name): name for name in self.assets}

    @cached_property
    def _voice_names(self) -> Mapping[str, str]:
        return {folded(name): name for name in self.voices}

    def _entry(self, name: str) -> dict[str, Any]:
        return {"name": name, **self.assets[name]}


def folded(name: str) -> str:
    """A name as names are compared; some keyboards write `é` as two characters."""
    return unicodedata.normalize("NFC", readable(name).strip().casefold())


def _spelled(item: dict[str, Any], own: Mapping[str, str], *keys: str) -> dict[str, Any]:
    """The item with the names under these keys spelled as the channel does."""
    said = {key: item[key] for key in keys if isinstance(item.get(key), str)}
    return item | {key: own.get(folded(name), name) for key, name in said.items()}


def _referenced(assets: Any) -> Iterator[str]:
    for asset in _mappings(assets):
        yield from _said(asset, "reference")


def _shown(shots: Any) -> Iterator[str]:
    """The names of assets in every frame."""
    for shot in _mappings(shots):
        for frame in (shot, *_mappings(shot.get("panels"))):
            yield from _said(frame, "place", "character")


def _said(item: Mapping[str, Any], *keys: str) -> list[str]:
    return [item[key] for key in keys if isinstance(item.get(key), str)]


def _each(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(value, list):
        return value
    return [change(item) if isinstance(item, dict) else item for item in value]


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
