"""How a camera moves over a picture, near things further than far ones, eased at both ends."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.pictures import Size
from scripts.providers.local.clips.directing import Wish, read_wish
from scripts.providers.local.words import again, seeded

_CLOSE = 1 / 1.22  # of the picture that is seen when the camera is close
_NARROW = 0.86  # while it pans or tilts
_MOST = 0.6  # nothing closer, or pixels are seen
_AIM = 0.22  # a push goes this share of its way down, to where figures are
_LOW = 0.7  # of the room there is, by which a pan looks lower than the middle
# How far the sky goes when the nearest things go one: what turns on its place sees less parallax
# than what is carried past things. Below zero: around a point between near and far.
_FAR_ZOOM = 0.5
_FAR = {"turned": 0.6, "carried": 0.45, "around": -0.9}
_NEAR_AROUND = 0.35


@dataclass(frozen=True)
class View:
    """What the camera sees: the middle, as shares of the picture, and the share of it seen."""

    x: float
    y: float
    share: float

    def box(self, size: Size) -> tuple[float, float, float, float]:
        """In pixels of a picture of this size, held inside it."""
        half = self.share / 2
        x, y = (min(max(middle, half), 1 - half) for middle in (self.x, self.y))
        width, height = size
        return ((x - half) * width, (y - half) * height, (x + half) * width, (y + half) * height)


@dataclass(frozen=True)
class Move:
    """From one view to another.

    Attributes:
        start: What is seen at first, of a picture without depth.
        end: What is seen at last.
        drawn: From where all layers lie as they do in the picture.
        far: How far what is far away shifts, where the views shift one.
        near: How far what is nearest does; neither is above one, so that no layer shows its edge.
    """

    start: View
    end: View
    drawn: View
    far: float = 1.0
    near: float = 1.0

    def at(self, progress: float, nearness: float | None = None) -> View:
        """The view at 0 … 1 of the clip, eased at both ends.

        Args:
            progress: Share of the clip's time.
            nearness: Of a layer: 0 far as the sky, 1 nearest; None for a picture without depth.
        """
        eased = progress * progress * (3 - 2 * progress)
        x, y, share = (
            a + (b - a) * eased
            for a, b in (
                (self.start.x, self.end.x),
                (self.start.y, self.end.y),
                (self.start.share, self.end.share),
            )
        )
        if nearness is None:
            return View(x, y, share)
        shift = self.far + (self.near - self.far) * nearness
        grown = (self.drawn.share - share) * (_FAR_ZOOM + (1 - _FAR_ZOOM) * nearness)
        return View(
            self.drawn.x + (x - self.drawn.x) * shift,
            self.drawn.y + (y - self.drawn.y) * shift,
            self.drawn.share - grown,
        )


def read_move(prompt: str, note: str = "", round_number: int = 0) -> Move:
    """The move the words ask for; a note's words count before the prompt's.

    A prompt that names none gets a slow drift whose direction is its own. Another round goes
    further or less far, every other one the other way unless it is the note that names the way.
    """
    wish = read_wish(prompt, note)
    other = _other_reach(prompt, note, round_number)
    turns = round_number % 2 == 1 and not wish.by_note
    if "still" in wish.moves:
        return _held(other, wish)
    reach = wish.reach * other
    if wish.moves:
        return _move(_turned(wish.moves) if turns else wish.moves, reach, wish)
    drift = frozenset({"in", "carried", seeded(prompt, note).choice(("left", "right"))})
    return _move(_turned(drift) if turns else drift, 0.6 * reach, wish)


_OTHER_WAY = {"left": "right", "right": "left", "up": "down", "down": "up"}


def _turned(asked: frozenset[str]) -> frozenset[str]:
    return frozenset(_OTHER_WAY.get(name, name) for name in asked)


def _other_reach(prompt: str, note: str, round_number: int) -> float:
    if not round_number:
        return 1.0
    chance = seeded(again(prompt, round_number), note)
    return chance.choice((0.8, 1.2)) * chance.uniform(0.92, 1.08)


def _held(other: float, wish: Wish) -> Move:
    """A still camera, not frozen: a breath of a push, or the clip looks like a broken one."""
    widest = _framed(1.0, wish)
    start = View(0.5, 0.5, widest)
    return Move(start, View(0.5, 0.5, widest - 0.015 * other), start)


def _framed(share: float, wish: Wish) -> float:
    """The share of the picture that is seen when a person asked to be closer, or wider."""
    if wish.framing == "closer":
        return max(_MOST, share * 0.86)
    return 1 - 0.4 * (1 - share) if wish.framing == "wider" else share


def _move(asked: frozenset[str], reach: float, wish: Wish) -> Move:
    shifts = asked & {"left", "right", "up", "down"}
    wide = max(_MOST, 1 - (1 - _NARROW) * reach) if shifts else 1.0
    close = max(_MOST, (wide if shifts else 1.0) - (1 - _CLOSE) * reach * (0.6 if shifts else 1.0))
    wide, close = _framed(wide, wish), _framed(close, wish)
    start, end = (close, wide) if "out" in asked else (wide, close if "in" in asked else wide)
    room = (1 - wide) / 2
    across = room * (("right" in asked) - ("left" in asked))
    down = room * (("down" in asked) - ("up" in asked))
    # Figures stand low in the picture: a push goes to them, a pan leaves them their feet.
    low = 0.5 if down else 0.5 + _LOW * room
    aim = _AIM * (start - end) if "in" in asked and not down else 0.0
    first, last = View(0.5 - across, low - down, start), View(0.5 + across, low + down + aim, end)
    kind = next((name for name in ("around", "carried") if name in asked), "turned")
    drawn = View(0.5, low, wide) if across or down else max(first, last, key=_share)
    return Move(first, last, drawn, _FAR[kind], _NEAR_AROUND if kind == "around" else 1.0)


def _share(view: View) -> float:
    return view.share
