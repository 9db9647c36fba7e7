"""Emoji and the grammar of redo notes."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.signals import MAX_CLAUSES, MAX_NUMBER, Signal, parse_redo, signal_of, whole_of
from pipeline.errors import InvalidInput
from pipeline.lifecycle import GATES, Step
from pipeline.videos import MAX_NOTE, Redo

ASSETS, VIDEO, NARRATION, REVIEW = Step.ASSETS, Step.VIDEO, Step.NARRATION, Step.REVIEW


@pytest.mark.parametrize("signal", Signal)
def test_an_emoji_is_a_decision_with_and_without_its_variation_selector(signal: Signal) -> None:
    assert signal_of(signal.value) is signal
    assert signal_of(signal.value + "\ufe0f") is signal


@pytest.mark.parametrize("emoji", ["☑️", "✔️", "❎", "🔂", "<:yes:123456789012345678>", "", "✅✅"])
def test_other_emoji_are_none(emoji: str) -> None:
    assert signal_of(emoji) is None


@pytest.mark.parametrize(
    ("gate", "text", "wishes"),
    [
        (VIDEO, "3, 7: darker, rain", [Redo(VIDEO, (3, 7), "darker, rain")]),
        (VIDEO, "all: golden hour", [Redo(VIDEO, (), "golden hour")]),
        (VIDEO, "4-6: slower", [Redo(VIDEO, (4, 5, 6), "slower")]),
        (VIDEO, "3", [Redo(VIDEO, (3,))]),
        (VIDEO, "all", [Redo(VIDEO, ())]),
        (ASSETS, "2: older", [Redo(ASSETS, (2,), "older")]),
        (NARRATION, "shot 3: calm", [Redo(NARRATION, (3,), "calm")]),
        (VIDEO, "assets 2: older", [Redo(ASSETS, (2,), "older")]),
        (VIDEO, "frames 2", [Redo(Step.COMPOSITES, (2,))]),
        (REVIEW, "sounds 1: louder", [Redo(Step.SFX, (1,), "louder")]),
        (REVIEW, "3: slower", [Redo(VIDEO, (3,), "slower")]),
        (REVIEW, "all: calmer cuts", [Redo(Step.ASSEMBLY, (), "calmer cuts")]),
        (REVIEW, "film: calmer cuts", [Redo(Step.ASSEMBLY, (), "calmer cuts")]),
        (REVIEW, "narration: calmer", [Redo(NARRATION, (), "calmer")]),
        (REVIEW, "clips all: slower", [Redo(VIDEO, (), "slower")]),
        (
            REVIEW,
            "assets 2: older; clips 3: slower; all narration: calmer",
            [
                Redo(ASSETS, (2,), "older"),
                Redo(VIDEO, (3,), "slower"),
                Redo(NARRATION, (), "calmer"),
            ],
        ),
        (VIDEO, "3: a\n5 : b", [Redo(VIDEO, (3,), "a"), Redo(VIDEO, (5,), "b")]),
        (VIDEO, "3; 4; 5", [Redo(VIDEO, (3,)), Redo(VIDEO, (4,)), Redo(VIDEO, (5,))]),
    ],
)
def test_notes_are_read(gate: Step, text: str, wishes: list[Redo]) -> None:
    assert parse_redo(text, gate) == wishes


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("  3 ,7 :x", (3, 7)),
        ("３，７：x", (3, 7)),
        ("٣: x", (3,)),
        ("Shot 3: x", (3,)),
        ("SHOTS 3–5: x", (3, 4, 5)),
        ("#3 & #4: x", (3, 4)),
        ("3 4 and 5: x", (3, 4, 5)),
        ("3-5, 7, 3: x", (3, 4, 5, 7)),
        ("\n3\t:\nx", (3,)),
        ("003: x", (3,)),
    ],
)
def test_people_write_numbers_as_they_like(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_redo(text, VIDEO) == [Redo(VIDEO, numbers, "x")]


def test_words_may_hold_what_also_stands_in_the_grammar() -> None:
    wishes = parse_redo("3: at 5:30; with rain\n2\nand fog\nclips 4: b", VIDEO)
    assert wishes == [
        Redo(VIDEO, (3,), "at 5:30; with rain\n2\nand fog"),
        Redo(VIDEO, (4,), "b"),
    ]


@pytest.mark.parametrize(
    "text", ["", "  ", "looks good", "all good!", "video", "thanks: Robin", "👍", "on it", "shot"]
)
def test_talk_is_left_alone(text: str) -> None:
    assert parse_redo(text, VIDEO) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("shot 99: rain", "There is no 99"),
        ("0: x", "There is no 0"),
        ("1-99: x", "There is no 99"),
        ("9" * 5000, "There is no 9999999999…"),
        ("6-4: x", "`4-6`"),
        ("3 darker", "with the colon"),
        ("film 3: x", "There is one film"),
        ("clps 3: x", "“clps”"),
        ("3: x; clps 3: y", "“clps”"),
        ("3: " + "x" * (MAX_NOTE + 1), f"at most {MAX_NOTE}"),
        ("3;" * (MAX_CLAUSES + 1), f"at most {MAX_CLAUSES}"),
    ],
)
def test_what_is_meant_as_a_note_but_wrong_is_answered(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=f"(?s).*{_literally(says)}"):
        parse_redo(text, VIDEO)


def _literally(text: str) -> str:
    return text.replace("(", r"\(")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("more fun, and a cat", "more fun, and a cat"),
        ("3: more fun", "3: more fun"),
        ("all: more fun", "more fun"),
        ("Storyboard: more fun", "more fun"),
        ("all", ""),
    ],
)
def test_at_the_storyboard_any_sentence_is_a_note(text: str, note: str) -> None:
    assert parse_redo(text, Step.STORYBOARD) == [Redo(Step.STORYBOARD, (), note)]


@pytest.mark.parametrize("text", ["", "👍", "…"])
def test_no_words_are_no_note_even_at_the_storyboard(text: str) -> None:
    assert parse_redo(text, Step.STORYBOARD) is None


def test_redo_of_all_at_the_last_gate_is_the_film() -> None:
    assert [whole_of(gate).step for gate in GATES] == [*GATES[:-1], Step.ASSEMBLY]


KINDS = {
    Step.ASSETS: "assets",
    Step.COMPOSITES: "composites",
    Step.VIDEO: "clips",
    Step.NARRATION: "narration",
    Step.SFX: "sounds",
}
_words = st.text(st.characters(categories=["L"]), min_size=1, max_size=40)
_numbers = st.lists(st.integers(1, MAX_NUMBER), max_size=6, unique=True).map(tuple)
_wishes = st.lists(
    st.builds(Redo, st.sampled_from(list(KINDS)), _numbers, _words), min_size=1, max_size=6
)


def _written(wish: Redo) -> str:
    numbers = ", ".join(map(str, wish.numbers)) or "all"
    return f"{KINDS[wish.step]} {numbers}: {wish.note}"


@given(_wishes, st.sampled_from([";", "; ", "\n"]), st.sampled_from(GATES[1:]))
def test_what_is_written_is_read_back(wishes: list[Redo], between: str, gate: Step) -> None:
    assert parse_redo(between.join(map(_written, wishes)), gate) == wishes


_pieces = st.sampled_from(
    [
        "3",
        "99",
        "all",
        "clips",
        "shot",
        "#",
        "-",
        ",",
        ":",
        ";",
        "\n",
        " ",
        "：",
        "٣",
        "and",
        "x",
        "é",
    ]
)


@given(
    st.one_of(st.text(max_size=300), st.lists(_pieces, max_size=60).map("".join)),
    st.sampled_from(Step),
)
def test_no_text_breaks_it(text: str, gate: Step) -> None:
    try:
        wishes = parse_redo(text, gate)
    except InvalidInput as error:
        assert 0 < len(str(error)) < 300
        return
    for wish in wishes or []:
        assert all(1 <= number <= MAX_NUMBER for number in wish.numbers)
        assert len(set(wish.numbers)) == len(wish.numbers)
        assert len(wish.note) <= MAX_NOTE
        assert wish.note in text


@pytest.mark.parametrize(
    "text",
    [
        "3" + " " * 4000 + "x",
        "3;" * 2000,
        "3\n" * 2000 + "x",
        "shot" + " " * 4000,
        "clips " + "3-4," * 1000 + "x",
        "3: x" + ";a b c" * 700,
        ("assets" + " " * 30 + ";") * 100,
        "\n" * 4000,
    ],
)
def test_the_longest_messages_are_read(text: str) -> None:
    """A pattern that tries every way through such a text would not come back."""
    with contextlib.suppress(InvalidInput):
        assert len(parse_redo(text, VIDEO) or []) <= MAX_CLAUSES
