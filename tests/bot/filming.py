"""Films that stand at a gate without a script having run, and previews posted by hand."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

import discord

from bot.client import SlateClient
from bot.shown import Shown, ShownPreview
from bot.signals import Signal
from bot.tools import Tools
from pipeline import claim, mirrors, queries, requests, takes, videos
from pipeline.database import Database
from pipeline.lifecycle import WORKED, Step
from pipeline.limits import DEFAULTS, Limits
from pipeline.requests import Request
from pipeline.reviews import Actor
from pipeline.storyboard import Storyboard, validate
from pipeline.takes import Finished
from pipeline.views import ReviewView

SETUP = Actor("Setup", "test")
LEASE = timedelta(seconds=30)


def board(shots: int = 3, title: str = "Fox") -> Storyboard:
    """A small storyboard."""
    return validate(
        {
            "title": title,
            "assets": [{"name": "meadow", "kind": "place", "prompt": "a meadow"}],
            "shots": [{"place": "meadow", "motion": f"pan {n}"} for n in range(1, shots + 1)],
        }
    )


async def queued(
    tools: Tools,
    *,
    channel: str = "nature",
    title: str = "Fox",
    mode: str = "draft",
    given: Storyboard | None = None,
) -> uuid.UUID:
    """A film that has just been asked for."""
    key = f"test:{uuid.uuid4()}"
    wish = Request(key=key, channel=channel, title=title, mode=mode, storyboard=given or board())
    config = tools.channel(channel)
    async with tools.database.transaction() as session:
        return (await requests.request(session, wish, config, SETUP)).id


async def work(database: Database, limits: Limits = DEFAULTS) -> None:
    """Finish every take that can be made, as a worker would, until people are waited for.

    Args:
        limits: With the prices of what is paid for.
    """
    for step in WORKED:  # what a step needs is made in the steps before it
        await _make(database, step, limits)


async def make(tools: Tools, step: Step) -> None:
    """Finish every take of one step that can be made."""
    await _make(tools.database, step, tools.limits())


async def _make(database: Database, step: Step, limits: Limits) -> None:
    for is_paid in (False, True):
        while await _finish_one(database, step, limits, is_paid):
            pass


async def _finish_one(database: Database, step: Step, limits: Limits, is_paid: bool) -> bool:
    async with database.transaction() as session:
        claimed = await claim.claim_next(session, step, limit=100, lease=LEASE, is_paid=is_paid)
        started = await takes.start(session, claimed, limits) if claimed else None
        if claimed is None or started is None:
            return False
        name = f"{step}/{started.unit.number}-{started.take}"
        is_board = (step, started.unit.number) == (Step.STORYBOARD, 1)
        shots = (started.film.plan.given or board()) if is_board else None
        place = "here" if started.unit.call.folder_of else None
        digest = sha256(name.encode()).hexdigest()
        done = Finished(name, digest, {}, storyboard=shots, place=place)
        return await takes.finish(session, claimed, done)


async def at_gate(
    tools: Tools,
    gate: Step,
    *,
    channel: str = "nature",
    mode: str = "draft",
    given: Storyboard | None = None,
) -> uuid.UUID:
    """A film that waits at this gate."""
    video_id = await queued(tools, channel=channel, mode=mode, given=given)
    while True:
        await work(tools.database, tools.limits())
        asked = await newest_question(tools, video_id)
        if asked.gate is gate:
            return video_id
        await approve(tools, video_id)


async def approve(tools: Tools, video_id: uuid.UUID) -> None:
    """Let a film go on past its gate."""
    async with tools.database.transaction() as session:
        await videos.approve(session, video_id, SETUP)


async def newest_question(tools: Tools, video_id: uuid.UUID) -> ReviewView:
    """What was asked last about a film."""
    async with tools.database.transaction() as session:
        return (await queries.reviews(session, video_id))[-1]


async def label_of(tools: Tools, video_id: uuid.UUID) -> str:
    """The status people read."""
    async with tools.database.transaction() as session:
        return (await queries.video(session, video_id)).label


async def rounds_of(tools: Tools, video_id: uuid.UUID, step: Step) -> list[tuple[int, str]]:
    """Number and note of the takes of a step that are wanted and not made yet."""
    async with tools.database.transaction() as session:
        numbers = {step: range(1, 61)}
        found = await queries.takes(session, video_id, numbers=dict(numbers))
    return sorted((take.number, take.note) for take in found if take.state == "planned")


@dataclass(frozen=True)
class Place:
    """Where a film is shown."""

    thread_id: int
    card_id: int
    preview_id: int


async def show(client: SlateClient, tools: Tools, video_id: uuid.UUID) -> Place:
    """Post card, thread and the newest question's preview; another call posts the next preview."""
    async with tools.database.transaction() as session:
        shown = Shown.of(await queries.mirror(session, video_id, queries.DISCORD))
    if shown.thread_id is None:
        channel = client.guilds[0].text_channels[0]
        card = await channel.send("the card")
        thread = await card.create_thread(name="the film")
        shown = replace(shown, channel_id=channel.id, card_id=card.id, thread_id=thread.id)
    assert shown.thread_id is not None and shown.card_id is not None
    asked = await newest_question(tools, video_id)
    found = client.get_channel(shown.thread_id)
    assert isinstance(found, discord.Thread)
    preview = await found.send(f"the preview of {asked.gate}")
    for signal in Signal:
        await preview.add_reaction(signal)
    shown.previews[asked.id] = ShownPreview(asked.gate, [preview.id], is_complete=True)
    async with tools.database.transaction() as session:
        await mirrors.remember(session, queries.DISCORD, shown.mirror())
    return Place(shown.thread_id, shown.card_id, preview.id)
