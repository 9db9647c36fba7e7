"""What people may make happen to a film."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from pipeline import models, videos
from pipeline.advance import advance, lock_video
from pipeline.database import Database
from pipeline.errors import AlreadyDecided, InvalidInput, NotFound, NotPossible, UserError
from pipeline.lifecycle import Hold, Phase, State, Step
from pipeline.reviews import Actor
from pipeline.steps.build import TakeState
from pipeline.steps.film import Plan
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.films import CONFIG, FOREST

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)
ASSETS_READY = State(Step.ASSETS, Phase.READY)
VIDEO_READY = State(Step.VIDEO, Phase.READY)
LAST_GATE = State(Step.REVIEW, Phase.READY)
PUBLISHED = State(Step.UPLOAD, Phase.READY)


async def do(database: Database, call: Any, video_id: uuid.UUID, *args: Any, **kwargs: Any) -> Any:
    async with database.transaction() as session:
        return await call(session, video_id, *args, **kwargs)


async def audit(crew: Crew, video_id: uuid.UUID) -> list[tuple[str, str, str]]:
    log = models.AuditLog
    query = select(log.actor, log.via, log.action).where(log.video_id == video_id)
    async with crew.database.transaction() as session:
        rows = await session.execute(query.order_by(log.created_at))
        return [(actor, via, action) for actor, via, action in rows]


class TestRequest:
    async def test_a_film_is_queued_with_its_channels_config(self, crew: Crew) -> None:
        row = await crew.row(await crew.queue(topic=" a fox ", priority=2))
        assert (row.title, row.topic, row.priority, row.number) == ("The fox", "a fox", 2, 1)
        assert row.config == CONFIG.freeze()
        assert row.state == State(Step.STORYBOARD, Phase.WAITING)

    async def test_the_same_request_twice_is_the_same_film(self, crew: Crew) -> None:
        same = [crew.queue(key="one interaction") for _ in range(4)]
        assert len(set(await asyncio.gather(*same))) == 1
        assert len(await crew.jobs(Step.STORYBOARD)) == 1

    async def test_a_changed_yaml_does_not_change_a_film(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        takes = [take.id for take in await crew.takes(film)]
        await crew.queue(config=CONFIG.model_copy(update={"look": "ink", "name": "Ink tales"}))
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, film))
        assert await crew.state(film) == ASSETS_READY
        assert [take.id for take in await crew.takes(film)] == takes

    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            ({"title": ""}, "The title is empty"),
            ({"title": " \x00\u202e\n"}, "The title is empty"),
            ({"title": "x" * 5000}, "The title has 5,000 characters; at most 100 fit"),
            ({"topic": "x" * 501}, "The topic has 501 characters"),
            ({"story_direction": "x" * 20_001}, "The story direction has 20,001 characters"),
            ({"shots": 0}, "1 to 60 shots, not 0"),
            ({"shots": 61}, "1 to 60 shots, not 61"),
            ({"mode": "cinema"}, "The mode is draft or final, not “cinema”"),
        ],
    )
    async def test_a_bad_wish_is_told_and_leaves_nothing(
        self, crew: Crew, wish: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(InvalidInput, match=said):
            await crew.queue(**wish)
        assert await crew.jobs() == []

    @pytest.mark.parametrize("title", ["🦊", "ثعلب والقمر", "a\x00b\u202ec", "--title", "'; DROP"])
    async def test_titles_of_all_kinds_are_kept(self, crew: Crew, title: str) -> None:
        kept = (await crew.row(await crew.queue(title=title))).title
        assert kept == title.replace("\x00", " ").replace("\u202e", " ")

    async def test_a_storyboard_brings_its_own_number_of_shots(self, crew: Crew) -> None:
        row = await crew.row(await crew.queue(storyboard=FOREST, shots=12))
        plan = Plan.model_validate(row.plan)
        assert (plan.shots, plan.given) == (3, FOREST)


class TestApprove:
    async def test_the_next_step_begins(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await crew.empty_queue()
        await do(crew.database, videos.approve, film, BEN)
        assert await crew.state(film) == State(Step.STORYBOARD, Phase.APPROVED)
        # Three pictures; the fourth is made from one of them.
        assert len(await crew.jobs(Step.ASSETS)) == 3
        (review,) = await crew.reviews(film)
        assert (review.decision, review.decided_by, review.via) == ("approved", "Ben", "notion")
        assert (await audit(crew, film))[-1] == ("Ben", "notion", "approved")

    async def test_the_second_person_is_told_who_decided_and_where(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        (review,) = await crew.reviews(film)
        await do(crew.database, videos.approve, film, ANNA, review_id=review.id)
        with pytest.raises(AlreadyDecided, match=r"Anna has already approved this in discord"):
            await do(crew.database, videos.approve, film, BEN, review_id=review.id)

    async def test_of_many_at_once_one_decides(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        (review,) = await crew.reviews(film)
        people = [Actor(f"Person {n}", "discord") for n in range(6)]
        calls = [videos.approve, videos.reject] * 3
        ended = await asyncio.gather(
            *(
                do(crew.database, call, film, person, review_id=review.id)
                for call, person in zip(calls, people, strict=True)
            ),
            return_exceptions=True,
        )
        told = [end for end in ended if isinstance(end, AlreadyDecided)]
        assert len(told) == 5
        assert len(await audit(crew, film)) == 2

    async def test_an_old_preview_decides_nothing(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        old = (await crew.reviews(film))[-1]
        await do(crew.database, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,), "older")])
        await crew.make_step(Step.ASSETS)
        with pytest.raises(AlreadyDecided, match="Anna has already redone this"):
            await do(crew.database, videos.approve, film, BEN, review_id=old.id)
        assert await crew.state(film) == ASSETS_READY

    async def test_another_films_preview_decides_nothing(self, crew: Crew) -> None:
        film, other = await crew.queue(), await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await crew.go_to(other, STORYBOARD_READY)
        (review,) = await crew.reviews(other)
        with pytest.raises(AlreadyDecided):
            await do(crew.database, videos.approve, film, ANNA, review_id=review.id)

    async def test_where_nothing_is_asked_it_says_where_the_film_is(self, crew: Crew) -> None:
        film = await crew.queue()
        with pytest.raises(NotPossible, match="waits for no decision: it is “Queued”"):
            await do(crew.database, videos.approve, film, ANNA)

    async def test_an_unknown_film_is_told(self, crew: Crew) -> None:
        with pytest.raises(NotFound):
            await do(crew.database, videos.approve, uuid.uuid4(), ANNA)

    async def test_a_channel_may_open_gates_by_itself(self, crew: Crew) -> None:
        gates = [Step.STORYBOARD, Step.ASSETS]
        film = await crew.queue(config=CONFIG.model_copy(update={"auto_approve": gates}))
        for step in (Step.STORYBOARD, Step.ASSETS, Step.COMPOSITES, Step.VIDEO):
            await crew.make_step(step)
        assert await crew.state(film) == VIDEO_READY
        reviews = await crew.reviews(film)
        assert [review.gate for review in reviews] == ["storyboard", "assets", "video"]
        assert [review.via for review in reviews] == ["auto_approve", "auto_approve", None]
        assert reviews[0].content_hash
        assert ("the channel", "auto_approve", "approved") in await audit(crew, film)


class TestReject:
    async def test_the_film_waits_for_what_to_change(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await do(crew.database, videos.reject, film, BEN, note="too long")
        row = await crew.row(film)
        assert row.held is Hold.ATTENTION
        assert row.hold_reason is not None and "Ben rejected it: too long" in row.hold_reason
        assert [review.state for review in await crew.reviews(film)] == ["decided"]

    async def test_a_rejected_film_goes_on_with_a_redo(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        review = (await crew.reviews(film))[-1]
        await do(crew.database, videos.reject, film, BEN, review_id=review.id)
        wish = [Redo(Step.ASSETS, (2,), "redder")]
        await do(crew.database, videos.redo, film, ANNA, wish, review_id=review.id)
        assert (await crew.row(film)).hold is None
        await crew.make_step(Step.ASSETS)
        pending = [r for r in await crew.reviews(film) if r.state == "pending"]
        assert [r.gate for r in pending] == ["assets"]

    async def test_a_rejected_film_may_be_approved_after_all(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await do(crew.database, videos.reject, film, BEN)
        await do(crew.database, videos.approve, film, ANNA)
        assert await crew.state(film) == State(Step.STORYBOARD, Phase.APPROVED)
        assert (await crew.row(film)).hold is None

    async def test_it_is_rejected_once(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await do(crew.database, videos.reject, film, BEN)
        with pytest.raises(AlreadyDecided, match="Ben has already rejected this in notion"):
            await do(crew.database, videos.reject, film, ANNA)


class TestRedo:
    async def test_one_picture_remakes_what_uses_it_and_comes_back_to_the_gate(
        self, crew: Crew
    ) -> None:
        film = await crew.queue()
        await crew.go_to(film, LAST_GATE)
        before = {take.id: take.sha256 for take in await crew.takes(film)}
        wish = [Redo(Step.ASSETS, (4,), "a higher hill")]
        named = await do(crew.database, videos.redo, film, ANNA, wish)
        assert named[:3] == [(Step.ASSETS, 4), (Step.COMPOSITES, 2), (Step.COMPOSITES, 3)]

        await crew.go_to(film, LAST_GATE)
        gates = [review.gate for review in await crew.reviews(film)]
        assert gates == ["storyboard", "assets", "video", "narration", "review", "review"]
        fresh = [(t.step, t.number) for t in await crew.takes(film) if t.id not in before]
        assert fresh == [
            ("assembly", 1),
            ("assets", 4),
            ("composites", 2),
            ("composites", 3),
            ("video", 2),
            ("video", 3),
        ]
        kept = {take.id: take.sha256 for take in await crew.takes(film) if take.id in before}
        assert kept == before

    async def test_asked_away_from_a_gate_the_gates_of_what_is_remade_ask_again(
        self, crew: Crew
    ) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.VIDEO, Phase.APPROVED))
        await do(crew.database, videos.redo, film, ANNA, [Redo(Step.ASSETS, (4,))])
        await crew.go_to(film, ASSETS_READY)
        await crew.go_to(film, VIDEO_READY)

    async def test_running_takes_it_makes_superfluous_lose_their_lease(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.COMPOSITES, Phase.READY))
        running = await crew.must_begin(Step.VIDEO)
        wish = [Redo(Step.VIDEO, (running.unit.number,), "slower")]
        await do(crew.database, videos.redo, film, ANNA, wish)
        assert not await crew.finish(running)
        takes = [t for t in await crew.takes(film, Step.VIDEO) if t.number == running.unit.number]
        assert [take.state for take in takes] == [TakeState.SUPERSEDED, TakeState.PLANNED]
        assert [take.note for take in takes] == ["", "slower"]

    async def test_no_numbers_means_all_of_the_step(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        named = await do(crew.database, videos.redo, film, ANNA, [Redo(Step.ASSETS, ())])
        assert [key for key in named if key[0] is Step.ASSETS] == [
            (Step.ASSETS, n) for n in (1, 2, 3, 4)
        ]

    async def test_a_storyboard_is_written_again_but_its_animatic_only_follows(
        self, crew: Crew
    ) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await do(crew.database, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, (), "funnier")])
        assert await crew.make_step(Step.STORYBOARD) == [(Step.STORYBOARD, 1), (Step.STORYBOARD, 2)]
        with pytest.raises(NotFound):
            await do(crew.database, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, (2,))])

    async def test_a_note_is_kept_for_the_next_round(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        for note in ("older", ""):
            await do(crew.database, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,), note)])
            await crew.make_step(Step.ASSETS)
        assert [t.note for t in await crew.takes(film, Step.ASSETS) if t.number == 1] == [
            "",
            "older",
            "older",
        ]

    @pytest.mark.parametrize(
        ("wish", "said"),
        [
            (Redo(Step.ASSETS, (99,)), "no picture 99: this film has pictures 1 to 4"),
            (Redo(Step.ASSETS, (0,)), "no picture 0"),
            (Redo(Step.VIDEO, (1,)), "has no clips yet: it is “Assets Ready”"),
            (Redo(Step.ASSETS, (1,), "x" * 501), "at most 500 characters"),
        ],
    )
    async def test_what_cannot_be_made_again_is_told_and_changes_nothing(
        self, crew: Crew, wish: Redo, said: str
    ) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        before = (await crew.row(film)).version
        with pytest.raises(UserError, match=said):
            await do(crew.database, videos.redo, film, ANNA, [wish])
        assert (await crew.row(film)).version == before
        assert (await crew.reviews(film))[-1].state == "pending"

    async def test_a_decision_is_nothing_to_make_again(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, LAST_GATE)
        with pytest.raises(NotPossible, match="nothing to make again"):
            await do(crew.database, videos.redo, film, ANNA, [Redo(Step.REVIEW, ())])
        with pytest.raises(NotPossible):
            await do(crew.database, videos.redo, film, ANNA, [])

    async def test_what_is_being_published_stays_as_it_is(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, LAST_GATE)
        await crew.approve(film)
        work = await crew.must_begin(Step.UPLOAD)
        for call, args in ((videos.redo, [[Redo(Step.VIDEO, (1,))]]), (videos.cancel, [])):
            with pytest.raises(NotPossible, match=r"publish|Uploading"):
                await do(crew.database, call, film, ANNA, *args)
        assert await crew.finish(work)
        row = await crew.row(film)
        assert (row.state, row.place) == (PUBLISHED, "here")
        assert row.ended_at is not None
        with pytest.raises(NotPossible):
            await do(crew.database, videos.redo, film, ANNA, [Redo(Step.VIDEO, (1,))])

    async def test_the_same_result_again_goes_straight_back_to_the_gate(self, crew: Crew) -> None:
        """A provider that makes the same picture again leaves composites and clips as they are."""
        film = await crew.queue()
        await crew.go_to(film, VIDEO_READY)
        old = next(t for t in await crew.takes(film, Step.ASSETS) if t.number == 1)
        await do(crew.database, videos.redo, film, ANNA, [Redo(Step.ASSETS, (1,))])
        work = await crew.must_begin(Step.ASSETS)
        assert old.sha256 is not None
        await crew.finish(work, sha256=old.sha256)
        assert await crew.state(film) == VIDEO_READY


class TestRetryAndCancel:
    async def test_a_failed_film_goes_on_from_where_it_stood(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.STORYBOARD, Phase.APPROVED))
        bad = await crew.must_begin(Step.ASSETS)
        await crew.fail(bad, "take the dragon out")
        await crew.make_step(Step.ASSETS)
        row = await crew.row(film)
        assert row.state == State(Step.ASSETS, Phase.FAILED)
        assert row.error == f"{bad.unit.name}: take the dragon out"
        done = [take.id for take in await crew.takes(film) if take.state == TakeState.DONE]

        await do(crew.database, videos.retry, film, BEN)
        row = await crew.row(film)
        assert (row.state, row.error) == (State(Step.ASSETS, Phase.WORKING), None)
        await crew.go_to(film, ASSETS_READY)
        still = [take.id for take in await crew.takes(film) if take.state == TakeState.DONE]
        assert set(done) < set(still)

    async def test_what_has_not_failed_is_not_retried(self, crew: Crew) -> None:
        film = await crew.queue()
        with pytest.raises(NotPossible, match="has not failed: it is “Queued”"):
            await do(crew.database, videos.retry, film, BEN)

    async def test_a_cancelled_film_stops_at_once(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, State(Step.STORYBOARD, Phase.APPROVED))
        running = await crew.must_begin(Step.ASSETS)
        await do(crew.database, videos.cancel, film, BEN)
        row = await crew.row(film)
        assert row.state == State(Step.ASSETS, Phase.CANCELLED)
        assert row.ended_at is not None
        assert not await crew.finish(running)
        assert await crew.begin(Step.ASSETS) is None
        with pytest.raises(NotPossible, match="is already Cancelled"):
            await do(crew.database, videos.cancel, film, BEN)

    async def test_at_a_gate_the_question_is_gone(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        await do(crew.database, videos.cancel, film, BEN)
        (review,) = await crew.reviews(film)
        assert (review.state, review.decision) == ("decided", "cancelled")
        with pytest.raises(UserError):
            await do(crew.database, videos.approve, film, ANNA)

    async def test_who_waits_for_the_place_of_a_cancelled_take_is_woken(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.must_begin(Step.STORYBOARD)
        await crew.empty_queue()
        await do(crew.database, videos.cancel, film, BEN)
        assert await crew.jobs(Step.STORYBOARD)


async def test_every_change_people_can_see_raises_the_version_and_is_shown(crew: Crew) -> None:
    film = await crew.queue()
    seen = [(await crew.row(film)).version]

    async def changed() -> bool:
        seen.append((await crew.row(film)).version)
        is_shown = "show_discord" in await crew.jobs()
        await crew.empty_queue()
        return seen[-1] > seen[-2] and is_shown

    work = await crew.must_begin(Step.STORYBOARD)
    assert await changed()
    await crew.finish(work)
    assert await changed()
    await crew.make_step(Step.STORYBOARD)
    assert await changed()
    await do(crew.database, videos.reject, film, ANNA)
    assert await changed()


class TestQuestionsThatWereRejected:
    async def test_another_person_may_approve_the_same_preview_after_all(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, STORYBOARD_READY)
        (asked,) = await crew.reviews(film)
        await do(crew.database, videos.reject, film, ANNA, review_id=asked.id)
        await do(crew.database, videos.approve, film, BEN, review_id=asked.id)
        (review,) = await crew.reviews(film)
        assert (review.decision, review.decided_by) == ("approved", "Ben")
        assert (await crew.row(film)).hold is None

    async def test_an_older_one_decides_nothing_at_a_later_gate(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, ASSETS_READY)
        old = (await crew.reviews(film))[-1]
        await do(crew.database, videos.reject, film, ANNA, review_id=old.id)
        await crew.approve(film)
        await crew.go_to(film, VIDEO_READY)
        await do(crew.database, videos.reject, film, ANNA)
        wish = [Redo(Step.VIDEO, ())]
        with pytest.raises(AlreadyDecided):
            await do(crew.database, videos.redo, film, BEN, wish, review_id=old.id)
        with pytest.raises(AlreadyDecided):
            await do(crew.database, videos.approve, film, BEN, review_id=old.id)


class TestMoreIsAskedOnTheWayBack:
    async def test_the_film_comes_back_to_where_the_first_was_asked(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, LAST_GATE)
        await do(crew.database, videos.redo, film, ANNA, [Redo(Step.VIDEO, (1,))])
        await do(crew.database, videos.redo, film, BEN, [Redo(Step.NARRATION, (1,))])
        await do(crew.database, videos.redo, film, BEN, [Redo(Step.ASSETS, (1,))])
        asked = len(await crew.reviews(film))
        for step in (Step.ASSETS, Step.COMPOSITES, Step.VIDEO, Step.NARRATION, Step.ASSEMBLY):
            await crew.make_step(step)
            await crew.make_step(Step.ASSETS)  # variants wait for their core
        assert await crew.state(film) == LAST_GATE
        assert len(await crew.reviews(film)) == asked + 1

    async def test_a_persons_own_storyboard_is_not_made_again(self, crew: Crew) -> None:
        film = await crew.queue(storyboard=FOREST)
        await crew.go_to(film, STORYBOARD_READY)
        with pytest.raises(NotPossible, match="was given: edit its shots"):
            await do(crew.database, videos.redo, film, ANNA, [Redo(Step.STORYBOARD, ())])
