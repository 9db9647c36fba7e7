"""What a storyboard is: its schema, its rules, and sentences that name the place of a mistake."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.casting import Cast
from pipeline.errors import InvalidInput
from pipeline.utils.texts import readable
from pipeline.utils.yaml_files import place_of, read_yaml

MAX_SHOTS = 60
MAX_ASSETS = 60
MAX_FILE_BYTES = 256 * 1024  # of a person's file
MAX_WRITTEN_BYTES = (
    4 * 1024 * 1024
)  # as a script writes it: the longest that fits the rules, and air
DEFAULT_SECONDS = 5.0
NOBODY = Cast()
Text = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _in_readable_texts(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {k: readable(v) if isinstance(v, str) else v for k, v in data.items()}


class AssetKind(StrEnum):
    """What a picture is of; characters are cut out, places fill the frame."""

    CHARACTER = "character"
    PLACE = "place"
    PROP = "prop"


class Asset(_Part):
    """One picture that shots are composed from."""

    name: Name
    kind: AssetKind
    prompt: Text = Field(min_length=1)
    reference: Name | None = None  # the core picture this one is a variant of


class Panel(_Part):
    """One half of a split screen, or the whole frame."""

    place: Name
    character: Name | None = None
    scale: float = Field(default=0.6, ge=0.1, le=1.0)  # character's height / frame's height


class Shot(_Part):
    """One picture of the film and what is heard with it.

    In a file, `place`, `character` and `scale` may stand in the shot itself instead of in `panels`.
    """

    action: Text = ""
    panels: list[Panel] = Field(min_length=1, max_length=2)
    motion: Text = Field(min_length=1)
    narration: Text = ""
    voice: Name | None = None  # of the channel's library; the channel's own voice, if none
    sound: Text = ""
    seconds: float = Field(default=DEFAULT_SECONDS, ge=1.0, le=30.0)

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "place" not in data or "panels" in data:
            return data
        panel = {key: data[key] for key in ("place", "character", "scale") if key in data}
        rest = {key: value for key, value in data.items() if key not in panel}
        return {**rest, "panels": [panel]}


class Storyboard(_Part):
    """The film on paper."""

    title: str = Field(min_length=1, max_length=100)
    atmosphere: Text = ""  # one block of light, weather, lens and palette for all pictures
    assets: list[Asset] = Field(min_length=1, max_length=MAX_ASSETS)
    shots: list[Shot] = Field(min_length=1, max_length=MAX_SHOTS)

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        problems = [*self._asset_problems(), *self._shot_problems()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _asset_problems(self) -> list[str]:
        kinds: dict[str, int] = {}
        problems = []
        for number, asset in enumerate(self.assets, 1):
            if asset.name in kinds:
                problems.append(f"assets {number}: the name “{asset.name}” is taken")
            if asset.reference is not None and asset.reference not in kinds:
                problems.append(
                    f"assets {number} (“{asset.name}”): reference “{asset.reference}” is not an "
                    "asset above it"
                )
            kinds[asset.name] = number
        return problems

    def _shot_problems(self) -> list[str]:
        kinds = {asset.name: asset.kind for asset in self.assets}
        problems = []
        for number, shot in enumerate(self.shots, 1):
            for panel in shot.panels:
                if panel.place not in kinds:
                    problems.append(f"shot {number}: place “{panel.place}” is not among the assets")
                elif kinds[panel.place] is not AssetKind.PLACE:
                    problems.append(
                        f"shot {number}: “{panel.place}” is a {kinds[panel.place]}, not a place"
                    )
                if panel.character is not None and panel.character not in kinds:
                    problems.append(
                        f"shot {number}: character “{panel.character}” is not among the assets"
                    )
                elif panel.character is not None and kinds[panel.character] is AssetKind.PLACE:
                    problems.append(f"shot {number}: “{panel.character}” is a place")
        return problems

    def asset_number(self, name: str) -> int:
        """The number people and takes use for an asset, from 1."""
        return next(n for n, asset in enumerate(self.assets, 1) if asset.name == name)


def parse(
    text: str, *, title: str = "", cast: Cast = NOBODY, most_bytes: int = MAX_FILE_BYTES
) -> Storyboard:
    """A person's storyboard, YAML or JSON.

    Args:
        text: The file's content.
        title: Used where the file names none.
        cast: The channel's own assets and voices, which may be used without being listed.

    Raises:
        InvalidInput: With a sentence that names the place of the first mistakes.
    """
    if len(text.encode()) > most_bytes:
        raise InvalidInput(f"The storyboard is larger than {most_bytes // 1024} KiB.")
    try:
        data = json.loads(text) if text.lstrip().startswith("{") else read_yaml(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"The storyboard is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from error
    except yaml.YAMLError as error:
        raise InvalidInput(f"The storyboard is not YAML: {place_of(error)}.") from error
    except RecursionError as error:
        raise InvalidInput("The storyboard is nested too deeply.") from error
    except ValueError as error:  # what looks like a date or a number and is none
        raise InvalidInput(f"The storyboard cannot be read: {error}.") from error
    titled = {"title": title, **data} if isinstance(data, dict) and title else data
    return validate(titled, cast)


def validate(data: Any, cast: Cast = NOBODY) -> Storyboard:
    """Check parsed data against schema and rules.

    Args:
        cast: The channel's own assets and voices; what the storyboard names of them is taken in.

    Raises:
        InvalidInput: With a sentence that names the place of the first mistakes.
    """
    if not isinstance(data, dict):
        raise InvalidInput("The storyboard must be a mapping with title, assets and shots.")
    try:
        board = Storyboard.model_validate(cast.completed(data))
    except ValidationError as error:
        raise InvalidInput(f"The storyboard does not fit: {_sentences(error)}.") from error
    for number, shot in enumerate(board.shots, 1):
        if shot.voice is not None and shot.voice not in cast.voices:
            raise InvalidInput(f"The storyboard does not fit: {_no_voice(number, shot, cast)}.")
    return board


def _no_voice(number: int, shot: Shot, cast: Cast) -> str:
    there = f"its voices are {', '.join(cast.voices)}" if cast.voices else "it has no voices"
    return f"shot {number}: voice “{shot.voice}” is not in the channel's library; {there}"


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema that a storyboard script's answer must fit.

    Made once: making it takes longer than all of a film's plans together.
    """
    return Storyboard.model_json_schema()


def _sentences(error: ValidationError, most: int = 3) -> str:
    shown = [_sentence(dict(item)) for item in error.errors()[:most]]
    more = error.error_count() - most
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def _sentence(item: dict[str, Any]) -> str:
    message = re.sub(r"^Value error, ", "", str(item["msg"]))
    place = _place(item["loc"])
    return f"{place}: {message}" if place else message


def _place(loc: tuple[int | str, ...]) -> str:
    """`('shots', 2, 'motion')` as people count: `shots 3, motion`."""
    words: list[str] = []
    for part in loc:
        if isinstance(part, int) and words:
            words[-1] += f" {part + 1}"
        else:
            words.append(str(part))
    return ", ".join(words)
