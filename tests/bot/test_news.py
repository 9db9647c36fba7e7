from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news import NEWS_MAX, mark, news, numbers
from bot.signals import parse_redo
from bot.subjects import Subject, steps_until
from bot.wording import size
from pipeline.lifecycle import Step
from pipeline.videos import Redo
from pipeline.views import Changes, Earlier, TakeView
from tests.bot import made_up
from tests.bot.made_up import subject, take

BEFORE = Earlier("old", "0" * 64, "")


def asked_again(
    gate: Step, takes: list[TakeView], new: Iterable[TakeView], before: Earlier = BEFORE
) -> Subject:
    return subject(gate, takes, changes=Changes({one.id: before for one in new}))


def clips(notes: Mapping[int, str], count: int = 9) -> list[TakeView]:
    return [take(Step.VIDEO, n, take=2, note=notes.get(n, "")) for n in range(1, count + 1)]


def test_nothing_is_new_when_it_is_asked_for_the_first_time() -> None:
    takes = clips({1: "darker"})

    assert news(subject(Step.VIDEO, takes)) == ""
    assert mark(subject(Step.VIDEO, takes), takes[0]) == ""


@pytest.mark.parametrize(
    ("notes", "new", "line"),
    [
        ({3: "darker"}, [3], "clip 3 “darker”"),
        ({3: "darker, rain", 7: "darker, rain"}, [3, 5, 7], "clips 3, 7 “darker, rain” · 5"),
        ({2: "slower", 3: "closer"}, [2, 3], "clips 2 “slower” · 3 “closer”"),
        (dict.fromkeys(range(1, 10), "golden hour"), range(1, 10), "all 9 clips “golden hour”"),
        ({}, range(1, 10), "all 9 clips"),
        ({}, [1, 2, 4, 5, 6, 7], "clips 1, 2, 4-7"),
    ],
)
def test_new_clips_are_told_with_what_was_asked_for(
    notes: dict[int, str], new: list[int], line: str
) -> None:
    takes = clips(notes)
    shown = asked_again(Step.VIDEO, takes, [takes[number - 1] for number in new])

    assert news(shown) == f"🆕 {line}"


def test_a_note_of_an_earlier_round_is_no_news() -> None:
    [clip] = clips({1: "slower"}, count=1)
    shown = asked_again(Step.VIDEO, [clip], [clip], Earlier("old", "0" * 64, "slower"))

    assert news(shown) == "🆕 clip 1"
    assert mark(shown, clip) == " · 🆕 take 2"


def test_what_was_asked_for_earlier_in_the_film_is_told_and_what_only_follows_is_not() -> None:
    picture, other = take(Step.ASSETS, 1), take(Step.ASSETS, 2, note="older")
    frame, clip = take(Step.COMPOSITES, 3), take(Step.VIDEO, 3)
    film = take(Step.ASSEMBLY, 1, name="film")
    made = [other, frame, clip, film]
    takes = [picture, *made, take(Step.VIDEO, 4)]
    shown = asked_again(Step.REVIEW, takes, made)

    assert news(shown).splitlines() == ["🆕 picture 2 “older”", "🆕 clip 3"]


@pytest.mark.parametrize(
    ("note", "new", "line"),
    [
        ("shorter", [1, 2], "🆕 the storyboard “shorter”"),
        ("", [1, 2], "🆕 the storyboard"),
        ("", [2], "🆕 the animatic"),
    ],
)
def test_the_storyboard_is_told_as_a_whole(note: str, new: list[int], line: str) -> None:
    takes = [
        take(Step.STORYBOARD, 1, name="storyboard", note=note),
        take(Step.STORYBOARD, 2, name="animatic"),
    ]
    shown = asked_again(Step.STORYBOARD, takes, [takes[n - 1] for n in new])

    assert news(shown) == line


def test_many_different_notes_are_not_all_told() -> None:
    takes = clips({number: f"{number} " * 60 for number in range(1, 61)}, count=60)
    text = news(asked_again(Step.VIDEO, takes, takes))

    assert text.startswith("🆕 clips 1 “1 1 1")
    assert text.endswith(" · … and 55 more")
    assert size(text) <= NEWS_MAX


def test_edited_shots_are_told_where_the_storyboard_is_as_it_was() -> None:
    takes = [
        take(Step.STORYBOARD, 1, name="storyboard"),
        take(Step.STORYBOARD, 2, name="animatic"),
    ]
    edits = {3: ("narration", "seconds"), 5: ("sound",)}
    new = {one.id: BEFORE for one in takes}
    edited = Changes({takes[1].id: BEFORE}, edits)

    assert news(subject(Step.STORYBOARD, takes, changes=edited)).splitlines() == [
        "🆕 shot 3: narration, seconds",
        "🆕 shot 5: sound",
    ]
    taken_back = subject(Step.STORYBOARD, takes, changes=Changes({}, edits))
    assert news(taken_back) == news(subject(Step.STORYBOARD, takes, changes=edited))
    written_anew = subject(Step.STORYBOARD, takes, changes=Changes(new, edits))
    assert news(written_anew) == "🆕 the storyboard"


@made_up.worst_texts
@given(st.lists(made_up.takes, max_size=6, unique_by=lambda one: one.id))
def test_any_news_fit(takes: list[TakeView]) -> None:
    shown = asked_again(Step.REVIEW, takes, takes)

    assert size(news(shown)) <= NEWS_MAX
    assert bool(news(shown)) == bool(
        [one for one in takes if one.step is not Step.COMPOSITES or shown.note(one)]
    )


@given(st.sets(st.integers(1, 60), min_size=1))
def test_numbers_are_what_people_can_reply_with(wanted: set[int]) -> None:
    text = numbers([take(Step.VIDEO, number) for number in wanted])

    assert parse_redo(f"{text}: slower", Step.VIDEO) == [
        Redo(Step.VIDEO, tuple(sorted(wanted)), "slower")
    ]


def test_the_steps_behind_a_gate() -> None:
    assert steps_until(Step.STORYBOARD) == (Step.STORYBOARD,)
    assert steps_until(Step.VIDEO)[-2:] == (Step.COMPOSITES, Step.VIDEO)
    assert Step.UPLOAD not in steps_until(Step.REVIEW)
