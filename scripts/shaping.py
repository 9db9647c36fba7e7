"""From a line of text to its picture: order of reading, typefaces, joined letters, pixels."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from scripts.typefaces import (
    JOINERS,
    Face,
    clusters,
    drawn_as,
    face,
    face_for,
    han_edition,
    name_for,
    script_of,
)

if TYPE_CHECKING:
    from PIL import Image


# Kurinto's Thai has raised tone marks for letters that carry a vowel sign, and lowers them again.
_FEATURES = {"Thai": {"mark": False}}


@dataclass(frozen=True)
class Glyph:
    """One picture of a typeface and where it stands, in ems from the line's start; y is up."""

    face: Face
    index: int
    x: float
    y: float


@dataclass(frozen=True)
class Shaped:
    """A line's glyphs from left to right, and how far it reaches, in ems."""

    glyphs: tuple[Glyph, ...]
    width: float


@dataclass(frozen=True)
class Mask:
    """How much ink each pixel has, and where its left top corner lies from the line's start."""

    ink: Image.Image
    left: int
    top: int  # from the baseline; above it is negative


@dataclass(frozen=True)
class Style:
    """How a text is set; what is read off the whole text holds for each of its lines."""

    bold: bool = False
    from_right: bool = False
    edition: str = "SC"  # of Chinese characters


def style_of(text: str, *, bold: bool = False) -> Style:
    """Bold or not as asked; direction by the first letter that has one."""
    from bidi.algorithm import get_base_level

    return Style(bold, bool(get_base_level(text)), han_edition(text))


@lru_cache(maxsize=1024)
def drawable(text: str) -> str:
    """What of a text can be drawn, in one line.

    Empty when most letters would be missing, because half a word misleads.
    """
    edition = han_edition(text)
    words = (
        "".join(drawn_as(cluster, edition) for cluster in clusters(word)) for word in text.split()
    )
    kept = " ".join(filter(None, words))
    letters = sum(map(str.isalnum, text))
    return kept if 2 * sum(map(str.isalnum, kept)) >= letters else ""


@lru_cache(maxsize=4096)
def shape(text: str, style: Style) -> Shaped:
    """Place a line's glyphs; the text is one that `drawable` gave."""
    glyphs: list[Glyph] = []
    x = 0.0
    for run, level in _in_visual_order(text, style.from_right):
        parts = list(_parts(run, style.edition))
        for name, part in reversed(parts) if level % 2 else parts:
            placed, x = _shape_part(face_for(name, part, style.bold), part, level % 2 == 1, x)
            glyphs += placed
    return Shaped(tuple(glyphs), x)


def _shape_part(font: Face, text: str, from_right: bool, x: float) -> tuple[list[Glyph], float]:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if from_right else "ltr"
    buffer.language = "en"  # else it is the machine's
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.font, buffer, _FEATURES.get(buffer.script, {}))
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, up = x + place.x_offset / font.units, place.y_offset / font.units
        glyphs.append(Glyph(font, info.codepoint, left, up))
        x += place.x_advance / font.units
    return glyphs, x


def _in_visual_order(text: str, from_right: bool) -> Iterator[tuple[str, int]]:
    """Stretches of one direction as they stand from left to right, with their levels."""
    if text.isascii() and not from_right:
        yield text, 0
        return
    levels = _levels(text, from_right)
    runs = [
        ("".join(letter for letter, _ in group), level)
        for level, group in itertools.groupby(
            zip(text, levels, strict=True), key=lambda pair: pair[1]
        )
    ]
    # Rule L2 of the Unicode bidirectional algorithm: from the deepest level on, turn around.
    for depth in range(max(levels, default=0), 0, -1):
        turned: list[tuple[str, int]] = []
        for is_deep, group in itertools.groupby(runs, key=lambda run: run[1] >= depth):
            part = list(group)
            turned += reversed(part) if is_deep else part
        runs = turned
    yield from runs


def _levels(text: str, from_right: bool) -> list[int]:
    """How deep each letter is embedded: even is read from the left, odd from the right."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage |= {"base_level": int(from_right), "base_dir": "LR"[from_right]}
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found = iter([letter["level"] for letter in storage["chars"]])
    levels: list[int] = []
    for letter in text:  # joiners have no level of their own
        levels.append(levels[-1] if letter in JOINERS and levels else next(found))
    return levels


def _parts(text: str, edition: str) -> Iterator[tuple[str, str]]:
    """A stretch cut where typeface or script changes; spaces and signs stay where they are."""
    held, held_name, held_script = "", "", ""
    for cluster in clusters(text):
        script = script_of(cluster[0])
        name = name_for(cluster, edition) or held_name
        if held and not script and face(held_name, False).has(cluster[0]):
            name = held_name
        if held and (name != held_name or (script and held_script and script != held_script)):
            yield held_name, held
            held, held_script = "", ""
        held, held_name, held_script = held + cluster, name, script or held_script
    if held:
        yield held_name, held


@lru_cache(maxsize=512)
def ink(text: str, size: int, style: Style) -> Mask | None:
    """A line's letters, `size` pixels to the em; None where nothing is to be seen."""
    import uharfbuzz
    from PIL import Image

    drawing = uharfbuzz.RasterDraw()
    for glyph in shape(text, style).glyphs:
        scale = size / glyph.face.units
        drawing.transform = (scale, 0, 0, scale, glyph.x * size, glyph.y * size)
        drawing.draw_glyph(glyph.face.font, glyph.index)
    drawn = drawing.render()
    extents = drawn.extents
    size_in_pixels = (extents.width, extents.height)
    if not all(size_in_pixels):
        return None
    # Its rows come from the bottom.
    picture = Image.frombytes("L", size_in_pixels, drawn.buffer, "raw", "L", extents.stride, -1)
    return Mask(picture, extents.x_origin, -extents.y_origin - extents.height)


def grown(mask: Mask, edge: int) -> Mask:
    """The same letters with an edge of so many pixels around them, softly rounded."""
    from PIL import Image, ImageFilter

    width, height = mask.ink.size
    wide = Image.new("L", (width + 4 * edge, height + 4 * edge))
    wide.paste(mask.ink, (2 * edge, 2 * edge))
    blurred = wide.filter(ImageFilter.BoxBlur(edge)).filter(ImageFilter.BoxBlur(edge / 2))
    spread = blurred.point([min(255, 5 * value) for value in range(256)])
    return Mask(spread, mask.left - 2 * edge, mask.top - 2 * edge)
