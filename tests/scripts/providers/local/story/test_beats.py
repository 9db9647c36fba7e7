"""The story as it is told: whole, in order, in its language, in time."""

from __future__ import annotations

import pytest

from scripts.providers.local.story.speaking import seconds_said
from tests.scripts.providers.local.story.boards import FOX, GERMAN, board_of, plain, told

ROBOT = "A robot wakes in a dusty workshop. It walks through the city and plants a flower."


def test_the_whole_story_is_told_in_order() -> None:
    said = plain(" ".join(told(board_of(FOX, shots=8))))
    rest = iter(said)
    assert all(word in rest for word in plain(FOX))


@pytest.mark.parametrize("direction", [FOX, FOX * 3, GERMAN, ROBOT])
@pytest.mark.parametrize("seconds", [2, 5, 9])
def test_narration_is_whole_phrases_that_fit_their_shots(direction: str, seconds: float) -> None:
    for pace in (110.0, 150.0):
        board = board_of(direction, shots=12, seconds=seconds, pace=pace)
        lines = told(board)
        assert len(lines) == len(set(lines)), "nothing is said twice"
        assert all(line[-1] in ".…" for line in lines)
        for shot in board.shots:
            assert seconds_said(shot.narration, pace) <= shot.seconds


def test_a_long_direction_is_chosen_from_as_a_whole() -> None:
    numbers = range(300)
    story = " ".join(f"The fox number {n} walks over the hill in the rain." for n in numbers)
    lines = told(board_of(story, shots=12))
    assert lines[0] in story and "number 0" in lines[0] and "number 299" in lines[-1]
    assert all(line in story for line in lines), "no sentence is cut"
    assert len(lines) >= 10


def test_a_short_direction_leaves_silence_on_purpose() -> None:
    board = board_of("A fox sleeps in a meadow.", shots=18)
    assert 3 <= len(told(board)) <= 14
    assert board.shots[0].panels[0].character is None, "the place is shown first"


@pytest.mark.parametrize(
    ("direction", "line"),
    [
        ("Ein Fuchs wartet auf der Wiese.", "Das ist die Wiese."),
        ("Un zorro duerme en el viejo faro.", "Aquí está el viejo faro."),
        ("Un renard dort sur l'île.", "Voici l'île."),
        ("Uma raposa dorme no bosque escuro.", "Aqui está o bosque escuro."),
        ("Una volpe dorme sull'isola.", "Ecco l'isola."),
        ("A fox sleeps in the wood.", "This is the wood."),
    ],
)
def test_lines_between_are_in_the_films_language(direction: str, line: str) -> None:
    assert line in {said for n in range(6) for said in told(board_of(direction, shots=18, round=n))}


@pytest.mark.parametrize(
    ("direction", "lines"),
    [
        ("小さな狐が森で眠る。嵐が来る。", ["小さな狐が森で眠る。", "嵐が来る。"]),
        ("ولد صغير يمشي؟ يجد مفتاحا.", ["ولد صغير يمشي؟", "يجد مفتاحا."]),
        ("एक लोमड़ी चलती है। वह सोती है।", ["एक लोमड़ी चलती है।", "वह सोती है।"]),
    ],
)
def test_other_scripts_are_kept_whole_and_nothing_is_added(
    direction: str, lines: list[str]
) -> None:
    assert told(board_of(direction, shots=6, language="ja")) == lines


def test_the_sentences_of_hindi_are_not_longer_than_they_are_said() -> None:
    lines = ["भोर में एक युवा लोमड़ी सूखे मैदान में जागती है।", "वह सोती है।"]
    assert told(board_of(" ".join(lines), shots=2, language="hi")) == lines
