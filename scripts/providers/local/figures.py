"""Figures and things, cut out: drawn by their kind, lit, on transparent ground."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageOps

from scripts.providers.local.animals import draw_beast, draw_bird, draw_swimmer
from scripts.providers.local.pen import SUPERSAMPLING, Looks, Pen
from scripts.providers.local.people import draw_person, draw_robot
from scripts.providers.local.things import draw_thing
from scripts.providers.local.words import ANIMALS, BIRDS, MACHINES, SWIMMERS, first_known


def draw_figure(kind: str, looks: Looks, height: int) -> Image.Image:
    """Draw a character or a prop.

    Args:
        kind: `character` or `prop`.
        looks: Its words, its seed, and a reference's colours.
        height: Pixels from top to feet, about.

    Returns:
        RGBA, cut to what is drawn with a transparent edge around it.
    """
    pen = Pen(height, looks.lean)
    draw = draw_thing if kind == "prop" else _family(looks.text)
    draw(pen, looks)
    figure = pen.image.reduce(SUPERSAMPLING)
    return _lit(ImageOps.mirror(figure) if looks.faces_left else figure)


def _family(text: str) -> Callable[[Pen, Looks], None]:
    families: dict[str, Callable[[Pen, Looks], None]] = {}
    for table, draw in (
        (ANIMALS, draw_beast),
        (BIRDS, draw_bird),
        (SWIMMERS, draw_swimmer),
        (MACHINES, draw_robot),
    ):
        families |= dict.fromkeys(table, draw)
    return families.get(first_known(text, families) or "", draw_person)


def _lit(figure: Image.Image) -> Image.Image:
    """Light from the upper left, shade towards the feet; the alpha stays as it is."""
    edge = 16
    left, top, right, bottom = figure.getbbox() or (0, 0, *figure.size)
    figure = figure.crop((left - edge, top - edge, right + edge, bottom + edge))
    alpha = figure.getchannel("A")
    flat = figure.convert("RGB")
    shade = Image.linear_gradient("L").resize(figure.size)
    flat.paste((30, 24, 52), (0, 0), shade.point([value * value // 900 for value in range(256)]))
    rim = alpha.copy()
    shift = max(3, figure.height // 110)
    rim.paste(0, (shift, shift), alpha.crop((0, 0, figure.width - shift, figure.height - shift)))
    flat.paste((255, 246, 226), (0, 0), rim.point([value * 2 // 5 for value in range(256)]))
    flat.putalpha(alpha)
    return flat
