from __future__ import annotations

import uuid

from bot.shown import Shown, ShownPreview, review_of_message
from pipeline.views import MirrorView

FILM, FIRST, SECOND = (uuid.UUID(int=number) for number in (1, 2, 3))


def shown() -> Shown:
    return Shown(
        video_id=FILM,
        channel_id=2**63,
        card_id=11,
        thread_id=12,
        cards=1,
        previews={
            FIRST: ShownPreview(
                "storyboard", [20, 21], is_open=False, is_complete=True, ending="approved"
            ),
            SECOND: ShownPreview("assets", [30, 31]),
        },
        card_digest="abc",
        told=["published"],
        version=7,
    )


def test_what_is_kept_comes_back() -> None:
    assert Shown.of(shown().mirror()) == shown()
    empty = MirrorView(FILM, None, {}, {}, 0)
    assert Shown.of(Shown.of(empty).mirror()) == Shown(FILM)


def test_ids_are_kept_as_texts_because_json_numbers_are_too_small() -> None:
    mirror = shown().mirror()

    assert mirror.external_id == "12"
    assert mirror.external["channel_id"] == "9223372036854775808"
    assert mirror.external["previews"][str(SECOND)] == {
        "gate": "assets",
        "message_ids": ["30", "31"],
        "state": "open",
        "complete": False,
        "ending": "",
    }


def test_every_message_of_a_preview_leads_to_its_review() -> None:
    mirror = shown().mirror()

    assert review_of_message(mirror, 20) == FIRST
    assert review_of_message(mirror, 31) == SECOND
    assert review_of_message(mirror, 12) is None


def test_a_preview_counts_as_seen_once_all_of_it_is_posted() -> None:
    assert shown().whole() == {FIRST}


def test_a_lost_thread_takes_its_open_questions_along() -> None:
    changed = shown()
    changed.lose_thread()

    assert list(changed.previews) == [FIRST]
    assert changed.mirror().external_id is None
    assert changed.card_id == 11


def test_a_lost_channel_takes_everything_along() -> None:
    changed = shown()
    changed.lose_channel()

    assert (changed.channel_id, changed.card_id, changed.thread_id) == (None, None, None)
    assert changed.told == ["published"]
