"""One shot changed by a person: what is made again, what is asked again, and what is not."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection

import pytest
from sqlalchemy import select

from pipeline import edits, models, videos
from pipeline.advance import advance, lock_video
from pipeline.channels import ChannelConfig
from pipeline.database import Database
from pipeline.edits import Edited
from pipeline.errors import AlreadyDecided, NotFound, NotPossible, UserError
from pipeline.lifecycle import Phase, State, Step
from pipeline.shots import Edit
from pipeline.steps.build import TakeState
from pipeline.steps.film import Plan, UnitKey
from pipeline.storyboard import Panel, Storyboard
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN, Crew
from tests.pipeline.films import FOREST

STORYBOARD_READY = State(Step.STORYBOARD, Phase.READY)
ASSETS_READY = State(Step.ASSETS, Phase.READY)
VIDEO_READY = State(Step.VIDEO, Phase.READY)
NARRATION_READY = State(Step.NARRATION, Phase.READY)
LAST_GATE = State(Step.REVIEW, Phase.READY)
PUBLISHED = State(Step.UPLOAD, Phase.READY)

ANIMATIC = (Step.STORYBOARD, 2)
FILM = (Step.ASSEMBLY, 1)
NEW = Edit(2, narration="The moon was gone for good.")


WOOD = Panel(place="forest")
SMALL = Storyboard(
    title=FOREST.title,
    assets=FOREST.assets[:1],
    shots=[
        FOREST.shots[0].model_copy(update={"panels": [WOOD]}),
        FOREST.shots[1].model_copy(update={"panels": [WOOD, WOOD]}),
    ],
)


@pytest.fixture
def crew(database: Database) -> Crew:
    """People and workers who make small films."""
    return Crew(database, {0: SMALL})


async def edit(
    crew: Crew, video_id: uuid.UUID, wish: Edit = NEW, *, agreed: Collection[UnitKey] = ()
) -> Edited:
    async with crew.database.transaction() as session:
        return await edits.edit(session, video_id, BEN, wish, agreed=agreed)


async def redo(crew: Crew, video_id: uuid.UUID, *wishes: Redo) -> None:
    async with crew.database.transaction() as session:
        await videos.redo(session, video_id, ANNA, wishes)


async def board_of(crew: Crew, video_id: uuid.UUID) -> Storyboard:
    found = Plan.model_validate((await crew.row(video_id)).plan).storyboard
    assert found is not None
    return found


async def made_since(crew: Crew, video_id: uuid.UUID, before: set[uuid.UUID]) -> list[UnitKey]:
    rows = [take for take in await crew.takes(video_id) if take.id not in before]
    assert all(take.state == TakeState.DONE for take in rows)
    return sorted((Step(take.step), take.number) for take in rows)


async def take_ids(crew: Crew, video_id: uuid.UUID) -> set[uuid.UUID]:
    return {take.id for take in await crew.takes(video_id)}


class TestWhatIsMadeAgain:
    async def test_what_uses_the_field_and_nothing_else(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, LAST_GATE)
        before = await take_ids(crew, video_id)
        wish = Edit(2, motion="push in", narration="Rain fell.", sound="rain")
        outcome = await edit(crew, video_id, wish)
        shot = [(Step.VIDEO, 2), (Step.NARRATION, 2), (Step.SFX, 2)]
        assert list(outcome.units) == [ANIMATIC, *shot, FILM]
        await crew.go_to(video_id, LAST_GATE)
        assert await made_since(crew, video_id, before) == sorted(outcome.units)

    async def test_what_was_not_made_yet_is_not_made_again(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, VIDEO_READY)
        assert (await edit(crew, video_id)).units == (ANIMATIC,)
        await crew.go_to(video_id, NARRATION_READY)
        lines = await crew.takes(video_id, Step.NARRATION)
        assert [line.prompt for line in lines if line.number == 2] == [NEW.narration]

    async def test_the_earlier_takes_stand_again_when_an_edit_is_taken_back(
        self, crew: Crew
    ) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, LAST_GATE)
        before = await take_ids(crew, video_id)
        chosen = (await crew.built(video_id)).chosen
        await edit(crew, video_id)
        assert (await edit(crew, video_id, Edit(2, narration="The moon was gone."))).units == ()
        assert await crew.state(video_id) == LAST_GATE
        assert (await crew.built(video_id)).chosen == chosen
        rows = [take for take in await crew.takes(video_id) if take.id not in before]
        assert {take.state for take in rows} <= {TakeState.SUPERSEDED}

    async def test_what_a_running_take_makes_is_begun_again(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, State(Step.COMPOSITES, Phase.READY))
        running = await crew.must_begin(Step.VIDEO)
        wish = Edit(running.unit.number, motion="orbit")
        outcome = await edit(crew, video_id, wish)
        assert (Step.VIDEO, running.unit.number) in outcome.units
        assert not await crew.finish(running)
        await crew.go_to(video_id, VIDEO_READY)
        clips = await crew.takes(video_id, Step.VIDEO)
        states = [c.state for c in clips if c.number == running.unit.number]
        assert states == [TakeState.SUPERSEDED, TakeState.DONE]

    async def test_what_runs_for_other_shots_goes_on(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, State(Step.COMPOSITES, Phase.READY))
        first, second = await crew.must_begin(Step.VIDEO), await crew.must_begin(Step.VIDEO)
        await edit(crew, video_id, Edit(first.unit.number, motion="orbit"))
        assert await crew.finish(second) and not await crew.finish(first)
        await crew.go_to(video_id, VIDEO_READY)
        clips = await crew.takes(video_id, Step.VIDEO)
        assert len([clip for clip in clips if clip.number == second.unit.number]) == 1

    async def test_a_shot_that_was_refused_goes_on_with_other_words(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, State(Step.COMPOSITES, Phase.READY))
        bad = await crew.must_begin(Step.VIDEO)
        await crew.fail(bad, "take the dragon out")
        await crew.make_step(Step.VIDEO)
        assert await crew.state(video_id) == State(Step.VIDEO, Phase.FAILED)
        await edit(crew, video_id, Edit(bad.unit.number, motion="a fox instead"))
        await crew.go_to(video_id, VIDEO_READY)

    async def test_what_costs_money_is_agreed_to_first(self, crew: Crew) -> None:
        kling = {"provider": "kling", "model": "kling-3.0/video"}
        config = ChannelConfig(name="Forest tales", shots=2, providers={"video": kling})
        video_id = await crew.queue(config=config, mode="final")
        await crew.go_to(video_id, VIDEO_READY)
        before = await crew.row(video_id)
        told = await edit(crew, video_id, Edit(1, motion="drift away"))
        assert not told.is_done and told.paid == {(Step.VIDEO, 1)}
        longer = await edit(crew, video_id, Edit(1, seconds=9.0))
        assert [unit.amount for unit in longer.bought] == [{"seconds": 9.0}]
        after = await crew.row(video_id)
        assert (after.version, after.plan) == (before.version, before.plan)
        wish = Edit(1, motion="drift away")
        assert (await edit(crew, video_id, wish, agreed=told.paid)).is_done


class TestGates:
    async def test_at_the_storyboards_gate_a_new_animatic_is_asked_about(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        (old,) = await crew.reviews(video_id)
        assert (await edit(crew, video_id)).units == (ANIMATIC,)
        assert await crew.make_step(Step.STORYBOARD) == [ANIMATIC]
        assert await crew.state(video_id) == STORYBOARD_READY
        was, asked = await crew.reviews(video_id)
        assert (was.id, was.decision, was.decided_by) == (old.id, "edited", "Ben")
        assert asked.state == "pending" and asked.content_hash != old.content_hash
        with pytest.raises(AlreadyDecided, match="Ben has already edited this in notion"):
            async with crew.database.transaction() as session:
                await videos.approve(session, video_id, ANNA, review_id=old.id)

    @pytest.mark.parametrize("gate", [ASSETS_READY, NARRATION_READY])
    async def test_the_film_comes_back_to_the_gate_where_it_stands(
        self, crew: Crew, gate: State
    ) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, gate)
        asked = [review.gate for review in await crew.reviews(video_id)]
        outcome = await edit(crew, video_id, Edit(1, motion="orbit", narration="Up she got."))
        assert outcome.back_to is gate.step
        for step in (Step.STORYBOARD, Step.VIDEO, Step.NARRATION, Step.SFX, Step.ASSEMBLY):
            await crew.make_step(step)
        assert await crew.state(video_id) == gate
        assert [review.gate for review in await crew.reviews(video_id)] == [*asked, gate.step]

    async def test_between_gates_only_what_is_another_now_is_asked_about_again(
        self, crew: Crew
    ) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, State(Step.VIDEO, Phase.APPROVED))
        outcome = await edit(crew, video_id, Edit(1, narration="Up she got."))
        assert outcome.back_to is None
        await crew.make_step(Step.STORYBOARD)
        assert await crew.state(video_id) == State(Step.VIDEO, Phase.APPROVED)
        await edit(crew, video_id, Edit(1, motion="orbit"))
        await crew.make_step(Step.STORYBOARD)
        await crew.make_step(Step.VIDEO)
        assert await crew.state(video_id) == VIDEO_READY

    async def test_an_earlier_take_that_nobody_approved_is_asked_about(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, LAST_GATE)
        await edit(crew, video_id)
        await crew.go_to(video_id, LAST_GATE)
        await crew.approve(video_id)
        outcome = await edit(crew, video_id, Edit(2, narration="The moon was gone."))
        assert outcome.units == ()  # all of it was made before, and the film never approved
        assert await crew.state(video_id) == NARRATION_READY
        assert await crew.begin(Step.UPLOAD) is None

    async def test_words_that_go_into_nothing_ask_nothing_again(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, State(Step.REVIEW, Phase.APPROVED))
        await edit(crew, video_id, Edit(2, action="She wakes."))
        await crew.make_step(Step.STORYBOARD)
        assert await crew.state(video_id) == State(Step.REVIEW, Phase.APPROVED)
        await crew.go_to(video_id, PUBLISHED)

    async def test_a_rejected_film_goes_on_with_an_edit(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        async with crew.database.transaction() as session:
            await videos.reject(session, video_id, ANNA, note="shot 2 is sad")
        await edit(crew, video_id)
        await crew.make_step(Step.STORYBOARD)
        assert (await crew.row(video_id)).hold is None
        assert (await crew.reviews(video_id))[-1].state == "pending"


class TestWhatStays:
    async def test_it_survives_restarts_and_redos_of_other_things(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, VIDEO_READY)
        await edit(crew, video_id)
        edited = await board_of(crew, video_id)
        async with crew.database.transaction() as session:
            await advance(session, await lock_video(session, video_id))
        await crew.go_to(video_id, VIDEO_READY)
        await redo(crew, video_id, Redo(Step.ASSETS, (1,), "older"))
        await crew.go_to(video_id, LAST_GATE)
        assert await board_of(crew, video_id) == edited
        assert edited.shots[1].narration == NEW.narration

    async def test_a_storyboard_written_anew_replaces_it(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        await edit(crew, video_id)
        await crew.go_to(video_id, STORYBOARD_READY)
        await redo(crew, video_id, Redo(Step.STORYBOARD, (), "funnier"))
        with pytest.raises(NotPossible, match="being written anew"):
            await edit(crew, video_id, Edit(1, motion="orbit"))
        await crew.go_to(video_id, STORYBOARD_READY)
        assert await board_of(crew, video_id) == SMALL

    async def test_a_persons_own_storyboard_can_be_edited(self, crew: Crew) -> None:
        video_id = await crew.queue(storyboard=SMALL)
        await crew.go_to(video_id, STORYBOARD_READY)
        storyboards_made = await crew.takes(video_id, Step.STORYBOARD)
        outcome = await edit(crew, video_id)
        assert outcome.is_own
        assert await crew.make_step(Step.STORYBOARD) == [ANIMATIC]
        assert len(storyboards_made) == 2
        assert (await board_of(crew, video_id)).shots[1].narration == NEW.narration

    async def test_two_people_edit_two_fields_at_once(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        wishes = (NEW, Edit(2, motion="orbit"), Edit(1, sound="owls"), Edit(1, seconds=9))
        await asyncio.gather(*(edit(crew, video_id, wish) for wish in wishes))
        first, second = (await board_of(crew, video_id)).shots
        assert (second.narration, second.motion) == (NEW.narration, "orbit")
        assert (first.sound, first.seconds) == ("owls", 9)
        await crew.go_to(video_id, STORYBOARD_READY)

    async def test_the_audit_log_has_the_old_and_the_new(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, NARRATION_READY)
        await edit(crew, video_id, Edit(2, narration="Gone.", seconds=5))
        async with crew.database.transaction() as session:
            query = select(models.AuditLog).order_by(models.AuditLog.created_at.desc()).limit(1)
            row = (await session.scalars(query)).one()
        assert (row.actor, row.via, row.action) == ("Ben", "notion", "edited")
        assert row.details == {
            "shot": 2,
            "fields": {"narration": ["The moon was gone.", "Gone."]},
            "units": ["storyboard:2", "narration:2"],
        }


class TestWhatIsRefused:
    @pytest.mark.parametrize("wish", [Edit(1, motion=" push in"), Edit(1), Edit(4, sound="x")])
    async def test_what_changes_nothing_leaves_everything(self, crew: Crew, wish: Edit) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        before = (await crew.row(video_id)).version
        with pytest.raises(UserError, match=r"Shot 1 of film #1 says so already|no shot 4"):
            await edit(crew, video_id, wish)
        assert (await crew.row(video_id)).version == before
        assert (await crew.reviews(video_id))[-1].state == "pending"

    async def test_a_shot_is_there_to_be_edited(self, crew: Crew) -> None:
        video_id = await crew.queue()
        await crew.go_to(video_id, STORYBOARD_READY)
        async with crew.database.transaction() as session:
            assert await edits.shot_to_edit(session, video_id, 2) == SMALL.shots[1]
            with pytest.raises(NotFound):
                await edits.shot_to_edit(session, video_id, 3)

    async def test_before_there_are_shots(self, crew: Crew) -> None:
        video_id = await crew.queue(storyboard=SMALL)
        with pytest.raises(NotPossible, match="has no shots yet: it is “Queued”"):
            await edit(crew, video_id)

    async def test_what_is_published_or_cancelled_or_on_its_way(self, crew: Crew) -> None:
        video_id, other = await crew.queue(), await crew.queue()
        await crew.go_to(video_id, LAST_GATE)
        await crew.approve(video_id)
        publishing = await crew.must_begin(Step.UPLOAD)
        with pytest.raises(NotPossible, match="“Uploading”: nothing can be edited"):
            await edit(crew, video_id)
        await crew.finish(publishing)
        with pytest.raises(NotPossible, match="“Published”: nothing can be edited"):
            await edit(crew, video_id)
        async with crew.database.transaction() as session:
            await videos.cancel(session, other, ANNA)
        with pytest.raises(NotPossible, match="“Cancelled”"):
            await edit(crew, other)
