"""A channel's library: the characters, places, props and voices that return in its films.

`Library` is what the channel's `library.yaml` says; `KeptLibrary` is what a film keeps of it from
the moment it is queued, whatever becomes of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.casting import Cast, folded
from pipeline.storyboard import AssetKind, Name, Storyboard, Text
from pipeline.utils.texts import readable

MAX_ENTRIES = 60  # assets, and as many voices
MAX_PICTURE_BYTES = 20_000_000  # of one picture
MAX_LIBRARY_BYTES = 300_000_000  # of all pictures together
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")

_NO_NAME = re.compile(r'[/\\:*?"<>|=\x00-\x1f\x7f]')


def _plain(name: str) -> str:
    if _NO_NAME.search(name) or readable(name) != name:
        raise ValueError(f'a name has none of / \\ : * ? " < > | = in it, as {name!r} has')
    return name


def _inside(picture: str) -> str:
    path = PurePosixPath(picture)
    is_inside = not path.is_absolute() and ".." not in path.parts and "\\" not in picture
    if not (is_inside and picture.isprintable()):
        raise ValueError(f"{picture!r} is not inside the library's folder")
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{picture!r} is none of {', '.join(SUFFIXES)}")
    return picture


OwnName = Annotated[Name, AfterValidator(_plain)]
PicturePath = Annotated[str, Field(max_length=200), AfterValidator(_inside)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-zA-Z0-9]+)*$")]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class LibraryAsset(_Entry):
    """A character, place or prop; without a picture the prompt alone makes it."""

    kind: AssetKind
    prompt: Text = Field(min_length=1)
    picture: PicturePath | None = None  # below the library's folder


class LibraryVoice(_Entry):
    """A voice; what is left out is as the channel has it."""

    name: str = Field(min_length=1, max_length=100)  # the provider's
    pace_wpm: int | None = Field(default=None, ge=80, le=260)  # words per minute
    language: Language | None = None


class Library(_Entry):
    """What a `library.yaml` says; `_library.yaml` has every key, commented."""

    assets: dict[OwnName, LibraryAsset] = Field(default={}, max_length=MAX_ENTRIES)
    voices: dict[OwnName, LibraryVoice] = Field(default={}, max_length=MAX_ENTRIES)

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        for key, names in (("assets", self.assets), ("voices", self.voices)):
            known: dict[str, str] = {}
            for name in names:
                other = known.setdefault(folded(name), name)
                if other != name:
                    raise ValueError(f"{key}.{name} differs from {other} in its spelling only")
        return self


class KeptPicture(_Entry):
    """A picture in the storage, under a key of its content."""

    key: str
    sha256: str


class KeptAsset(_Entry):
    """An asset as it was when the film was queued."""

    kind: AssetKind
    prompt: str
    picture: KeptPicture | None = None


class KeptLibrary(_Entry):
    """A library as it was when the film was queued; a channel without one keeps an empty one."""

    assets: dict[str, KeptAsset] = {}
    voices: dict[str, LibraryVoice] = {}

    def cast(self) -> Cast:
        """What storyboards see of it."""
        seen = {name: {"kind": a.kind, "prompt": a.prompt} for name, a in self.assets.items()}
        return Cast(seen, tuple(self.voices))

    def voice(self, name: str) -> LibraryVoice | None:
        """The voice of this name, however it is spelled."""
        spelled = (voice for own, voice in self.voices.items() if folded(own) == folded(name))
        return next(spelled, None)

    def with_voices(self, voices: Mapping[str, LibraryVoice]) -> KeptLibrary:
        """The same pictures with other voices; those it knows keep the spelling it has for them."""
        new = {folded(name): (name, voice) for name, voice in voices.items()}
        known = {name: new.pop(folded(name), ("", voice))[1] for name, voice in self.voices.items()}
        return self.model_copy(update={"voices": known | dict(new.values())})

    def pictures_of(self, board: Storyboard) -> dict[str, KeptPicture]:
        """The pictures of those assets of a storyboard that come with one, by name."""
        own: Mapping[str, KeptAsset] = {
            asset.name: self.assets[asset.name]
            for asset in board.assets
            if asset.name in self.assets
        }
        return {name: asset.picture for name, asset in own.items() if asset.picture is not None}
