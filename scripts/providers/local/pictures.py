"""Pictures of characters, places and props: drawn from words, or a reference seen anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, ImageEnhance, ImageOps

from scripts.pictures import cover
from scripts.providers.local.figures import draw_figure
from scripts.providers.local.light import LIGHTS, Colour, read_mood
from scripts.providers.local.pen import Looks
from scripts.providers.local.places import add_weather, draw_place
from scripts.providers.local.words import again, seeded, tokens

FIGURE_HEIGHT = 1024  # pixels of a character or prop, about
_TINTS: tuple[Colour, ...] = (
    *((255, 206, 130), (110, 140, 215)),
    *((205, 120, 165), (120, 190, 140)),
)
_CLEAR_SHARE = 0.05  # below this share of clear pixels a picture counts as opaque


@dataclass(frozen=True)
class Wanted:
    """What a picture is asked to be."""

    kind: str  # character, place or prop
    prompt: str
    name: str = ""
    atmosphere: str = ""
    note: str = ""
    references: Sequence[Image.Image] = field(default=())
    round: int = 0  # another try at the same words: 0 is the first

    @property
    def seed(self) -> str:
        said = "\x1f".join((self.kind, self.name, self.prompt, self.atmosphere, self.note))
        return again(said, self.round)

    @property
    def subject(self) -> str:
        """What is drawn: what a person asked for last counts first."""
        return f"{self.note} {self.name} {self.prompt}"


def make_picture(wanted: Wanted, frame: tuple[int, int]) -> Image.Image:
    """Make a picture.

    Args:
        wanted: Kind, words and references; the first reference is the core of a variant.
        frame: Pixels of a place; figures are cut out and about `FIGURE_HEIGHT` high.

    Returns:
        RGB for a place, RGBA for a character or prop.
    """
    if wanted.kind == "place":
        return _place(wanted, frame)
    core = next((picture for picture in wanted.references if _is_cut_out(picture)), None)
    if core is not None:
        return _figure_variant(core, wanted)
    palette = [_strongest_colour(picture) for picture in wanted.references[:1]]
    seed = again(wanted.name or wanted.prompt, wanted.round)
    looks = Looks(wanted.subject, seed, palette, wanted.round)
    return _toned(_tinted(draw_figure(wanted.kind, looks, FIGURE_HEIGHT), wanted), wanted)


def _place(wanted: Wanted, frame: tuple[int, int]) -> Image.Image:
    mood = read_mood(wanted.note, f"{wanted.name} {wanted.prompt}", wanted.atmosphere)
    chance = seeded(wanted.seed)
    if not wanted.references:
        return draw_place(frame, mood, chance)
    core = _toned(_framed(wanted.references[0].convert("RGB"), frame, wanted), wanted)
    return add_weather(core, mood, chance)


def _framed(picture: Image.Image, frame: tuple[int, int], wanted: Wanted) -> Image.Image:
    """The reference, seen whole; in other rounds a part of it, the same place from elsewhere."""
    if not wanted.round:
        return cover(picture, frame)
    chance = seeded(wanted.seed, "frame")
    share = chance.uniform(0.82, 0.92)
    left, top = (side * (1 - share) * chance.random() for side in picture.size)
    right, bottom = left + picture.width * share, top + picture.height * share
    return cover(picture.crop((round(left), round(top), round(right), round(bottom))), frame)


def _figure_variant(core: Image.Image, wanted: Wanted) -> Image.Image:
    """The same figure, in the light of the words and, half of the time, facing the other way.

    Each round turns it round and has a tint of its own.
    """
    scale = FIGURE_HEIGHT / core.height
    size = (max(1, round(core.width * scale)), FIGURE_HEIGHT)
    figure = core.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    turned = seeded(replace(wanted, round=0).seed).random() < 0.5
    if turned != (wanted.round % 2 == 1):
        figure = ImageOps.mirror(figure)
    return _toned(_tinted(figure, wanted), wanted)


def _tinted(figure: Image.Image, wanted: Wanted) -> Image.Image:
    """In the tint of its round; the first has none."""
    if not wanted.round:
        return figure
    chance = seeded(wanted.seed, "tint")
    return _veiled(figure, chance.choice(_TINTS), chance.uniform(0.1, 0.18))


def _toned(picture: Image.Image, wanted: Wanted) -> Image.Image:
    """Bring a picture into the light its words name; day is left as it is."""
    mood = read_mood(wanted.note, wanted.prompt)
    strength = 0.0 if mood.light == LIGHTS["day"] else 0.34
    tinted = _veiled(picture, mood.tint, 0.3) if wanted.references and mood.tint else picture
    toned = _veiled(tinted, mood.light.middle, strength)
    if wanted.references and strength:
        toned = _enhanced(toned, ImageEnhance.Brightness, 0.4 + 0.6 * mood.light.land)
    said = set(tokens(f"{wanted.note} {wanted.prompt}"))
    if said & {"old", "older", "faded", "dusty", "worn"} and wanted.references:
        toned = _enhanced(toned, ImageEnhance.Color, 0.6)
    if "darker" in said:
        toned = _enhanced(toned, ImageEnhance.Brightness, 0.7)
    if said & {"brighter", "lighter"}:
        toned = _enhanced(toned, ImageEnhance.Brightness, 1.2)
    return toned


def _veiled(picture: Image.Image, colour: Colour, share: float) -> Image.Image:
    """Mix in a colour without touching the transparency."""
    if share == 0:
        return picture
    veil = Image.new("RGB", picture.size, colour)
    return _with_alpha_of(picture, Image.blend(picture.convert("RGB"), veil, share))


def _enhanced(
    picture: Image.Image, how: type[ImageEnhance.Color | ImageEnhance.Brightness], factor: float
) -> Image.Image:
    return _with_alpha_of(picture, how(picture.convert("RGB")).enhance(factor))


def _with_alpha_of(picture: Image.Image, flat: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        flat.putalpha(picture.getchannel("A"))
    return flat


def _is_cut_out(picture: Image.Image) -> bool:
    if picture.mode != "RGBA":
        return False
    clear = sum(picture.getchannel("A").histogram()[:16])
    return clear >= _CLEAR_SHARE * picture.width * picture.height


def _strongest_colour(picture: Image.Image) -> Colour:
    """The most saturated of the colours a picture mostly consists of."""
    few = picture.convert("RGB").resize((64, 64)).quantize(6).convert("RGB")
    colours = {few.getpixel((x, y)) for x in range(64) for y in range(64)}
    seen = [colour for colour in colours if isinstance(colour, tuple)]
    red, green, blue = max(sorted(seen), key=lambda colour: max(colour) - min(colour))
    return (red, green, blue)
