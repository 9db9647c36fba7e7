"""Rising and falling action: what the place of a shot in the story does to its picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SPREAD = 0.3  # of the seconds asked for that a shot may be longer or shorter


class Stage(StrEnum):
    """The acts of a story."""

    SETUP = "setup"
    RISE = "rise"
    TURN = "turn"
    CLIMAX = "climax"  # near three quarters
    RESOLUTION = "resolution"


_ENDS = ((0.2, Stage.SETUP), (0.52, Stage.RISE), (0.66, Stage.TURN), (0.84, Stage.CLIMAX))
_WEIGHTS = {  # how long shots are: calm at both ends, quick at the height
    Stage.SETUP: 1.14,
    Stage.RISE: 1.0,
    Stage.TURN: 0.92,
    Stage.CLIMAX: 0.8,
    Stage.RESOLUTION: 1.16,
}
_SCALES = {  # a figure's height / the frame's: wide, close, wide
    Stage.SETUP: (0.4, 0.46, 0.5),
    Stage.RISE: (0.52, 0.6, 0.56),
    Stage.TURN: (0.66, 0.6, 0.7),
    Stage.CLIMAX: (0.78, 0.86, 0.82),
    Stage.RESOLUTION: (0.54, 0.48, 0.4),
}
# Of neighbouring acts no two moves are the same, so no two shots in a row are.
_MOVES = {
    Stage.SETUP: ("push in", "pan right", "drift right", "tilt down"),
    Stage.RISE: ("drift left", "pan left", "orbit right", "tilt up"),
    Stage.TURN: ("orbit left", "hold still", "drift right", "tilt down"),
    Stage.CLIMAX: ("push in", "orbit right", "tilt up", "pan left"),
    Stage.RESOLUTION: ("pull back", "drift left", "tilt down", "hold still"),
}
_CALM = ("slow", "gentle")
_QUICK = (Stage.TURN, Stage.CLIMAX)


@dataclass(frozen=True)
class Arc:
    """The story's curve over its shots; a round is another staging of it.

    Args:
        tempo: Below 0 calmer than the story asks for, above 0 livelier.
    """

    shots: int
    round: int = 0
    tempo: int = 0

    def stage(self, number: int) -> Stage:
        """The act a shot (from 0) stands in."""
        along = (number + 0.5) / self.shots
        return next((stage for end, stage in _ENDS if along < end), Stage.RESOLUTION)

    def weight(self, number: int) -> float:
        """How long a shot wants to be, of the seconds asked for."""
        return _WEIGHTS[self.stage(number)]

    def scale(self, number: int) -> float:
        """A figure's height in the frame, a little other in every round."""
        scales = _SCALES[self.stage(number)]
        other = 0.002 * (self.round * 7 % 31 - 15) if self.round else 0.0
        return round(scales[self._turn(number) % len(scales)] + other, 3)

    def camera(self, number: int) -> str:
        """How the camera moves, in words that clips understand."""
        moves = _MOVES[self.stage(number)]
        turn = self._turn(number)
        move = moves[turn % len(moves)]
        if move == "hold still" or (self.stage(number) in _QUICK and self.tempo >= 0):
            return move
        if self.tempo > 0:
            return move
        return f"{_CALM[turn // len(moves) % 2]} {move}"

    def _turn(self, number: int) -> int:
        """The how-manieth shot of its act, moved on by every round."""
        first = next(n for n in range(self.shots) if self.stage(n) is self.stage(number))
        return number - first + self.round
