"""The one path of every decision in Discord: reactions, replies and commands end here."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot import approving, redoing
from bot.outcomes import CostlyRedo, Outcome
from bot.permissions import Person, may_decide, refusal
from bot.redoing import Check
from bot.signals import EXAMPLE, Signal, parse_redo, whole_of
from bot.tools import Tools
from bot.wording import money, one_line
from pipeline import queries, queries_bot, queries_money, videos
from pipeline.errors import InvalidInput, NotAllowed
from pipeline.lifecycle import Phase, Step
from pipeline.queries_bot import FilmName
from pipeline.reviews import Actor
from pipeline.videos import MAX_NOTE, Redo
from pipeline.views import InboxItem

VIA = "Discord"
ASK_WHAT_TO_CHANGE = (
    f"What shall change? Reply to this message, for example {EXAMPLE}; "
    f"{Signal.APPROVE} or `/video approve` lets it go on as it is."
)


@dataclass(frozen=True)
class Decision:
    """What a person decided.

    Attributes:
        wishes: What a redo makes again; none means all that is shown at the gate.
        note: Why it was rejected.
    """

    signal: Signal
    wishes: tuple[Redo, ...] = ()
    note: str = ""


def actor_of(person: Person) -> Actor:
    """The person as the audit log keeps them."""
    return Actor(person.name, VIA, id=person.id)


async def decide(
    tools: Tools,
    person: Person,
    video_id: uuid.UUID,
    decision: Decision,
    *,
    review_id: uuid.UUID | None = None,
) -> Outcome:
    """Carry out a decision, or ask first where it costs money that nobody has agreed to.

    Args:
        review_id: What the person saw; left out, whatever is asked now is meant.

    Raises:
        UserError: With a sentence that says why not.
    """
    film = await film_to_decide(tools, person, video_id)
    match decision.signal:
        case Signal.APPROVE:
            return await approving.approve(tools, actor_of(person), video_id, review_id)
        case Signal.REJECT:
            return await _reject(tools, person, video_id, review_id, decision.note)
        case Signal.REDO:
            wishes = decision.wishes or (whole_of(await _step_shown(tools, film, review_id)),)
            return await redoing.redo(tools, actor_of(person), film, wishes, review_id)


async def take_note(
    tools: Tools,
    person: Person,
    video_id: uuid.UUID,
    text: str,
    *,
    review_id: uuid.UUID | None = None,
) -> Outcome | None:
    """Make again what a reply or `/video redo` names; None where the text is not a redo note."""
    gate = await _gate_of(tools, video_id, review_id)
    wishes = parse_redo(text, gate) if gate else None
    if wishes is None:
        return None
    decision = Decision(Signal.REDO, tuple(wishes))
    return await decide(tools, person, video_id, decision, review_id=review_id)


async def redo_agreed(
    tools: Tools, person: Person, asked: CostlyRedo, *, also: Check | None = None
) -> Outcome:
    """Start a redo whose price a person agreed to; asked anew where more would cost by now."""
    film = await film_to_decide(tools, person, asked.video_id)
    return await redoing.redo(
        tools,
        actor_of(person),
        film,
        asked.wishes,
        asked.review_id,
        agreed=asked.agreed,
        also=also,
    )


async def was_theirs(tools: Tools, person: Person, review_id: uuid.UUID, signal: Signal) -> bool:
    """Whether a decision that comes too late is the person's own, come a second time."""
    async with tools.database.transaction() as session:
        review = await queries.review(session, review_id)
    return review.decided_by_id == person.id and review.decision == _DECIDED[signal]


async def retry(tools: Tools, person: Person, video_id: uuid.UUID) -> str:
    """Go on from where a film failed, or try now what it waits for."""
    film = await film_to_decide(tools, person, video_id)
    async with tools.database.transaction() as session:
        video = await videos.retry(session, video_id, actor_of(person))
    if film.hold is None:
        return f"Film #{video.number} goes on from where it failed."
    return f"Film #{video.number} was “{film.label}”: it is tried again now."


async def set_budget(tools: Tools, person: Person, video_id: uuid.UUID, usd: float) -> str:
    """Set what a film may cost."""
    film = await film_to_decide(tools, person, video_id)
    limits = tools.limits()
    async with tools.database.transaction() as session:
        video = await videos.set_budget(session, video_id, actor_of(person), Decimal(str(usd)))
        cost = await queries_money.money_of(session, video_id, limits)
    goes_on = " It goes on." if film.hold is not None and video.hold is None else ""
    return (
        f"Film #{video.number} may cost {money(cost.cap)}; {money(max(cost.left, Decimal(0)))} of "
        f"it is left.{goes_on}"
    )


async def cancel(tools: Tools, person: Person, video_id: uuid.UUID) -> str:
    """End a film."""
    await film_to_decide(tools, person, video_id)
    async with tools.database.transaction() as session:
        video = await videos.cancel(session, video_id, actor_of(person))
        return f"Film #{video.number} is cancelled; what is made of it stays."


async def reviewer_roles(tools: Tools, video_id: uuid.UUID, channel: str) -> list[str]:
    """Who may decide about a film: as its channel's YAML says now, or said when it was queued."""
    known = await asyncio.to_thread(tools.channels)
    if channel in known.configs:
        return known.configs[channel].reviewer_roles
    async with tools.database.transaction() as session:
        return (await queries_bot.frozen_config(session, video_id)).reviewer_roles


async def inbox_of(tools: Tools, person: Person, items: Iterable[InboxItem]) -> list[InboxItem]:
    """What of it the person may decide about."""
    known = await asyncio.to_thread(tools.channels)
    return [
        item
        for item in items
        if may_decide(
            person, known.configs.get(item.video.channel, item.video.config).reviewer_roles
        )
    ]


async def film_to_decide(tools: Tools, person: Person, video_id: uuid.UUID) -> FilmName:
    """The film, for somebody who may decide about it.

    Raises:
        NotFound: There is no such film.
        NotAllowed: They may not; the text names the role it takes.
    """
    async with tools.database.transaction() as session:
        film = await queries_bot.film_name(session, video_id)
    roles = await reviewer_roles(tools, video_id, film.channel)
    if not may_decide(person, roles):
        raise NotAllowed(refusal(person, roles))
    return film


async def _step_shown(tools: Tools, film: FilmName, review_id: uuid.UUID | None) -> Step:
    """What the person looked at: a review's gate, else the step where the film stands."""
    if review_id is None:
        return film.state.step
    async with tools.database.transaction() as session:
        return (await queries.review(session, review_id)).gate


async def _gate_of(tools: Tools, video_id: uuid.UUID, review_id: uuid.UUID | None) -> Step | None:
    """The step a note is about.

    None while the storyboard is made: any sentence would be a note, and nothing is asked yet.
    """
    async with tools.database.transaction() as session:
        film = await queries_bot.film_name(session, video_id)
    step, phase = await _step_shown(tools, film, review_id), film.state.phase
    is_in_work = step is Step.STORYBOARD and phase not in (Phase.READY, Phase.FAILED)
    return None if review_id is None and is_in_work else step


async def _reject(
    tools: Tools, person: Person, video_id: uuid.UUID, review_id: uuid.UUID | None, note: str
) -> Outcome:
    note = one_line(note)
    if len(note) > MAX_NOTE:
        raise InvalidInput(f"The note has {len(note):,} characters; at most {MAX_NOTE} fit.")
    async with tools.database.transaction() as session:
        actor = actor_of(person)
        video = await videos.reject(session, video_id, actor, review_id=review_id, note=note)
        text = f"{person.name} rejected this: film #{video.number} waits. {ASK_WHAT_TO_CHANGE}"
    return Outcome(text)


_DECIDED = {Signal.APPROVE: "approved", Signal.REJECT: "rejected", Signal.REDO: "redone"}
