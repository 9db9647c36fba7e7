"""Pictures by Gemini: places, characters and props cut out of a plain colour, whole frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.program import Exit, Failure, Result, owing
from scripts.providers.calls import Calls
from scripts.providers.gemini import PICTURE_MODEL, one_picture, picture_part
from scripts.providers.key_colours import KeyColour, key_for

if TYPE_CHECKING:
    from PIL import Image

_CUT_SIDE = 1536  # pixels: a figure is never shown higher than a frame
_FIGURE_SHAPES = {"character": "3:4", "prop": "1:1"}


@dataclass(frozen=True)
class Wanted:
    """What a picture is asked to be.

    Attributes:
        kind: character, place or prop.
        shape: The frame's, such as `16:9`; figures have one of their own.
        size: One of `paid_options.IMAGE_SIZES`; empty leaves it to the model.
        references: Pictures whose look is kept; the first is the core of a variant.
    """

    kind: str
    prompt: str
    name: str = ""
    atmosphere: str = ""
    note: str = ""
    shape: str = "16:9"
    size: str = ""
    model: str = PICTURE_MODEL
    round: int = 0
    references: Sequence[Image.Image] = ()

    @property
    def title(self) -> str:
        """What people call it, in messages."""
        return f"the picture of {self.name or f'a {self.kind}'}"


def make_picture(calls: Calls, wanted: Wanted) -> tuple[Image.Image, Result]:
    """One picture and its usage: RGB for a place, RGBA for a character or prop.

    Raises:
        Failure: Kind `cutout`, with the usage, when what came cannot be cut out.
    """
    if wanted.kind == "place":
        words = {"text": place_words(wanted)}
        return one_picture(
            calls, wanted.model, [words, *_shown(wanted)], wanted.shape, wanted.size, wanted.title
        )
    key = key_for(f"{wanted.note} {wanted.name} {wanted.prompt}", wanted.references)
    words = {"text": figure_words(wanted, key)}
    shape = _FIGURE_SHAPES[wanted.kind]
    picture, usage = one_picture(
        calls, wanted.model, [words, *_shown(wanted)], shape, wanted.size, wanted.title
    )
    with owing(usage):
        return _cut(picture, wanted), usage


def place_words(wanted: Wanted) -> str:
    """What is asked of a place."""
    return _lines(
        f"One picture of a place, with nobody in it: {wanted.prompt}.",
        f"Light and atmosphere: {wanted.atmosphere}." if wanted.atmosphere else "",
        "The camera stands at eye level; the lower third is free ground where a figure can stand.",
        "Keep the place of the reference picture the same." if wanted.references else "",
        *_wishes(wanted),
        "No text, no letters, no border, no people, no animals.",
    )


def figure_words(wanted: Wanted, key: KeyColour) -> str:
    """What is asked of a character or prop, on the colour it is cut out of."""
    red, green, blue = key.rgb
    what = "character" if wanted.kind == "character" else "object"
    return _lines(
        f"One single {what}, whole from top to bottom, in the middle: {wanted.prompt}.",
        f"It must be the same {what} as in the reference pictures." if wanted.references else "",
        # Light is the film's, but its weather would be painted behind the figure.
        f"Lit as in: {wanted.atmosphere}." if wanted.atmosphere else "",
        *_wishes(wanted),
        f"The background is one flat, evenly lit colour, {key.name} (RGB {red}, {green}, {blue}),"
        " edge to edge: no gradient, no floor, no shadow, no reflection, no other thing.",
        f"Nothing of the {what} has that colour. A margin of the background on all sides.",
        "No text, no border, no frame.",
    )


@dataclass(frozen=True)
class Moment:
    """What a frame shows.

    Attributes:
        action: What happens in the shot.
        position: left, center or right.
        scale: The character's height as a share of the frame's.
        size: One of `paid_options.IMAGE_SIZES`; empty leaves it to the model.
    """

    action: str = ""
    position: str = "center"
    scale: float = 0.6
    note: str = ""
    shape: str = "16:9"
    size: str = ""
    model: str = PICTURE_MODEL


def compose(
    calls: Calls, place: Image.Image, character: Image.Image | None, moment: Moment
) -> tuple[Image.Image, Result]:
    """One frame from a place and who stands in it, and its usage."""
    words = _lines(
        "Make one film frame from these pictures. The first is the place: keep its architecture, "
        "camera, light and colours as they are.",
        _standing(moment) if character is not None else "Nobody is in it.",
        f"In this moment: {moment.action}." if moment.action else "",
        f"Change asked for: {moment.note}." if moment.note else "",
        "No text, no border, no picture in the picture.",
    )
    shown = [place] if character is None else [place, character]
    parts = [{"text": words}, *map(picture_part, shown)]
    return one_picture(calls, moment.model, parts, moment.shape, moment.size, "the frame")


def _standing(moment: Moment) -> str:
    where = {"left": "in the left third", "right": "in the right third"}
    return (
        "The second is the character: put it into the place with the same face, body and clothes, "
        f"{where.get(moment.position, 'in the middle')}, about {moment.scale * 100:.0f} percent as high as the "
        "frame, in the place's light and perspective, with its shadow on the ground."
    )


def _shown(wanted: Wanted) -> list[dict[str, object]]:
    return [picture_part(picture) for picture in wanted.references]


def _wishes(wanted: Wanted) -> tuple[str, str]:
    return (
        f"Change asked for: {wanted.note}." if wanted.note else "",
        f"Another version than before (try {wanted.round + 1})." if wanted.round else "",
    )


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _cut(picture: Image.Image, wanted: Wanted) -> Image.Image:
    from PIL import Image

    from scripts.providers.cutting import NotCut, cut_out

    picture.thumbnail((_CUT_SIDE, _CUT_SIDE), Image.Resampling.LANCZOS)
    try:
        return cut_out(picture, may_be_square=wanted.kind == "prop")
    except NotCut as error:
        text = f"{wanted.title} cannot be cut out: {error}; try it again"
        raise Failure(Exit.FAILED, text, kind="cutout") from error
