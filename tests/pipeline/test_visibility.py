"""Who sees a film and when: slots in order, changed by people, also once it is out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from pipeline import changes, models, sweep, videos
from pipeline.changes import Change
from pipeline.errors import InvalidInput, NotPossible
from pipeline.lifecycle import PUBLISHED, Phase, State, Step
from pipeline.models import utc_now
from pipeline.publication import free_slot
from pipeline.steps.build import TakeState
from tests.pipeline.crew import ANNA, Crew
from tests.pipeline.decisions import do
from tests.pipeline.publishing import APPROVED, ASKED, film_at, published

SLOTS = ["Mon 18:00", "Thu 18:00"]
HIDDEN = Change(privacy="private", unset_publish_at=True)
SHOWN = Change(privacy="public", unset_publish_at=True)


async def change(crew: Crew, film: uuid.UUID, wish: Change) -> None:
    async with crew.database.transaction() as session:
        await changes.change(session, film, ANNA, wish)


async def uploads(crew: Crew, film: uuid.UUID) -> list[tuple[int, int, str]]:
    takes = await crew.takes(film, Step.UPLOAD)
    return [(take.number, take.take, take.state) for take in takes]


class TestSlots:
    async def test_films_take_them_in_the_order_they_come_to_their_last_gate(
        self, crew: Crew
    ) -> None:
        films = [await film_at(crew, ASKED, publish_slots=SLOTS) for _ in range(3)]
        rows = [await crew.row(film) for film in films]
        moments = [row.publish_at for row in rows if row.publish_at is not None]
        expected: list[object] = []
        for _ in films:
            slot = free_slot(
                SLOTS, ZoneInfo("UTC"), [m for m in moments if m in expected], utc_now()
            )
            expected.append(slot)
        assert moments == expected

    async def test_one_that_was_cancelled_gives_its_slot_back(self, crew: Crew) -> None:
        first = await film_at(crew, ASKED, publish_slots=SLOTS)
        moment = (await crew.row(first)).publish_at
        await do(crew, videos.cancel, first, ANNA)
        second = await film_at(crew, ASKED, publish_slots=SLOTS)
        assert (await crew.row(second)).publish_at == moment

    async def test_a_time_that_a_person_gave_is_kept(self, crew: Crew) -> None:
        film = await film_at(crew, State(Step.STORYBOARD, Phase.READY), publish_slots=SLOTS)
        moment = utc_now() + timedelta(days=3)
        await change(crew, film, Change(publish_at=moment))
        await crew.go_to(film, ASKED)
        assert (await crew.row(film)).publish_at == moment

    async def test_who_publishes_now_takes_no_slot(self, crew: Crew) -> None:
        film = await film_at(crew, ASKED, publish_slots=SLOTS)
        await change(crew, film, SHOWN)
        row = await crew.row(film)
        assert (row.publish_at, row.privacy) == (None, "public")

    async def test_nobody_approved_in_time_so_it_is_asked_anew_with_the_next(
        self, crew: Crew
    ) -> None:
        film = await film_at(crew, ASKED, publish_slots=SLOTS)
        await crew.change(models.Video, film, publish_at=utc_now() + timedelta(minutes=1))
        assert (await sweep.sweep(crew.database))["move_films_whose_slot_has_come"] == 1
        moved = (await crew.row(film)).publish_at
        assert moved is not None and moved > utc_now() + timedelta(minutes=10)
        states = [review.state for review in await crew.reviews(film) if review.gate == "review"]
        assert states == ["withdrawn", "pending"] or states == ["pending"]


class TestWhatIsApproved:
    async def test_another_time_is_asked_about_anew(self, crew: Crew) -> None:
        film = await film_at(crew, ASKED)
        before = (await crew.reviews(film))[-1]
        await change(crew, film, Change(publish_at=utc_now() + timedelta(days=1)))
        after = (await crew.reviews(film))[-1]
        assert (after.id != before.id, after.state) == (True, "pending")

    @pytest.mark.parametrize(
        ("wish", "why"),
        [
            (Change(publish_at=utc_now() - timedelta(hours=1)), "lies in the past"),
            (Change(publish_at=utc_now() + timedelta(days=4000)), "two years"),
            (Change(privacy="secret"), "private, unlisted, public"),
            (Change(title="a <b>"), "YouTube takes no < >"),
        ],
    )
    async def test_what_cannot_be_changes_nothing(self, crew: Crew, wish: Change, why: str) -> None:
        film = await film_at(crew, ASKED)
        before = await crew.row(film)
        with pytest.raises(InvalidInput, match=why):
            await change(crew, film, wish)
        after = await crew.row(film)
        assert (after.version, after.title, after.publish_at) == (before.version, "The fox", None)


class TestOnceItIsOut:
    async def test_who_sees_it_is_set_after_it_is_there(self, crew: Crew) -> None:
        film = await film_at(crew, APPROVED)
        assert await uploads(crew, film) == [(1, 1, "planned")]
        await crew.go_to(film, PUBLISHED)
        assert await uploads(crew, film) == [(1, 1, "done"), (2, 1, "done")]

    async def test_hiding_and_showing_it_uploads_nothing(self, crew: Crew) -> None:
        film = await published(crew, privacy="public")
        await change(crew, film, HIDDEN)
        assert await crew.state(film) == State(Step.UPLOAD, Phase.WORKING)
        await crew.go_to(film, PUBLISHED)
        assert await uploads(crew, film) == [(1, 1, "done"), (2, 1, "done"), (2, 2, "done")]
        assert (await crew.row(film)).ended_at is not None

    async def test_the_last_word_counts_also_where_it_was_said_before(self, crew: Crew) -> None:
        film = await published(crew, privacy="public")
        await change(crew, film, HIDDEN)
        await crew.go_to(film, PUBLISHED)
        await change(crew, film, SHOWN)
        await crew.go_to(film, PUBLISHED)
        made = await uploads(crew, film)
        assert made[0] == (1, 1, "done") and len(made) == 4

    async def test_nothing_else_of_it_changes_any_more(self, crew: Crew) -> None:
        film = await published(crew)
        with pytest.raises(NotPossible, match="nothing can be changed"):
            await change(crew, film, Change(title="Another"))
        await change(crew, film, SHOWN)
        with pytest.raises(NotPossible, match="nothing can be redone"):
            await do(crew, videos.redo, film, ANNA, [videos.Redo(Step.VIDEO, (1,))])
        with pytest.raises(NotPossible, match=r"being published|unpublish"):
            await do(crew, videos.cancel, film, ANNA)

    async def test_what_plans_say_since_makes_nothing_again(self, crew: Crew) -> None:
        film = await published(crew)
        for take in await crew.takes(film):
            if take.step != Step.UPLOAD:  # as if another Slate counted other inputs
                await crew.change(models.Take, take.id, inputs_hash="of another version")
        await change(crew, film, SHOWN)
        built = await crew.built(film)
        assert [missing.unit.name for missing in built.missing] == []
        live = [t for t in await crew.takes(film) if t.state in (TakeState.PLANNED, "working")]
        assert [take.name for take in live] == ["visibility"]

    async def test_what_has_been_public_takes_no_time(self, crew: Crew) -> None:
        film = await published(crew, privacy="public")
        with pytest.raises(NotPossible, match="has been public"):
            await change(crew, film, Change(publish_at=utc_now() + timedelta(days=1)))

    async def test_a_film_in_a_folder_is_not_hidden(self, crew: Crew) -> None:
        film = await crew.queue()
        await crew.go_to(film, PUBLISHED)
        with pytest.raises(NotPossible, match="nothing can be changed"):
            await change(crew, film, HIDDEN)
