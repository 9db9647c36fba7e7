"""From the slash command to the published film with paid providers, and what all of it cost."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.demo.samples import DEFAULT, SAMPLES
from bot.demo.screenplay import play
from pipeline import models
from pipeline.lifecycle import Step
from pipeline.providers import LOCAL
from pipeline.steps.film import UnitKey
from pipeline.utils.filesystem import sha256_of
from tests.contracts import contracts_folder, violations_of_requests, violations_of_responses
from tests.end_to_end import films
from tests.end_to_end.kills import bot_messages
from tests.end_to_end.paid_films import (
    CHANNEL,
    HARBOUR,
    KEEPER,
    SHORE,
    Board,
    board,
    mark,
    marked,
    on_stage,
)
from tests.end_to_end.producers import Producer
from tests.end_to_end.studio import Studio, studio
from tests.standins import KEY, Standins

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

FILM = "lighthouse"
SPLIT, SILENT = 2, 3  # shots
SHOTS = 3
REDONE = 2  # the clip that is made again; as the demo does it
ORDER = replace(SAMPLES[DEFAULT], title=f"Keeper {mark(FILM, Step.STORYBOARD)}")

# The ledger is exact to a millionth of a dollar, and so is each of its rows: tokens have prices
# that are not, which one storyboard per film is paid by.
ROUNDED = Decimal("0.0000005")


def written(words: str) -> Board:
    """What Gemini writes: a shot of two pictures, and one in which nothing is said."""
    film, _ = marked(words)
    split = {"panels": [{"place": "harbour"}, {"place": "shore", "character": "keeper"}]}
    silent = on_stage("shore") | {"narration": ""}
    return board(film, [on_stage("harbour", "keeper"), split, silent], [HARBOUR, SHORE, KEEPER])


@dataclass(frozen=True)
class Final:
    """A film that was made and paid for."""

    studio: Studio
    standins: Standins
    takes: list[models.Take]
    costs: list[models.VideoCost]
    estimates: list[str]
    shown: str

    @property
    def folder(self) -> Path:
        (found,) = self.studio.workspace.glob("channels/quiet-nature/published/*")
        return found

    def file(self, take: models.Take) -> Path:
        assert take.file is not None
        return self.studio.workspace / take.file

    def of(self, step: Step, number: int) -> models.Take:
        """The newest take of a unit."""
        found = [take for take in self.takes if (take.step, take.number) == (step, number)]
        return max(found, key=lambda take: take.take)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def final(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Final]:
    workspace = tmp_path_factory.mktemp("final") / "workspace"
    with Standins(writer=written) as standins:
        async with studio(workspace, channel=CHANNEL, environment=standins.environment) as stage:
            await stage.start("bot")
            await stage.start("worker")
            async with Producer(stage.sandbox.control_url, "Robin") as robin:
                await play(robin, ORDER, SHOTS, stage.check)
                shown = await robin.command("video show", film=1)
            async with stage.database.transaction() as session:
                takes = list(await session.scalars(select(models.Take)))
                costs = list(await session.scalars(select(models.VideoCost)))
            assert shown.first is not None
            told = shown.first.everything
            yield Final(stage, standins, takes, costs, robin.estimates, told)


class TestTheFilm:
    async def test_it_decodes_without_a_complaint(self, final: Final) -> None:
        assert films.complaints(final.folder / "film.mp4") == ""

    async def test_every_shot_lasts_as_long_as_its_clip_and_line_need(self, final: Final) -> None:
        needed = sum(
            films.frames_needed(
                final.file(final.of(Step.VIDEO, number)),
                final.file(final.of(Step.NARRATION, number)),
            )
            for number in range(1, SHOTS + 1)
        )
        assert films.decoded_frames(final.folder / "film.mp4") == needed

    async def test_what_is_said_is_in_the_captions(self, final: Final) -> None:
        told = (final.folder / "captions.srt").read_text()
        lines = [mark(FILM, Step.NARRATION, number) in told for number in range(1, SHOTS + 1)]
        assert lines == [number != SILENT for number in range(1, SHOTS + 1)]

    async def test_every_file_was_made_by_whom_its_take_says(self, final: Final) -> None:
        made = {(Step(take.step), take.number): take.provider for take in final.takes}
        bought = {marked(charge.words)[1]: charge.service for charge in final.standins.ledger.kept}
        sellers = {"kie": "kling"}
        for key, provider in made.items():
            seller = bought.get(key, LOCAL)
            assert provider == sellers.get(seller, seller), key
        assert [made[Step.COMPOSITES, n] for n in range(1, 4)] == ["gemini", LOCAL, LOCAL]
        assert [made[Step.NARRATION, n] for n in (1, SILENT)] == ["elevenlabs", LOCAL]

    async def test_every_file_is_as_it_was_made(self, final: Final) -> None:
        again = {(Step.VIDEO, REDONE), (Step.ASSEMBLY, 1), (Step.UPLOAD, 1)}
        for take in final.takes:
            key = (Step(take.step), take.number)
            assert take.state == "done" and (take.take == 1 or key in again), take.name
            assert sha256_of(final.file(take)) == take.sha256


class TestTheMoney:
    async def test_the_ledger_says_what_was_charged(self, final: Final) -> None:
        booked = sum((cost.amount_usd for cost in final.costs), Decimal(0))
        charged = final.standins.ledger.total_usd
        assert abs(booked - charged) <= ROUNDED
        assert not any(cost.is_uncertain for cost in final.costs)

    async def test_so_does_each_take(self, final: Final) -> None:
        charged: dict[UnitKey, list[Decimal]] = defaultdict(list)
        for charge in final.standins.ledger.kept:
            charged[marked(charge.words)[1]].append(charge.usd)
        booked: dict[object, Decimal] = defaultdict(Decimal)
        for cost in final.costs:
            booked[cost.take_id] += cost.amount_usd
        for take in sorted(final.takes, key=lambda take: take.take):
            told = charged[Step(take.step), take.number].pop(0) if take.is_paid else 0
            assert abs(booked[take.id] - told) <= ROUNDED, take.name
            assert (take.cost_usd or 0) == booked[take.id]
            assert take.reserved_usd is None
        assert not any(charged.values()), "something was charged that belongs to no take"

    async def test_every_service_was_paid(self, final: Final) -> None:
        paid = {(charge.service, charge.what) for charge in final.standins.ledger.kept}
        pictures = {("gemini", "storyboard"), ("gemini", "picture"), ("kie", "clip")}
        assert paid == pictures | {("elevenlabs", "speech"), ("elevenlabs", "sound")}

    async def test_the_price_was_told_before(self, final: Final) -> None:
        of_film, of_redo = final.estimates
        for provider in ("gemini", "kling", "elevenlabs"):
            assert provider in of_film
        assert f"${final.of(Step.VIDEO, REDONE).cost_usd:.2f}" in of_redo

    async def test_people_can_read_what_it_cost(self, final: Final) -> None:
        spent = sum(cost.amount_usd for cost in final.costs)
        assert f"${spent:.2f}" in final.shown


class TestTheKeys:
    async def test_nobody_reads_one(self, final: Final) -> None:
        shown = json.dumps([message.raw for message in bot_messages(final.studio)], default=str)
        assert "Published" in shown
        assert KEY not in shown
        asked = final.studio.sandbox.recording.requests
        assert KEY not in json.dumps(asked, default=str)

    async def test_none_lies_about(self, final: Final) -> None:
        for name in ("bot", "worker"):
            assert KEY not in final.studio.log_of(name).read_text()
        notes = [path.read_text() for path in (final.studio.workspace / "jobs").iterdir()]
        assert len(notes) == SHOTS + 1
        assert KEY not in "".join(notes)
        assert KEY not in json.dumps([take.result for take in final.takes])

    async def test_none_is_sent_to_fetch_a_file(self, final: Final) -> None:
        fetched = final.standins.downloads
        assert len(fetched) == SHOTS + 1
        for download in fetched:
            names = {name.lower() for name in download["headers"]}
            assert names.isdisjoint({"authorization", "x-goog-api-key", "xi-api-key"})
            assert KEY not in json.dumps(download)


@pytest.mark.skipif(contracts_folder() is None, reason="no contracts lie beside the checkout")
class TestTheContracts:
    async def test_the_paid_services_get_what_they_know(self, final: Final) -> None:
        sent = final.standins.requests
        assert {request["service"] for request in sent} == {"gemini", "kie", "elevenlabs"}
        assert violations_of_requests(sent) == []

    async def test_so_does_discord(self, final: Final) -> None:
        recording = final.studio.sandbox.recording
        assert recording.violations == []
        assert violations_of_requests(recording.requests) == []
        assert violations_of_responses(recording.responses) == []
