"""Texts in pieces: nothing lost, nothing broken, nothing longer than Notion takes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.texts import (
    MENTIONS_TOLD,
    MOST_BYTES,
    MOST_PIECES,
    PIECE_UNITS,
    clusters,
    fitting,
    joined,
    may_be_cut,
    pieces,
    short_name,
    units,
)
from tests.bot.notion.pages import mention, told_piece

FAMILY = "👩‍👩‍👧‍👦"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
SIGNS = [
    "a", "é", "e\u0301", "ก็", "नि", "각", "\u1100\u1161\u11a8", "🎬", "👍🏽", "❤️", "🇩🇪", "🇫🇷",
    FAMILY, SCOTLAND, "\r\n", "\n", " ", "ی\u200c", "漢",
]  # fmt: skip
ANY_SIGN = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(SIGNS))
ANY_TEXT = st.lists(ANY_SIGN).map("".join)


def content(text: str) -> list[str]:
    return [piece["text"]["content"] for piece in pieces(text)]


def as_told(text: str) -> str:
    return joined([told_piece(piece) for piece in pieces(text)])


@given(ANY_TEXT)
def test_what_is_written_is_read_again(text: str) -> None:
    assert as_told(text) == text.replace("\x00", "") == fitting(text)


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=9), st.integers(1_990, 2_010))
def test_no_sign_is_cut_and_no_piece_is_too_long(signs: list[str], before: int) -> None:
    text = "x" * before + "".join(signs) * 400
    cut = content(text)
    assert "".join(cut) == text
    assert all(0 < units(piece) <= PIECE_UNITS for piece in cut)
    assert sum(len(list(clusters(piece))) for piece in cut) == len(list(clusters(text)))
    assert len(cut) <= units(text) // (PIECE_UNITS - 40) + 1


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_one_sign(sign: str) -> None:
    assert list(clusters(f"a{sign}b")) == ["a", sign, "b"]


def test_flags_stay_in_pairs() -> None:
    assert list(clusters("🇩🇪🇫🇷🇮")) == ["🇩🇪", "🇫🇷", "🇮"]


def test_accents_without_end_are_cut_all_the_same() -> None:
    text = "e" + "\u0301" * 5_000
    cut = content(text)
    assert "".join(cut) == text
    assert [units(piece) for piece in cut] == [2_000, 2_000, 1_001]


@pytest.mark.parametrize("sign", ["x", "漢", "🎬", "é "])
def test_a_text_that_is_too_long_is_shortened(sign: str) -> None:
    text = sign * 300_000
    cut = content(text)
    kept = "".join(cut)
    assert len(cut) <= MOST_PIECES
    assert all(units(piece) <= PIECE_UNITS for piece in cut)
    assert len(kept.encode()) <= MOST_BYTES + len("…".encode())
    assert kept.endswith("…")
    assert text.startswith(kept[:-1].rstrip())
    assert units(kept) > 90_000
    assert len(json.dumps(pieces(text), ensure_ascii=False).encode()) < 450_000
    assert fitting(text) == kept == as_told(text)


def test_a_text_of_the_greatest_length_is_whole() -> None:
    text = "x" * (MOST_PIECES * PIECE_UNITS)
    assert as_told(text) == text
    assert as_told(text + "x") == text[:-1] + "…"


def test_an_empty_text_has_no_pieces() -> None:
    assert pieces("") == []
    assert joined([]) == ""


def test_mentions_links_and_equations_are_read_as_people_see_them() -> None:
    direction = [
        told_piece({"type": "text", "text": {"content": "With "}}),
        mention("@Robin"),
        told_piece({"text": {"content": " by the sea", "link": {"url": "https://sea.example"}}}),
        {"type": "equation", "equation": {"expression": "e=mc^2"}, "plain_text": "e=mc^2"},
        {"type": "text", "text": {"content": ", slowly"}},
    ]
    assert joined(direction) == "With @Robin by the seae=mc^2, slowly"


def test_a_direction_of_3000_characters_in_pieces_is_whole() -> None:
    direction = [told_piece({"text": {"content": word}}) for word in ("rain " * 300, "sun " * 375)]
    assert joined(direction) == "rain " * 300 + "sun " * 375


def test_what_the_database_does_not_take_is_not_read() -> None:
    piece = json.loads('{"type": "text", "plain_text": "a\\ud800b\\u0000c"}')
    assert joined([piece]) == "a\ufffdbc"
    joined([piece]).encode()


def test_a_text_with_many_mentions_may_be_cut_in_its_page() -> None:
    some = [mention("@Robin")] * (MENTIONS_TOLD - 1)
    assert not may_be_cut(some)
    assert may_be_cut([*some, mention("@Sam")])


@given(st.text(min_size=1, max_size=300), st.sampled_from(["", ".png", ".mp4"]))
def test_a_short_name_keeps_its_ending(stem: str, ending: str) -> None:
    stem = stem.encode(errors="ignore").decode().replace(".", "").replace("/", "") or "x"
    short = short_name(stem + ending, 100)
    assert len(short.encode()) <= 100
    assert short.endswith(ending)
    assert (stem + ending).startswith(short.removesuffix(ending))
    assert len(short.encode()) > 96 or short == stem + ending
