"""Two people, who queue, decide, edit, pay and are sometimes too late."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline import edits, spending, stops, videos
from pipeline.errors import UserError
from pipeline.lifecycle import WORKED, Cause, Phase, index
from pipeline.shots import Edit
from pipeline.steps.film import UnitKey
from pipeline.takes import Work
from pipeline.videos import Redo
from tests.pipeline.crew import ANNA, BEN
from tests.pipeline.fleet.fleet import BOARDS, CHANNELS, MOST_FILMS, Fleet
from tests.pipeline.fleet.providers import is_bought
from tests.pipeline.money.paid import CLIPS_WANTED, PICTURES_WANTED, hurry

EDITS: list[dict[str, Any]] = [
    {"motion": "orbit"},
    {"motion": "push in"},
    {"narration": "A fox woke up."},
    {"narration": ""},
    {"sound": "wind", "action": "She wakes."},
    {"seconds": 7.0},
    {"seconds": 5.0},
]
REFUSALS = (
    *("Film #", "There is no", "Anna has", "Ben has", "the channel's settings has"),
    *("Shot ", "This film", "The storyboard"),
)
ENOUGH = Decimal(1000)


@dataclass
class People:
    """What people do to the fleet's films.

    Attributes:
        modes: Those they choose from when they queue one.
    """

    fleet: Fleet
    modes: Sequence[str] = ("draft", "final")

    async def queue_a_film(self) -> None:
        """Until there are enough; most final ones are well on their way."""
        fleet = self.fleet
        if len(fleet.films) < MOST_FILMS:
            channel = fleet.chance.choice(list(CHANNELS))
            mode = fleet.chance.choice(self.modes)
            film = await fleet.crew.queue(channel, CHANNELS[channel], mode=mode)
            state = fleet.chance.choice([None, PICTURES_WANTED, CLIPS_WANTED, CLIPS_WANTED])
            if mode == "final" and state is not None:
                await hurry(fleet.crew.database, film, state, BOARDS[0])
                fleet.boards[film] = BOARDS[0]
            fleet.films.append(film)

    async def decide(self) -> None:
        """On what is asked now, or on an old preview."""
        film = self.fleet.a_film(lambda state: state.is_open_gate)
        if film is not None:
            reviews = [review.id for review in await self.fleet.crew.reviews(film)]
            review_id = self.fleet.chance.choice([None, None, *reviews[-1:], *reviews])
            call = self.fleet.chance.choice([videos.approve, videos.approve, videos.reject])
            await self.attempt(call, film, review_id=review_id)

    async def want_a_unit_again(self) -> None:
        """Of any step the film has come to, with a note or without; mostly also where it costs."""
        chance = self.fleet.chance
        film = self.fleet.a_film(lambda state: not state.is_final)
        if film is not None:
            come_to = [step for step in WORKED if index(step) <= index(self.fleet.seen[film].step)]
            wish = Redo(
                chance.choice([*come_to, *come_to[-2:] * 4]),
                chance.choice([(), (1,), (2,), (1, 2)]),
                chance.choice(["", "darker"]),
            )
            await self._attempt_and_agree(videos.redo, film, [wish])

    async def want_again_what_is_in_flight(self) -> None:
        """They change their mind while a provider is at it."""
        work = self._in_flight()
        if work is not None:
            wish = Redo(work.unit.step, (work.unit.number,))
            await self._attempt_and_agree(videos.redo, work.claim.video_id, [wish])

    def _in_flight(self) -> Work | None:
        """A paid take that some worker waits for."""
        works = [work for work in self.fleet.working if is_bought(work)]
        return self.fleet.chance.choice(works) if works else None

    async def edit_a_shot(self) -> None:
        """Where it could be done, the film must have the shot as it is now."""
        boards, chance = self.fleet.boards, self.fleet.chance
        film = self.fleet.a_film(lambda state: True)
        if film is not None:
            number, fields = chance.choice([1, 2]), chance.choice(EDITS)
            if await self._attempt_and_agree(edits.edit, film, Edit(number, **fields)):
                board = boards[film].model_copy(deep=True)
                board.shots[number - 1] = board.shots[number - 1].model_copy(update=fields)
                boards[film] = board

    async def _attempt_and_agree(self, call: Any, film: uuid.UUID, wish: Any) -> bool:
        """Ask for something; where it costs, mostly agree to that. Whether it was done."""
        agreed: Collection[UnitKey] = ()
        for _ in range(2):
            outcome = await self.attempt(call, film, wish, agreed=agreed)
            if outcome is None or outcome.is_done or self.fleet.chance.random() < 0.2:
                break
            agreed = outcome.paid
        return outcome is not None and outcome.is_done

    async def retry(self) -> None:
        """A film that failed."""
        film = self.fleet.a_film(lambda state: state.phase is Phase.FAILED)
        if film is not None:
            await self.attempt(videos.retry, film)

    async def answer(self) -> None:
        """A film that is held: for a payment, a key, a cap, or only for time."""
        if self.fleet.held:
            await self._answer(self.fleet.chance.choice(list(self.fleet.held)))

    async def _answer(self, film: uuid.UUID) -> None:
        cause = self.fleet.held[film]
        if cause == Cause.FILM_CAP:
            row = await self.fleet.crew.row(film)
            more = spending.film_cap(row) + Decimal("0.60")
            await self.attempt(videos.set_budget, film, usd=more)
        elif cause != Cause.REJECTED:
            await self.attempt(videos.retry, film)

    async def change_a_cap(self) -> None:
        """Up or down, as they like."""
        film = self.fleet.a_film(lambda state: not state.is_final)
        if film is not None:
            usd = Decimal(self.fleet.chance.choice(["0", "0.40", "1.30", "3"]))
            await self.attempt(videos.set_budget, film, usd=usd)

    async def stop_or_start(self) -> None:
        """Everything that is paid."""
        await self.let_paid_work_go_on(is_stopped=not self.fleet.is_stopped)

    async def let_paid_work_go_on(self, *, is_stopped: bool = False) -> None:
        call = stops.stop if is_stopped else stops.start
        async with self.fleet.crew.database.transaction() as session:
            assert await call(session, ANNA) == (is_stopped != self.fleet.is_stopped)
        self.fleet.is_stopped = is_stopped

    async def cancel(self) -> None:
        """One that a provider is at, if there is any; once there are enough films that some stay."""
        work = self._in_flight()
        film = work.claim.video_id if work else self.fleet.a_film(lambda state: not state.is_final)
        if film is not None and len(self.fleet.films) == MOST_FILMS:
            await self.attempt(videos.cancel, film)

    async def are_too_late(self) -> None:
        """They ask for something of a film that is over."""
        film = self.fleet.a_film(lambda state: state.is_final)
        if film is not None:
            call = self.fleet.chance.choice([videos.approve, videos.retry, videos.cancel])
            await self.attempt(call, film)

    async def do_what_is_asked(self, film: uuid.UUID) -> bool:
        """Approve, retry or pay; False where nobody is asked for anything."""
        row = await self.fleet.crew.row(film)
        cause = row.hold_cause or ""
        if row.state.is_open_gate:
            await self.attempt(videos.approve, film)
        elif cause == Cause.FILM_CAP:
            await self.attempt(videos.set_budget, film, usd=ENOUGH)
        elif row.state.phase is Phase.FAILED or cause.startswith(Cause.KEY):
            await self.attempt(videos.retry, film)
        else:
            return False
        return True

    async def attempt(self, call: Any, film: uuid.UUID, *args: Any, **kwargs: Any) -> Any:
        """What came of it; None where it could not be done: then a sentence said why."""
        who = self.fleet.chance.choice([ANNA, BEN])
        try:
            async with self.fleet.crew.database.transaction() as session:
                return await call(session, film, who, *args, **kwargs)
        except UserError as error:
            assert str(error).startswith(REFUSALS), str(error)
            return None
