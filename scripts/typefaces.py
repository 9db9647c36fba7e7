"""Which typeface draws a letter: files that come with a package, so that every machine has them.

Latin, Greek and Cyrillic are Source Sans; most other scripts are Kurinto Sans, whose editions for
Chinese, Japanese and Korean are opened only when such a text is drawn. All are under the SIL OFL.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_KURINTO = "kurinto/ttf/KurintoSans{}-{}.ttf"
_FILES = {
    "latin": "source-sans/ttf/SourceSans3-{}.ttf",
    "world": _KURINTO.format("", "{}"),
    **{edition: _KURINTO.format(edition, "{}") for edition in ("JP", "KR", "SC", "TC")},
}
# Regular and bold, as the files are called.
_WEIGHTS = {"latin": ("Regular", "Bold")}
JOINERS = "\u200c\u200d"  # they shape the letters beside them and have no picture of their own
_MOST_MARKS = 6  # on one letter; more are somebody's joke
# Whole blocks of little pictures. Some typefaces have a few of them, which looks like a mistake.
_PICTOGRAPHS = range(0x1F000, 0x20000)
# They ask for another picture of the letter before, which no typeface here has.
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


@dataclass(frozen=True)
class Face:
    """One opened typeface."""

    name: str
    font: Any  # uharfbuzz.Font, whose package has no types
    units: int  # of its outlines, in one em

    def has(self, letter: str) -> bool:
        return bool(self.font.get_nominal_glyph(ord(letter)))


@cache
def face(name: str, bold: bool) -> Face:
    """Open a typeface; the file is mapped, not read."""
    import uharfbuzz
    import weblate_fonts

    regular, heavy = _WEIGHTS.get(name, ("Rg", "Bd"))
    path = _FILES[name].format(heavy if bold else regular)
    folder = Path(weblate_fonts.__file__).parent / "static" / "weblate_fonts"
    opened = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(folder / path)))
    return Face(name, uharfbuzz.Font(opened), opened.upem)


def face_for(name: str, text: str, bold: bool) -> Face:
    """The typeface for a stretch of one script, thickened where it would look too thin."""
    if script_of(text[0]).startswith(("HIRAGANA", "KATAKANA")):
        # Kurinto's are brush strokes, thinner than the characters they stand between.
        return _thickened(name, 0.06 if bold else 0.018)
    if bold and _is_the_same_in_bold(name, text[0]):
        return _thickened(name, 0.035)
    return face(name, bold)


@cache
def _thickened(name: str, ems: float) -> Face:
    import uharfbuzz

    plain = face(name, False)
    font = uharfbuzz.Font(plain.font.face)
    font.synthetic_bold = (ems, ems, True)
    return Face(name, font, plain.units)


@cache
def _is_the_same_in_bold(name: str, letter: str) -> bool:
    extents = [
        opened.font.get_glyph_extents(opened.font.get_nominal_glyph(ord(letter)) or 0)
        for opened in (face(name, False), face(name, True))
    ]
    return bool(extents[0] == extents[1])


def clusters(text: str) -> Iterator[str]:
    """What stands or falls together: a letter with the marks on it."""
    held = ""
    for letter in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(letter)
        if letter in _SELECTORS:
            continue
        if letter in JOINERS or kind in ("Mn", "Mc", "Me"):
            held += letter if held and len(held) <= _MOST_MARKS else ""
            continue
        if held:
            yield held
        held = letter if kind[0] != "C" and ord(letter) not in _PICTOGRAPHS else ""
    if held:
        yield held


def han_edition(text: str) -> str:
    """The edition for a text's Chinese characters, which are drawn differently by country."""
    if any("\u3040" <= letter <= "\u30ff" for letter in text):
        return "JP"
    if any("\uac00" <= letter <= "\ud7a3" for letter in text):
        return "KR"
    han = "".join(letter for letter in text if "\u3400" <= letter <= "\u9fff")
    # The countries' own old character sets: what both can write is taken for simplified.
    for codec, edition in (("gb2312", "SC"), ("big5", "TC"), ("shift_jis", "JP")):
        if len(han.encode(codec, "ignore")) == 2 * len(han):
            return edition
    return "SC"


@cache
def name_for(cluster: str, edition: str) -> str | None:
    """The first typeface that has all of a cluster; None where no one can draw it."""
    seen = [letter for letter in cluster if letter not in JOINERS]
    editions = [edition, *(other for other in ("SC", "KR", "JP", "TC") if other != edition)]
    # Signs such as “。” are in Kurinto too, but narrow there.
    is_eastern = unicodedata.east_asian_width(cluster[0]) in "WF"
    order = editions if is_eastern else ["latin", "world", *editions]
    return next((name for name in order if all(map(face(name, False).has, seen))), None)


@cache
def drawn_as(cluster: str, edition: str) -> str:
    """A cluster as it can be drawn: whole, without its marks, or not at all."""
    forms = (cluster, cluster[0])
    return next((form for form in forms if name_for(form, edition) is not None), "")


@cache
def script_of(letter: str) -> str:
    """The first word of its Unicode name, which for letters is the script; else nothing."""
    return unicodedata.name(letter, "").split(" ")[0] if letter.isalpha() else ""
