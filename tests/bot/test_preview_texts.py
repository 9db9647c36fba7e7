from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import preview_texts
from bot.posts import CONTENT_MAX, DESCRIPTION_MAX
from bot.signals import parse_redo
from bot.wording import size
from pipeline.lifecycle import GATES, Step
from pipeline.storyboard import Storyboard
from pipeline.views import Changes, ReviewView, TakeView, VideoView
from tests.bot import made_up
from tests.bot.film_desk import storyboard
from tests.bot.made_up import subject, video


@made_up.worst_texts
@given(made_up.storyboards())
def test_any_storyboard_is_pages_that_hold_every_shot(board: Storyboard) -> None:
    pages = preview_texts.storyboard_pages(board)

    assert all(0 < size(page) <= DESCRIPTION_MAX for page in pages)
    text = "\n".join(pages)
    assert all(f"**{number}** · " in text for number in range(1, len(board.shots) + 1))


@made_up.worst_texts
@given(made_up.reviews, st.booleans(), st.lists(made_up.texts, max_size=6))
def test_any_question_and_its_end_fit(
    review: ReviewView, is_waiting: bool, roles: list[str]
) -> None:
    asked = preview_texts.question(review.gate, roles)
    ended = preview_texts.outcome(review, is_waiting=is_waiting)

    assert 0 < size(asked) <= CONTENT_MAX
    assert 0 < size(ended) <= CONTENT_MAX


@made_up.worst_texts
@given(made_up.videos(), st.none() | st.floats(0, 10_000), made_up.takes, made_up.texts)
def test_any_milestone_and_publication_fit(
    view: VideoView, seconds: float | None, film: TakeView, place: str
) -> None:
    texts = [
        preview_texts.failed_sentence(view),
        preview_texts.published_sentence(view, seconds),
        preview_texts.publication(view, film, place),
    ]
    assert all(0 < size(text) <= DESCRIPTION_MAX for text in texts)


@made_up.worst_texts
@given(st.lists(made_up.takes, min_size=1, max_size=8))
def test_any_take_is_a_line(takes: list[TakeView]) -> None:
    shown = subject(Step.VIDEO, takes, changes=Changes({take.id: None for take in takes}))
    for texts in (
        preview_texts.numbered_names(shown, takes),
        preview_texts.numbered_clips(shown, takes),
        preview_texts.spoken_lines(shown, takes),
    ):
        lines = list(texts)
        assert len(lines) == len(takes)
        assert all("\n" not in line and size(line) <= 600 for line in lines)


@pytest.mark.parametrize("gate", GATES)
def test_a_question_says_how_to_answer(gate: Step) -> None:
    asked = preview_texts.question(gate, ["Editors"])

    assert "**Editors** may decide." in asked
    assert "✅ approve · ❌ reject · 🔁 redo all · or reply: " in asked


@pytest.mark.parametrize(
    ("gate", "units", "example"),
    [
        (Step.ASSETS, 18, "`3, 7: darker, rain`"),
        (Step.VIDEO, 3, "`2: slower, closer`"),
        (Step.NARRATION, 1, "`1: slower`"),
        (Step.REVIEW, 2, "`clips 2: closer; narration 2: slower`"),
        (Step.STORYBOARD, 2, "a sentence that says what to change"),
    ],
)
def test_the_example_can_be_sent_as_it_is(gate: Step, units: int, example: str) -> None:
    asked = preview_texts.question(gate, [], units=units)

    assert asked.endswith(f"or reply: {example}")
    wishes = parse_redo(example.strip("`"), gate)
    assert wishes and all(number <= units for wish in wishes for number in wish.numbers)


def test_what_is_new_stands_between_the_question_and_the_answers() -> None:
    first, second, third = preview_texts.question(
        Step.VIDEO, [], news="🆕 clip 3 “slower”"
    ).splitlines()

    assert first.startswith("**Are the clips right?**")
    assert second == "🆕 clip 3 “slower”"
    assert third.startswith("✅ approve")


@made_up.worst_texts
@given(made_up.storyboards())
def test_any_summary_of_a_storyboard_is_a_few_lines(board: Storyboard) -> None:
    summary = preview_texts.storyboard_summary(board)

    assert len(summary.splitlines()) <= 3
    assert 0 < size(summary) <= DESCRIPTION_MAX


def _review(**changes: Any) -> ReviewView:
    review = ReviewView(
        id=video().id,
        video_id=video().id,
        gate=Step.ASSETS,
        state="decided",
        content_hash="",
        decision="approved",
        decided_by="Robin",
        via="discord",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return dataclasses.replace(review, **changes)


@pytest.mark.parametrize(
    ("review", "text"),
    [
        (_review(), "**✅ Approved by Robin** in Discord."),
        (
            _review(decision="rejected"),
            "**❌ Rejected by Robin** in Discord. Reply with what to change, such as "
            "`3, 7: darker, rain`, or ✅ lets it go on as it is.",
        ),
        (_review(decision="redone"), "**🔁 To be made again: asked by Robin** in Discord."),
        (
            _review(state="withdrawn", decision=None, decided_by=None),
            "**Pictures:** withdrawn, because the film has changed since. See the newest preview.",
        ),
    ],
)
def test_the_end_of_a_question_says_who_and_where(review: ReviewView, text: str) -> None:
    is_waiting = review.decision == "rejected"
    assert preview_texts.outcome(review, is_waiting=is_waiting) == text


def test_a_rejection_that_was_answered_asks_no_more() -> None:
    text = preview_texts.outcome(_review(decision="rejected"), is_waiting=False)

    assert text == "**❌ Rejected by Robin** in Discord."


def test_a_cancelled_film_answers_no_question() -> None:
    review = _review(decision="cancelled")

    assert preview_texts.outcome(review, is_waiting=False) == (
        "**Pictures:** the film was cancelled."
    )


def test_the_document_has_everything() -> None:
    text = preview_texts.storyboard_document(video(), storyboard(2))

    assert text.startswith("# #12 The Fox\n\nsoft light\n\n## Shot 1 (5 s)\n\nAction: The fox")
    assert text.count("Motion: push in") == 2
