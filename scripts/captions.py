"""Captions: what is said, cut into lines that can be read, timed by the narration."""

from __future__ import annotations

from dataclasses import dataclass

LINE_CHARACTERS = 42
LINES_PER_CUE = 2


@dataclass(frozen=True)
class Spoken:
    """One line of narration and its time in the film, in seconds."""

    text: str
    start: float
    seconds: float


def srt(lines: list[Spoken]) -> str:
    """SubRip text; within a line, time is shared out by the number of letters."""
    cues = []
    for line in lines:
        pieces = _pieces(line.text)
        letters = sum(len(piece) for piece in pieces)
        start = line.start
        for piece in pieces:
            end = start + line.seconds * len(piece) / letters
            cues.append((start, end, piece))
            start = end
    return "".join(
        f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{text}\n\n"
        for number, (start, end, text) in enumerate(cues, 1)
    )


def _pieces(text: str) -> list[str]:
    rows = _rows(text.split())
    count = -(-len(rows) // LINES_PER_CUE)
    # As even as can be: three rows are read as two and one, five as two, two and one.
    return ["\n".join(rows[place * LINES_PER_CUE :][:LINES_PER_CUE]) for place in range(count)]


def _rows(words: list[str]) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + 1 + len(word) <= LINE_CHARACTERS:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows


def _stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02},{milliseconds % 1000:03}"
