"""How a figure stands in a scene: the light that falls on it, its shadows, what covers it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter, ImageStat

from scripts.providers.local.light import Colour, mixed
from scripts.providers.local.places.canvas import FRONT

_WHITE: Colour = (255, 255, 255)
_SHADE: Colour = (14, 16, 28)
_SMALL = (64, 36)
_FULL_LIGHT = 138  # mean of a frame by day, in which a figure keeps its own colours
_MOST_COVERED = 0.4  # of a figure; what would cover more of it stands behind it


@dataclass(frozen=True)
class SceneLight:
    """Light of a finished picture, whoever made it."""

    lamp: Colour  # what white looks like in it
    air: Colour  # what far things fade into
    shine: Colour  # colour of the brightest place
    side: float  # where that is, from -1 left to 1 right
    height: float  # and how high, from 0 at the top to 1 at the frame's bottom
    strength: float  # how much brighter it is than the rest, 0 … 1


def read_light(frame: Image.Image) -> SceneLight:
    """Read the light of a scene from its pixels."""
    small = frame.resize(_SMALL, Image.Resampling.BOX)
    red, green, blue = (round(part) for part in ImageStat.Stat(small).mean)
    mean = (red * 30 + green * 59 + blue * 11) / 100
    # Only the upper part: the brightest snow or path lights nobody.
    upper = small.crop((0, 0, _SMALL[0], _SMALL[1] * 2 // 3)).filter(ImageFilter.BoxBlur(1))
    luma = upper.convert("L").tobytes()
    brightest = max(luma)
    y, x = divmod(luma.index(brightest), _SMALL[0])
    horizon = ImageStat.Stat(small.crop((0, 18, _SMALL[0], 24))).mean
    return SceneLight(
        lamp=_lamp((red, green, blue), mean),
        air=(round(horizon[0]), round(horizon[1]), round(horizon[2])),
        shine=_pixel(upper, x, y),
        side=2 * x / (_SMALL[0] - 1) - 1,
        height=y / _SMALL[1],
        strength=min(1.0, max(0.0, (brightest - mean) / 130)),
    )


def _lamp(colour: Colour, mean: float) -> Colour:
    """What the light of a frame of this mean colour makes of white."""
    grey = round(min(255.0, 255 * max(0.3, (mean / _FULL_LIGHT) ** 0.8)))
    most = max(*colour, 1)
    red, green, blue = (grey * part // most for part in colour)
    # A strong colour is a wall's rather than the light's.
    share = 0.45 * min(1.0, 1.45 - (most - min(colour)) / most)
    return mixed((grey, grey, grey), (red, green, blue), share)


def _pixel(picture: Image.Image, x: int, y: int) -> Colour:
    red, green, blue = picture.crop((x, y, x + 1, y + 1)).tobytes()
    return (red, green, blue)


def in_light(figure: Image.Image, light: SceneLight, *, haze: float) -> Image.Image:
    """The figure in a scene's light: its colours, a bright edge, and air before it when far."""
    alpha = figure.getchannel("A")
    tables = [
        [min(255, round(value * part / 255)) for value in range(256)]
        for part in mixed(_WHITE, light.lamp, 0.85)
    ]
    flat = figure.convert("RGB").point([value for table in tables for value in table])
    flat.paste(light.shine, (0, 0), _rim(alpha, light))
    if haze > 0:
        flat = Image.blend(flat, Image.new("RGB", flat.size, light.air), haze)
    flat.putalpha(alpha)
    return flat


def _rim(alpha: Image.Image, light: SceneLight) -> Image.Image:
    """How bright the edge towards the light is, softest inwards."""
    reach = max(2, alpha.height // 90)
    across = round(-light.side * reach)
    down = round(reach * (0.9 - light.height))
    moved = Image.new("L", alpha.size)
    moved.paste(alpha, (across, down))
    edge = ImageChops.subtract(alpha, moved.filter(ImageFilter.BoxBlur(reach * 0.6)))
    share = 0.25 + 0.5 * light.strength
    return ImageChops.multiply(edge, alpha).point([round(v * share) for v in range(256)])


def cast_shadow(
    frame: Image.Image, figure: Image.Image, at: tuple[int, int], light: SceneLight
) -> None:
    """Darken the ground from the feet on, towards the camera and away from the light."""
    if light.strength < 0.2:
        return
    alpha = figure.getchannel("A")
    long = max(2, round(figure.height * (0.14 + 0.16 * light.height)))
    lean = -light.side * 1.5
    wide = figure.width + round(abs(lean) * long)
    flat = alpha.resize((figure.width, long)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    shift = 0.0 if lean > 0 else float(wide - figure.width)
    # Each row of the shadow begins by `lean` further on than the one above.
    slanted = flat.transform(
        (wide, long), Image.Transform.AFFINE, (1, -lean, -shift, 0, 1, 0), Image.Resampling.BILINEAR
    )
    fade = Image.linear_gradient("L").point([255 - value * 4 // 5 for value in range(256)])
    soft = ImageChops.multiply(slanted, fade.resize(slanted.size))
    soft = soft.filter(ImageFilter.BoxBlur(max(1, figure.height // 120)))
    share = 0.6 * light.strength
    corner = (at[0] - round(shift), at[1] + figure.height - max(1, figure.height // 50))
    frame.paste(_SHADE, corner, soft.point([round(value * share) for value in range(256)]))


def contact_shadow(frame: Image.Image, figure: Image.Image, at: tuple[int, int]) -> None:
    """A soft ellipse under the feet: the figure's own foot, flattened and blurred."""
    alpha = figure.getchannel("A")
    foot = alpha.crop((0, round(figure.height * 0.86), figure.width, figure.height))
    flat = (figure.width, max(2, figure.height // 16))
    blur = max(2, figure.height // 70)
    shade = Image.new("L", (flat[0] + 6 * blur, flat[1] + 6 * blur))
    shade.paste(foot.resize(flat), (3 * blur, 3 * blur))
    shade = shade.filter(ImageFilter.GaussianBlur(blur)).point([v * 13 // 20 for v in range(256)])
    top = at[1] + figure.height - flat[1] * 2 // 3 - 3 * blur
    frame.paste(_SHADE, (at[0] - 3 * blur, top), shade)


def uncovered(
    alpha: Image.Image, depth: Image.Image, at: tuple[int, int], level: int
) -> Image.Image:
    """What of a figure at a level of depth is seen behind the things that frame the view."""
    box = (at[0], at[1], at[0] + alpha.width, at[1] + alpha.height)
    free = depth.crop(box).point([255 * (value <= level or value < FRONT) for value in range(256)])
    seen = ImageChops.multiply(alpha, free.filter(ImageFilter.BoxBlur(1)))
    whole = ImageStat.Stat(alpha).sum[0]
    return seen if ImageStat.Stat(seen).sum[0] >= (1 - _MOST_COVERED) * whole else alpha
