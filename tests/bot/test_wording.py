from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from tests.bot import made_up


@made_up.worst_texts
@given(made_up.texts, st.integers(10, 5000))
def test_whatever_is_written_stays_within_its_limit(text: str, most: int) -> None:
    assert wording.size(wording.escaped(text, most)) <= most
    assert wording.size(wording.escaped_line(text, most)) <= most
    assert "\n" not in wording.escaped_line(text, most)
    shown = wording.shortened(wording.readable(text), most)
    assert wording.size(shown) <= most
    shown.encode()


@made_up.worst_texts
@given(made_up.texts, st.integers(10, 300))
def test_no_backslash_is_left_to_escape_what_follows(text: str, most: int) -> None:
    shown = wording.escaped(text, most).removesuffix("…")
    left = len(shown) - len(shown.rstrip("\\"))
    assert left % 2 == 0


@made_up.worst_texts
@given(st.lists(st.text(max_size=300), max_size=80), st.integers(100, 4096))
def test_lines_that_do_not_fit_are_counted(lines: list[str], most: int) -> None:
    shown = wording.lines_within(lines, most)
    assert wording.size(shown) <= most


def test_lines_left_out_are_told() -> None:
    assert wording.lines_within(["a" * 10] * 4, 30) == "aaaaaaaaaa\n… and 3 more"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c` ~d~ |e|", r"\*a\* \_b\_ \`c\` \~d\~ \|e\|"),
        ("# head\n## b\n- one\nnot - one", "\\# head\n\\## b\n\\- one\nnot - one"),
        ("-# small", r"\-# small"),
        ("[x](http://y) <@1>", r"\[x\](http://y) \<@1\>"),
        ("a\0b\tc\u202ed\ud800", "a b cd\ufffd"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
    ],
)
def test_texts_are_shown_as_they_are(text: str, shown: str) -> None:
    assert wording.escaped(text, 100) == shown


@made_up.worst_texts
@given(made_up.texts, st.integers(10, 300))
def test_any_place_fits(text: str, most: int) -> None:
    assert 0 < wording.size(wording.place(text, most)) <= most


def test_places_can_be_copied_or_followed() -> None:
    assert wording.place("/films/a_b`c", 50) == "`/films/a_bˋc`"
    assert wording.place("https://films.example/a_b", 50) == "https://films.example/a_b"


def test_an_emoji_is_not_cut_in_half() -> None:
    assert wording.shortened("😀😀😀", 5) == "😀😀…"
    assert wording.shortened("😀😀😀", 4) == "😀…"


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (0.2, "0 s"),
        (125.4, "2 min 5 s"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=2, hours=1, minutes=5), "2 d 1 h"),
        (-5.0, "0 s"),
    ],
)
def test_durations(time: timedelta | float, shown: str) -> None:
    assert wording.duration(time) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "$0.00"), ("0.004", "$0.0040"), ("1234.5", "$1,234.50")],
)
def test_money(amount: str, shown: str) -> None:
    assert wording.money(Decimal(amount)) == shown


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Robin", "Robin"),
        ("**Boss**", "Boss"),
        ("<@123456789012345678>", "123456789012345678"),
        ("@everyone", "everyone"),
        ("[ok](https://evil.example)", "ok(https//evil.example)"),
        ("# Robin\n- x", "Robin - x"),
        ("`/video cancel`", "/video cancel"),
        ("Zażółć 🦊", "Zażółć 🦊"),
        ("***", ""),
    ],
)
def test_a_name_is_only_a_name(name: str, plain: str) -> None:
    assert wording.plain_name(name) == plain


@made_up.worst_texts
@given(made_up.texts)
def test_any_name_goes_into_a_sentence(name: str) -> None:
    plain = wording.plain_name(name)

    assert wording.size(plain) <= 80
    assert wording.escaped_line(plain, 100).strip("\u2068\u2069") == plain


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_names_are_listed_as_people_say_them(names: list[str], said: str) -> None:
    assert wording.listed(names) == said
