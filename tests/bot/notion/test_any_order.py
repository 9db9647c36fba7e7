"""Whatever people, polls, mirror jobs and crashes do in any order: no edit is lost or flipped back.

A database of films on the sandbox's Notion, a real PostgreSQL, the bot's own poller and mirror.
People write good and silly things into every property they may, trash rows and bring them back,
delete properties and options, and decide the same films in Discord; people's edits also fall
between any two requests of the bot. The bot loses requests and answers, and is killed at any request
or commit. Every writing of the bot is looked at before Notion sees it: what a person wrote there was
done, or is answered in the Error Log. At the end every row shows its film, and nothing more is sent.

One thing is left out: an edit of a property in the very moment in which the bot is writing it.
Notion has no writing that depends on what stands there.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot.notion.errors import NotionAway
from bot.notion.rows import HUMAN
from bot.notion.schema import Name
from bot.sandbox.notion.clock import MovableClock
from bot.sandbox.notion.human_values import CannotDo
from bot.sandbox.notion.notion_server import SandboxNotion
from pipeline import changes, queries, videos
from pipeline.changes import Change
from pipeline.errors import UserError
from pipeline.lifecycle import CANCELLED, DRAFT, HOLD_LABELS, QUEUED, ROW, STEPS, Hold
from pipeline.reviews import Actor
from tests.bot import filming
from tests.bot.notion import desk
from tests.bot.notion.desk import CHANNELS, Desk
from tests.bot.notion.ledger import Ledger, is_id
from tests.bot.notion.mishaps import REQUESTS, Killed, Kind, Mishap, MortalDatabase, Wire
from tests.databases import SpareDatabase

SAM = Actor("Sam", "Discord", id="sam")
LAG_SECONDS = 4.0
ROWS = 3


@dataclass(frozen=True)
class Event:
    """Something that happens.

    Attributes:
        what: The name of a method of `Office`.
        row: Which of the rows.
        value: More about it.
    """

    what: str
    row: int = 0
    value: Any = None


# What people write; a status is named by what it means where the row stands.
STATUSES = ("approve", "approve", "reject", "again", QUEUED, CANCELLED, DRAFT, "Approved", "silly")
VALUES: dict[Name, tuple[Any, ...]] = {
    Name.STATUS: STATUSES,
    Name.TITLE: ("Fox {}", "  Fox  {} ", "", "x" * 101),
    Name.TOPIC: ("foxes {}", "two\nlines {}", None, "x" * 501),
    Name.STORY_DIRECTION: ("gently {}", None),
    Name.PRIORITY: (1, 5, -3, 2.5, 99, None),
    Name.PRIVACY: ("public", "unlisted", "secret", None),
    Name.PUBLISH_AT: ("2027-05-01", "2027-05-01T10:00:30+02:00", "1999-01-01", None),
    Name.MODE: ("final", None),
    Name.CHANNEL: ("history", "Quiet Nature", None),
    Name.REDO: ("all: darker {}", "2: slower {}", "nonsense", "assets 1: older {}", "99"),
    Name.ANSWER: ("yes", "retry", "2: bluer {}", "12.5", "what?"),
    Name.BUDGET: (1, 7.25, -4, None),
}

rows = st.integers(0, ROWS - 1)
edit = st.sampled_from([(name, value) for name, some in VALUES.items() for value in some])
status = st.sampled_from([(Name.STATUS, value) for value in STATUSES])
mishap = st.one_of(
    st.builds(Mishap, st.sampled_from(Kind), st.integers(0, 9)),
    st.builds(Mishap, st.sampled_from(REQUESTS), st.integers(0, 1), st.just(True)),
)
meanwhile = st.tuples(st.integers(0, 7), rows, st.one_of(status, edit))
trouble = st.one_of(st.none(), mishap, mishap, meanwhile)
deeds = st.sampled_from(
    ["approve", "redo", "reject", "title", "title", "cancel", "budget", "retry"]
)

WORK = Event("work")
LOSSES = ("Topic", "Priority", "Progress", "Status")
single = st.one_of(
    st.builds(Event, st.just("edit"), rows, st.one_of(status, edit)),
    st.builds(Event, st.just("poll"), value=trouble),
    st.builds(Event, st.just("show"), rows, trouble),
    st.builds(Event, st.just("discord"), rows, deeds),
    st.builds(Event, st.just("trash"), rows, st.booleans()),
    st.builds(Event, st.just("wait"), value=st.sampled_from([1.0, 10.0, 90.0])),
    st.builds(Event, st.just("lose"), value=st.sampled_from(LOSSES)),
    st.builds(Event, st.just("lose_option")),
)


def scene(
    row: int, deed: str, wish: tuple[Name, Any], is_shown_first: bool, *troubles: Any
) -> list[Event]:
    """A film goes on in one place while somebody edits its row in the other."""
    approve = Event("edit", row, (Name.STATUS, "approve"))
    first, second, third = troubles
    looks = [Event("poll", value=second), Event("show", row, third)]
    return [
        *([approve, Event("poll", value=first)] if deed == "approve" else []),
        Event("discord", row, deed),
        Event("show", row, first),
        WORK,
        Event("edit", row, wish),
        Event("discord", row, "title"),
        *(looks[::-1] if is_shown_first else looks),
    ]


retitled = st.just((Name.TITLE, "Fox {}"))
wishes = st.one_of(status, edit, retitled)
scenes = st.builds(scene, rows, deeds, wishes, st.booleans(), trouble, trouble, trouble)
pieces = st.one_of(st.lists(single, min_size=1, max_size=4), scenes)
days = st.lists(pieces, min_size=2, max_size=5).map(lambda some: [*chain.from_iterable(some)])


@dataclass
class Office:
    """People and the bot around one database."""

    desk: Desk
    wire: Wire
    database: MortalDatabase
    clock: MovableClock
    ledger: Ledger
    rows: list[str] = field(default_factory=list)
    lost: dict[str, Any] = field(default_factory=dict)
    has_lost_option: bool = False
    count: int = 0
    _meanwhile: list[Any] = field(default_factory=list)

    async def open(self) -> None:
        """One row for each of two channels is a film already, one was asked for in Discord."""
        self.wire.watch = self._watch
        for channel in ("nature", "history"):
            self.rows.append(self.desk.plan(Channel=channel, Topic="a fox"))
            await self.edit(len(self.rows) - 1, (Name.STATUS, QUEUED))
        self.clock.advance(60.0)
        await self.desk.look()
        film = await filming.queued(self.desk.tools)
        await self.desk.show_all()
        async with self.database.transaction() as session:
            page = (await queries.mirror(session, film, "notion")).external_id
        assert page is not None
        self.rows.append(page)
        await filming.work(self.database)
        await self.desk.show_all()

    # people in Notion

    async def edit(self, row: int, wish: tuple[Name, Any]) -> None:
        name, page = wish[0], self.rows[row]
        if self.desk.read(page).in_trash or name in self.lost:
            return
        value = self._worded(page, *wish)
        if self.desk.read(page)[name] == value:
            return  # it stands there: that is no edit
        await self.ledger.note(page, name, value)
        try:
            self.desk.robin.edit(page, {name.value: value})
        except CannotDo:
            self.ledger.edits[page].pop()

    def _worded(self, page: str, name: Name, value: Any) -> Any:
        self.count += 1
        if name is Name.STATUS:
            here = self.desk.read(page)[Name.STATUS]
            step = next((one for one in STEPS if here in (one.working, one.ready)), STEPS[0])
            meant = {
                "approve": step.approved or "Approved",
                "reject": HOLD_LABELS[Hold.ATTENTION],
                "again": step.working or QUEUED,
            }
            return meant.get(value, value)
        return value.format(self.count) if isinstance(value, str) else value

    async def trash(self, row: int, is_back: bool) -> None:
        (self.desk.robin.restore if is_back else self.desk.robin.trash)(self.rows[row])

    async def lose(self, _: int, name: str) -> None:
        """A column is deleted; the next time it is made anew, empty."""
        source, robin = self.desk.source, self.desk.robin
        if name in self.lost:
            robin.add_column(source, name, self.lost.pop(name))
        else:
            if self.has_lost_option:
                await self.lose_option(0, None)
            self.lost[name] = _config(self.desk, name)
            robin.delete_column(source, name)
            for one in chain.from_iterable(self.ledger.edits.values()):
                one.is_settled |= one.name == name  # it went with it

    async def lose_option(self, _: int, __: None) -> None:
        source, robin, name = self.desk.source, self.desk.robin, ROW[STEPS[0].step].ready
        if Name.STATUS in self.lost:
            return
        self.ledger.defaults.update({"nothing", DRAFT})
        if self.has_lost_option:
            try:
                robin.add_option(source, Name.STATUS, name)
            except CannotDo:
                return
        else:
            robin.delete_option(source, Name.STATUS, name)
        self.has_lost_option = not self.has_lost_option

    # everybody else

    async def discord(self, row: int, what: str) -> None:
        film = await self.desk.film_of(self.rows[row])
        if film is None:
            return
        self.count += 1
        deeds: dict[str, Callable[[AsyncSession], Awaitable[object]]] = {
            "approve": lambda session: videos.approve(session, film, SAM),
            "reject": lambda session: videos.reject(session, film, SAM),
            "retry": lambda session: videos.retry(session, film, SAM),
            "cancel": lambda session: videos.cancel(session, film, SAM),
            "budget": lambda session: videos.set_budget(session, film, SAM, Decimal(self.count)),
            "title": lambda session: changes.change(
                session, film, SAM, Change(title=f"Fox of Sam {self.count}")
            ),
            "redo": lambda session: _redo(session, film),
        }
        try:
            async with self.database.transaction() as session:
                await deeds[what](session)
        except UserError:
            pass  # not possible now, as Sam is told
        await self.ledger.look()

    async def work(self, _: int, __: None) -> None:
        await filming.work(self.database)
        await self.ledger.look()

    async def wait(self, _: int, seconds: float) -> None:
        self.clock.advance(seconds)

    # the bot

    async def poll(self, _: int, trouble: Any) -> None:
        await self._with(trouble, lambda: self.desk.poller.poll(self.desk.source, list(CHANNELS)))

    async def show(self, row: int, trouble: Any) -> None:
        film = await self.desk.film_of(self.rows[row])
        if film is not None:
            await self._with(trouble, lambda: self.desk.mirror.show(film))

    async def _with(self, trouble: Any, run: Any) -> None:
        if isinstance(trouble, Mishap):
            mishap = replace(trouble)
            self.wire.mishap = self.database.mishap = mishap
        elif trouble is not None:
            self._meanwhile = [trouble]
        try:
            await run()
        except NotionAway:
            pass
        except Killed:
            self.desk.restart(schema_seconds=0.0)
        self.wire.mishap = self.database.mishap = None
        self._meanwhile = []
        await self.ledger.look()

    async def _watch(self, request: httpx.Request) -> None:
        """People write between any two requests, only not into what is being written."""
        if self._meanwhile:
            (after, row, wish), *_ = self._meanwhile
            self._meanwhile = [(after - 1, row, wish)] if after else []
            if not after and not _is_written(request, self.rows[row], wish[0]):
                await self.edit(row, wish)
        await self.ledger.watch(request)

    # the end

    async def end(self) -> None:
        """All is put back; the bot catches up, and then every row shows its film."""
        for name in sorted(self.lost):
            await self.lose(0, name)
        if self.has_lost_option:
            await self.lose_option(0, None)
        for page in self.rows:
            if self.desk.read(page).in_trash:
                self.desk.robin.restore(page)
        self.clock.advance(LAG_SECONDS + 1)
        for _ in range(8):
            before = self.ledger.patches
            await self.desk.look()
            await self.ledger.look()
            self.clock.advance(LAG_SECONDS + 1)
            if self.ledger.patches == before:
                break
        else:
            raise AssertionError("rows are written again and again")
        for page in self.rows:
            await self._check_row(page)
        await self.ledger.check_end()

    async def _check_row(self, page: str) -> None:
        film = await self.desk.film_of(page)
        if film is None:
            assert self.desk.read(page)[Name.STATUS] != QUEUED
            return
        assert await self.desk.shortcomings(film) == {}


async def _redo(session: AsyncSession, film: uuid.UUID) -> None:
    """All of the step it is at once more."""
    step = (await queries.video(session, film)).state.step
    await videos.redo(session, film, SAM, [videos.Redo(step, ())])


def _config(desk: Desk, name: str) -> dict[str, Any]:
    """A column, to be made anew."""
    column = desk.sandbox.workspace.data_sources[desk.source].find(name)
    assert column is not None
    options = [{"name": option.name} for option in column.options]
    return {column.type: {"options": options} if options else {}}


def _is_written(request: httpx.Request, page: str, name: Name) -> bool:
    """Whether a request writes this property of this row."""
    path = urlsplit(str(request.url)).path.rpartition("/")[2]
    if request.method != "PATCH" or not is_id(path) or path != page:
        return False
    return name.value in json.loads(request.content)["properties"]


@asynccontextmanager
async def opened(spare: SpareDatabase, scripts: Path, status_as: str) -> AsyncIterator[Office]:
    clock, wire = MovableClock(), Wire()
    database = MortalDatabase(await spare.as_new())
    with tempfile.TemporaryDirectory() as folder:
        async with SandboxNotion(rate_limit=None, clock=clock) as sandbox:
            opening = desk.opened(
                database, Path(folder), scripts, sandbox, transport=wire, status_as=status_as
            )
            async with opening as made:
                made.restart(schema_seconds=0.0)
                office = Office(made, wire, database, clock, Ledger(made, database))
                try:
                    await office.open()
                    sandbox.workspace.lag_seconds = LAG_SECONDS
                    yield office
                finally:
                    await database.close()
            assert sandbox.recording.violations == []


@settings(
    max_examples=12,
    phases=[Phase.generate],  # a day is not long: making it shorter takes longer than reading it
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(day=days, status_as=st.sampled_from(["status", "select"]))
async def test_no_edit_is_lost_and_none_flipped_back(
    spare_database: SpareDatabase, preview_scripts: Path, day: list[Event], status_as: str
) -> None:
    async with opened(spare_database, preview_scripts, status_as) as office:
        for event in day:
            await getattr(office, event.what)(event.row, event.value)
        await office.end()


assert set(HUMAN) == set(VALUES)
