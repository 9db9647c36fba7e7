"""What people read of takes that went wrong."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.cards import video_card
from bot.preview_texts import failed_sentence
from bot.setbacks import advice, setback_lines
from bot.signals import parse_redo
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import WORKED, Phase, State, Step
from pipeline.videos import Redo
from pipeline.views import Setback
from tests.bot.made_up import NOW, video

FAILED = State(Step.VIDEO, Phase.FAILED)


def setback(
    kind: str,
    *,
    step: Step = Step.VIDEO,
    number: int = 3,
    message: str = "the disk is full",
    next_try: datetime | None = None,
) -> Setback:
    return Setback(step, number, f"shot {number}", message, kind, next_try)


def test_what_is_tried_again_by_itself_says_when() -> None:
    view = video(setbacks=(setback("disk", next_try=NOW),))
    line = f"⚠️ clip 3: the disk is full. Next try <t:{int(NOW.timestamp())}:R>."

    assert setback_lines(view) == line
    assert line in video_card(view).description
    assert "/video" not in video_card(view).description


@pytest.mark.parametrize("kind", ["input", "content", "refused", "usage"])
def test_what_fails_the_same_way_again_must_be_changed(kind: str) -> None:
    view = video(state=FAILED, error="clip 3: no", setbacks=(setback(kind),))

    for shown in (video_card(view).description, failed_sentence(view)):
        assert "`/video redo film:12 what:clip 3: slower`" in shown
        assert "/video retry" not in shown


PAID = ChannelConfig.model_validate(
    {
        "name": "Quiet Nature",
        "providers": {"video": {"provider": "kling", "model": "kling-2.6/image-to-video"}},
    }
)

WAYS = {
    "key": "Tell the operator, who must put a key right; then `/video retry film:12`.",
    "price": "Tell the operator, who must put what the model costs into _limits.yaml; then "
    "`/video retry film:12`.",
    "model": "Tell the operator, who must name another model in nature.yaml. This film keeps the "
    "one it was queued with: ask for it anew, or use `/video retry film:12` once its provider has "
    "the model again.",
    "quota": "Wait, or buy more credit there. Then `/video retry film:12` goes on from where it "
    "stood, and pays for what it makes.",
    "uncertain": "Nobody knows whether it was paid for; its provider's own page may tell. "
    "`/video retry film:12` makes it again, and then it may be paid for twice.",
    "refused": "Say what to change, for example `/video redo film:12 what:clip 3: slower`; what "
    "that makes is paid for.",
    "busy": "`/video retry film:12` goes on from where it stood, and pays for what it makes.",
    "waiting": "`/video retry film:12` goes on from where it stood, and pays for what it makes.",
    "provider": "`/video retry film:12` goes on from where it stood, and pays for what it makes.",
}


@pytest.mark.parametrize("kind", WAYS)
def test_every_kind_has_its_way_out_and_no_payment_is_hidden(kind: str) -> None:
    paid = video(state=FAILED, mode="final", config=PAID, setbacks=(setback(kind),))

    assert advice(paid) == WAYS[kind]


def test_a_draft_and_what_is_made_here_cost_nothing() -> None:
    draft = video(state=FAILED, config=PAID, setbacks=(setback("busy"),))
    local = setback("busy", step=Step.ASSEMBLY)
    film = video(state=FAILED, mode="final", config=PAID, setbacks=(local,))

    for view in (draft, film):
        assert advice(view) == "`/video retry film:12` goes on from where it stood."


@pytest.mark.parametrize("kind", ["disk", "timeout", "crash", "bug", ""])
def test_the_rest_is_tried_again_by_hand(kind: str) -> None:
    view = video(state=FAILED, setbacks=(setback(kind),))

    assert advice(view) == "`/video retry film:12` goes on from where it stood."
    assert "❌ clip 3: the disk is full." in video_card(view).description


def test_each_way_out_is_told_once() -> None:
    several = (setback("input"), setback("input", number=4), setback("key", number=5))

    assert advice(video(state=FAILED, setbacks=several)).count("\n") == 1


@pytest.mark.parametrize("step", WORKED)
def test_what_is_advised_can_be_read(step: Step) -> None:
    view = video(state=State(step, Phase.FAILED), setbacks=(setback("input", step=step),))
    note = advice(view).split("what:")[1].split("`")[0]

    [wish] = parse_redo(note, step) or []
    assert isinstance(wish, Redo) and wish.note


def test_texts_of_programs_are_no_markup() -> None:
    view = video(setbacks=(setback("disk", message="**boom**\n@everyone", next_try=NOW),))

    assert r"\*\*boom\*\* @everyone" in setback_lines(view)


def test_a_film_that_is_over_has_none() -> None:
    over = State(Step.UPLOAD, Phase.READY)

    assert setback_lines(video(state=over, setbacks=(setback("disk"),))) == ""
