"""Pictures of characters, places and props: drawn from words, or a reference seen anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PIL import Image, ImageEnhance, ImageOps

from scripts.providers.local.figures.figures import draw_figure
from scripts.providers.local.figures.pen import Looks
from scripts.providers.local.light import LIGHTS, Colour, Mood, read_mood
from scripts.providers.local.places.places import Place, draw_place, exposed
from scripts.providers.local.places.relight import (
    cropped,
    fitted,
    multiplied,
    names_light,
    relit,
    veiled,
)
from scripts.providers.local.words import again, refused_by, seeded, tokens

FIGURE_HEIGHT = 1024  # pixels of a character or prop, about
_FIGURE_WIDTH = 1500  # pixels at most, for those that are longer than high
_TINTS: tuple[Colour, ...] = (
    *((255, 206, 130), (110, 140, 215)),
    *((205, 120, 165), (120, 190, 140)),
)
_CLEAR_SHARE = 0.05  # below this share of clear pixels a picture counts as opaque
_AGED = frozenset(("old", "older", "faded", "dusty", "worn"))


@dataclass(frozen=True)
class Wanted:
    """What a picture is asked to be."""

    kind: str  # character, place or prop
    prompt: str
    name: str = ""
    atmosphere: str = ""
    note: str = ""
    references: Sequence[Image.Image] = field(default=())
    depth: Image.Image | None = None  # of the first reference, where it is known
    round: int = 0  # another try at the same words: 0 is the first

    @property
    def seed(self) -> str:
        """What chance hangs on: a note that says how a thing is seen leaves it the same thing."""
        note = "" if names_light(self.note) or refused_by(self.note) else self.note
        return again("\x1f".join((self.kind, self.name, self.prompt, note)), self.round)

    @property
    def mood(self) -> Mood:
        words = f"{self.name} {self.prompt}"
        return read_mood(self.note, words, self.atmosphere, name=self.name)


def make_picture(wanted: Wanted, frame: tuple[int, int]) -> Image.Image:
    """Make a picture.

    Args:
        wanted: Kind, words and references; the first reference is the core of a variant.
        frame: Pixels of a place; figures are cut out and about `FIGURE_HEIGHT` high.

    Returns:
        RGB for a place, RGBA for a character or prop.
    """
    if wanted.kind == "place":
        return make_place(wanted, frame).picture
    core = next((picture for picture in wanted.references if _is_cut_out(picture)), None)
    if core is not None:
        return _figure_variant(core, wanted)
    palette = [_strongest_colour(picture) for picture in wanted.references[:1]]
    seed = again(wanted.name or wanted.prompt, wanted.round)
    looks = Looks(
        f"{wanted.name} {wanted.prompt}",
        seed,
        palette,
        wanted.round,
        note=wanted.note,
        name=wanted.name,
    )
    return _toned(_tinted(draw_figure(wanted.kind, looks, FIGURE_HEIGHT), wanted), wanted)


def make_place(wanted: Wanted, frame: tuple[int, int]) -> Place:
    """Make the picture of a place with its depth, which a reference from elsewhere has not."""
    chance = seeded(wanted.seed)
    if not wanted.references:
        return draw_place(frame, wanted.mood, chance)
    core = Place(wanted.references[0].convert("RGB"), wanted.depth)
    # The core has the film's light already: only what the variant's own words say changes it.
    mood = read_mood(wanted.note, f"{wanted.name} {wanted.prompt}")
    changed = relit(_framed(core, frame, wanted, mood), mood, chance)
    return replace(changed, picture=_aged(changed.picture, wanted))


def _framed(core: Place, frame: tuple[int, int], wanted: Wanted, mood: Mood) -> Place:
    """The reference, seen whole; closer or in other rounds a part of it."""
    whole = fitted(core, frame)
    if mood.zoom > 1:
        return cropped(whole, 1 / mood.zoom, (0.5, 0.72), frame)
    if not wanted.round:
        return whole
    chance = seeded(wanted.seed, "frame")
    return cropped(whole, chance.uniform(0.82, 0.92), (chance.random(), chance.random()), frame)


def _figure_variant(core: Image.Image, wanted: Wanted) -> Image.Image:
    """The same figure, in the light of the words and, half of the time, facing the other way.

    Each round turns it round and has a tint of its own.
    """
    scale = min(FIGURE_HEIGHT / core.height, _FIGURE_WIDTH / core.width)
    size = (max(1, round(core.width * scale)), max(1, round(core.height * scale)))
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
    return veiled(figure, chance.choice(_TINTS), chance.uniform(0.1, 0.18))


def _toned(figure: Image.Image, wanted: Wanted) -> Image.Image:
    """Bring a figure into the light its words name, by half: its scene does the rest."""
    mood = read_mood(wanted.note, wanted.prompt)
    toned = figure
    if mood.light != LIGHTS["day"]:
        toned = multiplied(toned, mood.light.lamp, 0.5)
    if wanted.references and mood.tint:
        toned = veiled(toned, mood.tint, 0.3)
    return exposed(_aged(toned, wanted), mood.exposure)


def _aged(picture: Image.Image, wanted: Wanted) -> Image.Image:
    """A variant that is older than its core has paler colours."""
    if not (wanted.references and _AGED & set(tokens(f"{wanted.note} {wanted.prompt}"))):
        return picture
    return ImageEnhance.Color(picture).enhance(0.6)


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
