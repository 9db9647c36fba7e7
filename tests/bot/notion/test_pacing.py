"""The line before Notion: never over 3 in a second, decisions first, nobody forgotten."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.pacing import (
    FAIRNESS,
    MOST_PAUSE_SECONDS,
    TRANSIT_SECONDS,
    WINDOW_SECONDS,
    Manner,
    Pacer,
    Paused,
    Urgency,
)
from tests.bot.notion.virtual_time import now, run


@dataclass(frozen=True)
class Ask:
    """One request: when it is wanted, and how long each of its ways takes, in seconds."""

    wanted_at: float = 0.0
    connecting: float = 0.0
    transit: float = 0.0
    answering: float = 0.0
    urgency: Urgency = Urgency.BULK


@dataclass
class Server:
    """Where requests arrive."""

    pacer: Pacer = field(default_factory=Pacer)
    arrivals: list[float] = field(default_factory=list)
    served: list[Ask] = field(default_factory=list)

    async def ask(self, ask: Ask) -> None:
        await asyncio.sleep(ask.wanted_at)
        async with self.pacer.turn(Manner(ask.urgency)) as place:
            await asyncio.sleep(ask.connecting)
            self.pacer.sent(place)
            await asyncio.sleep(ask.transit)
            self.arrivals.append(now())
            self.served.append(ask)
            await asyncio.sleep(ask.answering)

    async def ask_all(self, asks: list[Ask]) -> None:
        await asyncio.gather(*map(self.ask, asks))

    @property
    def most_in_a_second(self) -> int:
        return max(
            sum(start <= arrival <= start + 1.0 for arrival in self.arrivals)
            for start in self.arrivals
        )


def seconds(most: float) -> st.SearchStrategy[float]:
    return st.floats(0.0, most, allow_nan=False)


ASKS = st.lists(
    st.builds(
        Ask,
        wanted_at=seconds(20.0),
        connecting=seconds(3.0),
        transit=seconds(TRANSIT_SECONDS),
        answering=seconds(5.0),
        urgency=st.sampled_from(Urgency),
    ),
    min_size=1,
    max_size=40,
)


@given(ASKS)
def test_no_second_ever_sees_more_than_three_arrive(asks: list[Ask]) -> None:
    async def scenario() -> Server:
        server = Server()
        await server.ask_all(asks)
        return server

    server = run(scenario())
    assert len(server.arrivals) == len(asks)
    assert server.most_in_a_second <= 3


def test_a_server_that_stood_still_gets_no_two_batches_at_once() -> None:
    """It takes up whatever waits at its door once it moves again, here after eight seconds."""

    async def scenario() -> Server:
        server = Server()
        stuck = [Ask(transit=8.0) for _ in range(3)]
        late = [Ask(wanted_at=2.0, transit=5.0) for _ in range(3)]
        await server.ask_all(stuck + late)
        return server

    assert run(scenario()).most_in_a_second == 3


def test_a_server_that_answers_at_once_is_asked_nearly_three_times_a_second() -> None:
    async def scenario() -> float:
        server = Server()
        begun = now()
        await server.ask_all([Ask(answering=0.01) for _ in range(90)])
        assert server.most_in_a_second == 3
        return now() - begun

    assert run(scenario()) < 32.0


def test_a_slow_answer_does_not_hold_up_the_others_for_long() -> None:
    async def scenario() -> float:
        server = Server()
        begun = now()
        await server.ask_all([Ask(answering=60.0) for _ in range(12)])
        return now() - begun

    assert run(scenario()) < 60.0 + 4 * (TRANSIT_SECONDS + 1.1)


def test_a_decision_goes_before_what_waits_already() -> None:
    async def scenario() -> list[Ask]:
        server = Server()
        bulk = [Ask() for _ in range(60)]
        decision = Ask(wanted_at=2.5, urgency=Urgency.DECISION)
        poll = Ask(wanted_at=2.5, urgency=Urgency.POLL)
        await server.ask_all([*bulk, poll, decision])
        return server.served

    order = [ask.urgency for ask in run(scenario())]
    decided, polled = order.index(Urgency.DECISION), order.index(Urgency.POLL)
    assert decided < polled <= 11  # nine had gone by then


@pytest.mark.parametrize("waiting", [(Urgency.BULK,), (Urgency.POLL, Urgency.BULK)])
def test_decisions_without_end_starve_nobody(waiting: tuple[Urgency, ...]) -> None:
    async def scenario() -> list[Urgency]:
        server = Server()
        decisions = [Ask(urgency=Urgency.DECISION) for _ in range(80)]
        others = [Ask(urgency=urgency) for urgency in waiting for _ in range(10)]
        await server.ask_all([*decisions, *others])
        return [ask.urgency for ask in server.served]

    order = run(scenario())
    for urgency in waiting:
        places = [place for place, one in enumerate(order) if one is urgency]
        gaps = [after - before for before, after in zip([2, *places], places, strict=False)]
        assert max(gaps) <= FAIRNESS + len(waiting) - 1  # the first three were alone
    busy = order[3 : 3 + FAIRNESS * 10]
    assert busy.count(Urgency.DECISION) >= len(busy) // 2


def test_a_pause_is_everybodys_and_no_longer_than_its_bound() -> None:
    async def scenario() -> tuple[float, float]:
        server = Server()
        begun = now()
        server.pacer.pause(300.0)
        server.pacer.pause(10.0)  # a shorter one takes nothing from it
        await server.ask_all([Ask(urgency=urgency) for urgency in Urgency])
        first = now() - begun
        server.pacer.pause(1e12)
        await server.ask(Ask())
        return first, now() - begun - first

    first, second = run(scenario())
    assert 300.0 <= first < 301.5
    assert MOST_PAUSE_SECONDS <= second < MOST_PAUSE_SECONDS + 3.0


def test_who_has_less_patience_than_a_pause_takes_is_told_at_once() -> None:
    async def scenario() -> None:
        pacer = Pacer()

        async def hurried() -> None:
            async with pacer.turn(Manner(Urgency.DECISION, patience=60.0)):
                pass

        for _ in range(3):
            await hurried()
        waiting = asyncio.create_task(hurried())
        await asyncio.sleep(0)
        begun = now()
        pacer.pause(61.0)
        with pytest.raises(Paused) as told:
            await waiting
        with pytest.raises(Paused):
            await hurried()
        assert now() == begun
        assert told.value.seconds == pytest.approx(61.0)
        await asyncio.sleep(2.0)
        await hurried()  # what is left is within its patience
        assert now() - begun >= 61.0

    run(scenario())


@given(st.lists(st.tuples(seconds(6.0), seconds(6.0)), min_size=4, max_size=24))
def test_who_gives_up_waiting_takes_no_place_along(people: list[tuple[float, float]]) -> None:
    async def scenario() -> Server:
        server = Server()
        tasks = []
        for wanted_at, _ in people:
            tasks.append(asyncio.create_task(server.ask(Ask(wanted_at, 0.2, 0.1, 0.5))))

        async def leave(task: asyncio.Task[None], after: float) -> None:
            await asyncio.sleep(after)
            task.cancel()

        leaving = [leave(task, after) for task, (_, after) in zip(tasks, people, strict=True)]
        await asyncio.gather(*leaving, *tasks, return_exceptions=True)
        begun = now()
        await server.ask_all([Ask(answering=0.1) for _ in range(9)])
        assert now() - begun < 6.0
        return server

    assert run(scenario()).most_in_a_second <= 3


def test_places_are_free_again_after_requests_that_never_left() -> None:
    async def scenario() -> None:
        pacer = Pacer()
        for _ in range(10):
            with pytest.raises(OSError):
                async with pacer.turn(Manner()):
                    raise OSError("no connection")

    run(scenario())


def test_a_place_that_was_given_to_somebody_who_left_is_given_again() -> None:
    async def scenario() -> None:
        server = Server()
        for _ in range(4):
            await server.ask_all([Ask(), Ask(), Ask()])
            waiting = asyncio.create_task(server.ask(Ask()))
            await asyncio.sleep(0)
            place_is_free = now() + WINDOW_SECONDS
            # In the very moment between the place's being given and its being taken.
            asyncio.get_running_loop().call_at(place_is_free + 1e-10, waiting.cancel)
            await asyncio.gather(waiting, return_exceptions=True)
            assert waiting.cancelled()
        assert len(server.arrivals) == 12

    run(scenario())


def test_a_second_attempt_does_not_queue_up_again() -> None:
    async def scenario() -> list[int]:
        pacer, order = Pacer(), []

        async def ask(number: int, ticket: int | None = None) -> None:
            async with pacer.turn(Manner(Urgency.BULK, ticket=ticket)):
                order.append(number)

        early = pacer.ticket()
        await asyncio.gather(*(ask(number) for number in range(9)), ask(99, early))
        return order

    assert run(scenario()) == [0, 1, 2, 99, 3, 4, 5, 6, 7, 8]
