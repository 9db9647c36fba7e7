"""The pen figures are drawn with: it keeps forms, then paints them as large as is wanted.

Forms are in units of the figure's own, y upwards. Each is shaded softly away from the light, which
comes from the upper left, so that flat colours have a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scripts.providers.local.figures.looks import Looks
from scripts.providers.local.figures.shapes import Outline, Shape
from scripts.providers.local.light import Colour

__all__ = ["EDGE", "INK", "WHITE", "Looks", "Mark", "Pen"]

INK: Colour = (38, 34, 42)
WHITE: Colour = (252, 250, 244)
EDGE = 16  # clear pixels around a figure
_WIDEST = 1.4  # of the asked height: what is longer, such as a whale, becomes less high
_NIGHT: Colour = (34, 26, 62)  # what shade mixes into a colour
_SHADOW: Colour = (118, 100, 138)  # what is left of a colour where it is turned from the light
_GLEAM: Colour = (255, 246, 226)
_FLAT = 128  # the tone of what lies neither in light nor in shade

_RIM = 181  # what Pillow's radial gradient has in the middle of its sides

Mark = tuple[Shape, Colour]
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class _Form:
    shape: Shape
    colour: Colour
    marks: Sequence[Mark]
    shade: float
    opacity: float
    soft: bool = False


@dataclass(frozen=True)
class _Place:
    """Where units are on the canvas."""

    unit: float
    left: float
    bottom: float
    lean: float
    flip: bool

    def pixels(self, shape: Shape) -> Shape:
        return [[self._at(x, y) for x, y in outline] for outline in shape]

    def _at(self, x: float, y: float) -> tuple[float, float]:
        x += self.lean * y
        return ((-x if self.flip else x) * self.unit + self.left, self.bottom - y * self.unit)


class Pen:
    """Collects the forms of one figure, from the farthest to the nearest."""

    def __init__(self) -> None:
        self._forms: list[_Form] = []

    def fill(
        self,
        shape: Shape,
        colour: Colour,
        *,
        marks: Sequence[Mark] = (),
        shade: float = 0.5,
        opacity: float = 1.0,
    ) -> None:
        """Add a form.

        Args:
            shape: Its outlines, filled together.
            colour: Of all of it.
            marks: Shapes in other colours on it, cut off at its edge.
            shade: How dark its side away from the light is, 0 to 1.
            opacity: Below 1 for glass and thin wings.
        """
        self._forms.append(_Form(shape, colour, marks, shade, opacity))

    def line(self, shape: Shape, colour: Colour) -> None:
        """Add a form too thin for shade."""
        self.fill(shape, colour, shade=0)

    def glow(self, shape: Shape, colour: Colour, opacity: float) -> None:
        """Add light that fades from the middle of a shape's box to its edge."""
        self._forms.append(_Form(shape, colour, (), 0, opacity, soft=True))

    def paint(self, height: int, *, lean: float = 0.0, flip: bool = False) -> Image.Image:
        """Paint what was drawn.

        Args:
            height: Pixels from top to feet; less where the figure is very wide.
            lean: How far the head is beside the feet, as a share of the height.
            flip: Mirror left and right, but not the light.

        Returns:
            RGBA with `EDGE` clear pixels around the figure, which touches all four sides of them.
        """
        left, low, right, top = _bounds(self._forms, lean)
        fine = _supersampling(height)
        unit = min(height / (top - low), height * _WIDEST / (right - left))
        size = (_even((right - left) * unit), _even((top - low) * unit))
        start = -left if not flip else right
        place = _Place(unit * fine, start * unit * fine, top * unit * fine, lean, flip)
        layers = _Layers((size[0] * fine, size[1] * fine))
        for form in self._forms:
            layers.add(form, place)
        return _lit(
            _padded(layers.picture.reduce(fine), 0), _padded(layers.tone.reduce(fine), _FLAT)
        )


def _supersampling(height: int) -> int:
    return 2 if height > 640 else 3 if height > 240 else 4


def _even(pixels: float) -> int:
    return max(2, round(pixels))


def _bounds(forms: Sequence[_Form], lean: float) -> tuple[float, float, float, float]:
    corners = [(x + lean * y, y) for form in forms for outline in form.shape for x, y in outline]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    # A figure stands on its feet, not on its glow.
    low = min(y for form in forms if not form.soft for outline in form.shape for _, y in outline)
    return min(across), low, max(across), max(up)


class _Layers:
    """The picture, and how light falls on it: both finer than what is asked for."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.picture = Image.new("RGBA", size)
        self.tone = Image.new("L", size, _FLAT)

    def add(self, form: _Form, place: _Place) -> None:
        outlines = place.pixels(form.shape)
        box = _box(outlines, self.picture.size)
        if box is None:
            return
        mask = _mask(outlines, box)
        if form.opacity < 1:
            self._veil(form, box, _fading(outlines, box) if form.soft else mask.convert("L"))
            return
        self.picture.paste(form.colour, box, mask)
        for shape, colour in form.marks:
            mark = ImageChops.logical_and(mask, _mask(place.pixels(shape), box))
            self.picture.paste(colour, box, mark)
        round_enough = form.shade and min(mask.size) >= 8
        self.tone.paste(_tone(mask, form.shade) if round_enough else _FLAT, box, mask)

    def _veil(self, form: _Form, box: Box, mask: Image.Image) -> None:
        veil = Image.new("RGBA", mask.size, form.colour)
        veil.putalpha(mask.point([round(v * form.opacity) for v in range(256)]))
        self.picture.alpha_composite(veil, box[:2])


def _tone(mask: Image.Image, shade: float) -> Image.Image:
    """How light falls on a form: brighter on the upper left, darker on the lower right, soft."""
    few = max(1, min(mask.size) // 24)
    small = mask.convert("L").reduce(few)
    reach = max(1.0, min(small.size) * 0.2)
    wide = round(2 * reach)
    padded = Image.new("L", (small.width + 2 * wide, small.height + 2 * wide))
    padded.paste(small, (wide, wide))
    soft = padded.filter(ImageFilter.GaussianBlur(reach))
    dark, light = (
        _turned_away(soft, wide, round(reach * 0.9) * way, strength * shade)
        for way, strength in ((-1, 0.5), (1, 0.3))
    )
    tone = ImageChops.subtract(light, dark, 1, _FLAT)
    return tone.resize(mask.size, Image.Resampling.BILINEAR)


def _turned_away(soft: Image.Image, edge: int, shift: int, strength: float) -> Image.Image:
    """What of a form is near its edge on one side: 0 inside, more outside."""
    start = edge - shift
    inside = soft.crop((start, start, soft.width - edge - shift, soft.height - edge - shift))
    return inside.point([round((255 - v) * strength) for v in range(256)])


def _box(outlines: Shape, size: tuple[int, int]) -> Box | None:
    across = [x for outline in outlines for x, _ in outline]
    down = [y for outline in outlines for _, y in outline]
    left, top = max(0, int(min(across))), max(0, int(min(down)))
    right, bottom = min(size[0], int(max(across)) + 2), min(size[1], int(max(down)) + 2)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _mask(outlines: Sequence[Outline], box: Box) -> Image.Image:
    mask = Image.new("1", (box[2] - box[0], box[3] - box[1]))
    draw = ImageDraw.Draw(mask)
    for outline in outlines:
        draw.polygon([(x - box[0], y - box[1]) for x, y in outline], 1)
    return mask


def _fading(outlines: Shape, box: Box) -> Image.Image:
    """What of a round glow, bright in its middle, lies in the box."""
    across = [x for outline in outlines for x, _ in outline]
    down = [y for outline in outlines for _, y in outline]
    left, top = int(min(across)), int(min(down))
    size = (int(max(across)) + 2 - left, int(max(down)) + 2 - top)
    levels = [max(0, _RIM - v) ** 2 * 255 // _RIM**2 for v in range(256)]
    light = Image.radial_gradient("L").point(levels).resize(size, Image.Resampling.BILINEAR)
    return light.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))


def _padded(picture: Image.Image, colour: int) -> Image.Image:
    edged = Image.new(picture.mode, (picture.width + 2 * EDGE, picture.height + 2 * EDGE), colour)
    edged.paste(picture, (EDGE, EDGE))
    return edged


def _lit(figure: Image.Image, tone: Image.Image) -> Image.Image:
    """Light and shade of the forms, a rim of light, shade towards the feet; alpha stays as it is."""
    alpha = figure.getchannel("A")
    flat = figure.convert("RGB")
    shadow = ImageChops.multiply(flat, Image.new("RGB", flat.size, _SHADOW))
    flat.paste(shadow, (0, 0), tone.point([max(0, _FLAT - v) * 2 for v in range(256)]))
    flat.paste(_GLEAM, (0, 0), tone.point([max(0, v - _FLAT) for v in range(256)]))
    shade = Image.linear_gradient("L").resize(figure.size)
    flat.paste(_NIGHT, (0, 0), shade.point([value * value // 1100 for value in range(256)]))
    shift = max(1, figure.height // 220)
    lower = ImageChops.offset(alpha, shift, shift)  # the clear edge is what wraps around
    rim = ImageChops.subtract(alpha, lower)
    flat.paste(_GLEAM, (0, 0), rim.point([value * 2 // 5 for value in range(256)]))
    flat.putalpha(alpha)
    return flat
