"""A draft that was liked becomes a final film."""

from __future__ import annotations

import asyncio
import uuid

import pytest
from sqlalchemy import select

from pipeline import edits, finals, models, queries, queries_bot, videos
from pipeline.advance import film_of
from pipeline.channels import ChannelConfig, Voice
from pipeline.errors import NotPossible
from pipeline.finals import Final, notes_of
from pipeline.library import LibraryVoice
from pipeline.lifecycle import Phase, State, Step
from pipeline.shots import Edit
from pipeline.steps.film import Plan, UnitPlan
from pipeline.steps.voices import speaker
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.films import CONFIG, FOREST
from tests.pipeline.libraries import LIBRARY

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)
APPROVED = State(Step.STORYBOARD, Phase.APPROVED)
ASSETS_READY = State(Step.ASSETS, Phase.READY)
VIDEO_READY = State(Step.VIDEO, Phase.READY)
TODAY = CONFIG.model_copy(update={"look": "ink", "auto_approve": []})


async def finalize(crew: Crew, draft: uuid.UUID, config: ChannelConfig = TODAY) -> Final:
    async with crew.database.transaction() as session:
        return await finals.finalize(session, draft, config, BEN)


async def plan_of(crew: Crew, video_id: uuid.UUID) -> Plan:
    return Plan.model_validate((await crew.row(video_id)).plan)


async def edit(crew: Crew, video_id: uuid.UUID, wish: Edit) -> None:
    async with crew.database.transaction() as session:
        await edits.edit(session, video_id, ANNA, wish)


async def redo(crew: Crew, video_id: uuid.UUID, wish: Redo) -> None:
    async with crew.database.transaction() as session:
        await videos.redo(session, video_id, ANNA, [wish])


class TestTheFinal:
    async def test_it_has_the_drafts_story_and_todays_channel(self, crew: Crew) -> None:
        draft = await crew.queue(topic="a fox", story_direction="She looks.", priority=3)
        await crew.go_to(draft, APPROVED)
        made = await finalize(crew, draft)
        assert (made.number, made.draft, made.is_new, made.label) == (2, 1, True, "Queued")
        was, row = await crew.row(draft), await crew.row(made.id)
        for name in ("title", "topic", "story_direction", "priority", "channel_id"):
            assert getattr(row, name) == getattr(was, name)
        assert (row.mode, row.config) == ("final", TODAY.freeze())
        assert (await plan_of(crew, made.id)).storyboard == FOREST

    async def test_the_pictures_are_asked_about_first(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, APPROVED)
        made = await finalize(crew, draft)
        assert await crew.make_step(Step.STORYBOARD) == [(Step.STORYBOARD, 1), (Step.STORYBOARD, 2)]
        while await crew.make_step(Step.ASSETS):
            pass
        assert await crew.state(made.id) == ASSETS_READY
        passed, asked = await crew.reviews(made.id)
        assert (passed.gate, passed.decision, passed.decided_by) == (
            "storyboard",
            "approved",
            "Anna",
        )
        assert (passed.via, passed.state, asked.gate) == ("discord", "decided", "assets")
        assert passed.content_hash == (await crew.reviews(draft))[0].content_hash
        assert made.approved_by == "Anna"

    async def test_it_has_the_edits_and_whoever_asks_for_it_stands_for_them(
        self, crew: Crew
    ) -> None:
        draft = await crew.queue(storyboard=FOREST)
        await crew.go_to(draft, ASSETS_READY)
        await edit(crew, draft, Edit(2, narration="Gone."))
        made = await finalize(crew, draft)
        assert made.approved_by == "Ben"
        wanted = (await plan_of(crew, made.id)).given
        assert wanted is not None and wanted.shots[1].narration == "Gone."
        while (work := await crew.must_begin(Step.STORYBOARD)).film.number != made.number:
            await crew.finish(work)  # the draft's new animatic
        await crew.finish(work, storyboard=wanted)
        await crew.make_step(Step.STORYBOARD)
        assert (await plan_of(crew, made.id)).storyboard == wanted
        assert await crew.state(made.id) == APPROVED

    async def test_it_keeps_the_notes_but_no_rounds_and_no_takes(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, STORYBOARD_READY)
        await redo(crew, draft, Redo(Step.STORYBOARD, (), "funnier"))
        await crew.go_to(draft, VIDEO_READY)
        await redo(crew, draft, Redo(Step.ASSETS, (1,)))
        await redo(crew, draft, Redo(Step.VIDEO, (3,), "slower"))
        made = await finalize(crew, draft)
        await crew.go_to(made.id, ASSETS_READY)
        plan = await plan_of(crew, made.id)
        assert plan.units == {"video:3": UnitPlan(note="slower")}
        assert made.noted == 1

    async def test_the_draft_stays_and_both_know_each_other(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, APPROVED)
        before = await crew.row(draft)
        await crew.empty_queue()
        made = await finalize(crew, draft)
        after = await crew.row(draft)
        assert (after.state, after.plan) == (before.state, before.plan)
        assert after.version > before.version  # its card tells of the final
        async with crew.database.transaction() as session:
            one, other = [await queries.video(session, each) for each in (draft, made.id)]
            log = select(models.AuditLog).where(models.AuditLog.action == "finalized")
            rows = list(await session.scalars(log))
            drafts = await queries_bot.films_like(session, "", mode="draft")
        assert (one.draft, one.finals) == (None, (2,))
        assert (other.draft, other.finals) == (1, ())
        assert {row.video_id for row in rows} == {draft, made.id}
        assert {(row.actor, row.via) for row in rows} == {("Ben", "notion")}
        assert [film.number for film in drafts] == [1]

    async def test_it_has_the_drafts_library_whatever_became_of_the_channels(
        self, crew: Crew
    ) -> None:
        draft = await crew.queue(library=LIBRARY)
        await crew.go_to(draft, APPROVED)
        named = TODAY.model_copy(update={"library": "another"})
        assert (await plan_of(crew, (await finalize(crew, draft, named)).id)).library == LIBRARY

    async def test_it_speaks_with_the_channels_voices_of_today(self, crew: Crew) -> None:
        draft = await crew.queue(library=LIBRARY)
        await crew.go_to(draft, APPROVED)
        today = {"narrator": LibraryVoice(name="onyx"), "Child": LibraryVoice(name="shimmer")}
        spoken = TODAY.model_copy(update={"voice": Voice(name="child"), "library": "quiet"})
        async with crew.database.transaction() as session:
            made = await finals.finalize(session, draft, spoken, BEN, voices=today)
            film = await film_of(session, await session.get_one(models.Video, made.id))
        names = {name: voice.name for name, voice in film.plan.library.voices.items()}
        assert names == {"Narrator": "onyx", "Old Tom": "t", "Child": "shimmer"}
        assert film.plan.library.assets == LIBRARY.assets
        assert speaker(film).name == "shimmer"

    async def test_a_draft_that_was_published_or_cancelled_can_still_become_one(
        self, crew: Crew
    ) -> None:
        draft, other = await crew.queue(), await crew.queue()
        for each in (draft, other):
            await crew.go_to(each, APPROVED)
        async with crew.database.transaction() as session:
            await videos.cancel(session, other, ANNA)
        await crew.go_to(draft, State(Step.UPLOAD, Phase.READY))
        assert (await finalize(crew, draft)).is_new
        assert (await finalize(crew, other)).is_new


class TestAskedTwice:
    async def test_it_is_the_same_film_also_at_once(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, APPROVED)
        made = await asyncio.gather(*(finalize(crew, draft) for _ in range(4)))
        assert {one.number for one in made} == {2}
        assert sorted(one.is_new for one in made) == [False, False, False, True]
        assert {one.approved_by for one in made} == {"Anna"}

    async def test_a_changed_draft_is_another_film(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, ASSETS_READY)
        first = await finalize(crew, draft)
        await edit(crew, draft, Edit(1, sound="owls"))
        second = await finalize(crew, draft)
        await redo(crew, draft, Redo(Step.ASSETS, (1,), "older"))
        third = await finalize(crew, draft)
        assert len({first.number, second.number, third.number}) == 3
        await redo(crew, draft, Redo(Step.ASSETS, (1,)))  # once more, with nothing new wanted
        assert (await finalize(crew, draft)).number == third.number

    async def test_after_one_that_was_cancelled_it_is_another(self, crew: Crew) -> None:
        draft = await crew.queue()
        await crew.go_to(draft, APPROVED)
        first = await finalize(crew, draft)
        async with crew.database.transaction() as session:
            await videos.cancel(session, first.id, ANNA)
        second = await finalize(crew, draft)
        assert second.is_new and second.number != first.number
        assert (await finalize(crew, draft)).number == second.number


class TestRefused:
    async def test_while_the_storyboard_does_not_stand(self, crew: Crew) -> None:
        draft = await crew.queue()
        with pytest.raises(NotPossible, match="not approved yet: it is “Queued”"):
            await finalize(crew, draft)
        await crew.go_to(draft, STORYBOARD_READY)
        with pytest.raises(NotPossible, match=r"“Storyboard Ready”\. Approve it first"):
            await finalize(crew, draft)
        await crew.go_to(draft, ASSETS_READY)
        await redo(crew, draft, Redo(Step.STORYBOARD, ()))
        with pytest.raises(NotPossible, match="being written anew"):
            await finalize(crew, draft)

    async def test_a_final_is_no_draft(self, crew: Crew) -> None:
        film = await crew.queue(mode="final")
        await crew.go_to(film, APPROVED)
        with pytest.raises(NotPossible, match="Film #1 is no draft"):
            await finalize(crew, film)


def test_notes_of_shots_and_pictures_are_kept_and_nothing_else() -> None:
    units = {
        "storyboard:1": UnitPlan(note="funnier", round=2),
        "assets:2": UnitPlan(note="older", round=1),
        "video:1": UnitPlan(round=3),
        "sfx:3": UnitPlan(note="louder", round=1),
        "assembly:1": UnitPlan(note="x", round=1),
    }
    assert notes_of(Plan(shots=3, units=units)) == {
        "assets:2": UnitPlan(note="older"),
        "sfx:3": UnitPlan(note="louder"),
    }
