"""The plain colour a figure is asked for on: the one farthest from its own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.providers.local.words import COLOURS, PLANTS, listed, tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Colours = NDArray[np.float32]  # [n, 3], 0 to 255

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class KeyColour:
    """A colour with the words an image model knows it by."""

    name: str
    rgb: Colour


# Green first: skin, fur and most clothes have least of it.
KEYS = (
    KeyColour("pure bright green", (0, 255, 0)),
    KeyColour("pure magenta", (255, 0, 255)),
    KeyColour("pure blue", (0, 0, 255)),
)
_ENOUGH = 110.0  # farther away than this, one key is as good as another
_NEAR_SHARE = 3.0  # percent of a reference's pixels that may lie nearer
_GREENS = listed("frog crocodile lizard turtle parrot cactus leaf leaves")
_SIDE = 96  # pixels of a reference that are looked at, each way


def key_for(text: str, references: Sequence[Image.Image] = ()) -> KeyColour:
    """The first key far enough from every colour the words name or the references show."""
    far = {key: _distance(key, text, references) for key in KEYS}
    return next((key for key in KEYS if far[key] >= _ENOUGH), max(KEYS, key=far.__getitem__))


def _distance(key: KeyColour, text: str, references: Sequence[Image.Image]) -> float:
    import numpy as np

    told = set(tokens(text))
    named = [rgb for word, rgb in COLOURS.items() if word in told]
    named += [COLOURS["green"]] if told & (_GREENS | PLANTS) else []
    distances = [255.0]
    if named:
        distances.append(float(chroma_distance(np.array(named, np.float32), key.rgb).min()))
    for picture in references:
        seen = chroma_distance(_pixels(picture), key.rgb)
        if len(seen):
            distances.append(float(np.percentile(seen, _NEAR_SHARE)))
    return min(distances)


def _pixels(picture: Image.Image) -> Colours:
    import numpy as np

    small = picture.convert("RGBA").resize((_SIDE, _SIDE))
    values = np.asarray(small, np.float32).reshape(-1, 4)
    return np.ascontiguousarray(values[values[:, 3] > 127, :3])


def chroma_distance(colours: Colours, key: Colour) -> Colours:
    """How far colours are from a key whatever their brightness, as chroma of YCbCr (BT.601)."""
    import numpy as np

    to_chroma = np.array([[-0.168736, -0.331264, 0.5], [0.5, -0.418688, -0.081312]], np.float32).T
    apart = colours @ to_chroma - np.array(key, np.float32) @ to_chroma
    distance: Colours = np.hypot(apart[..., 0], apart[..., 1])
    return distance
