"""A film's row as the live card its thread hangs from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.holds import SENTENCE_MAX, hold_sentences
from bot.permissions import everybody_may
from bot.posts import TITLE_MAX, Card, Field
from bot.publishing import capitalised, seen
from bot.setbacks import advice, setback_lines
from bot.wording import (
    NOTHING,
    ago,
    duration,
    escaped,
    escaped_line,
    lines_within,
    money,
    one_line,
    place,
    shortened,
)
from pipeline.lifecycle import Hold, Phase, Step
from pipeline.views import Money, Progress, VideoView

PLACE_MAX = 500
NAME_MAX = 60
ROLES_SHOWN = 5
BAR_WIDTH = 10
COST = "Cost"  # the field's name

GREY, BLUE, YELLOW, RED, GREEN = 0x747F8D, 0x5865F2, 0xFEE75C, 0xED4245, 0x57F287

STEP_NAMES = {
    Step.STORYBOARD: "storyboard",
    Step.ASSETS: "pictures",
    Step.COMPOSITES: "composites",
    Step.VIDEO: "clips",
    Step.NARRATION: "narration",
    Step.SFX: "sounds",
    Step.ASSEMBLY: "film",
    Step.REVIEW: "final review",
    Step.UPLOAD: "publishing",
}
_BAR_NAME_WIDTH = max(map(len, STEP_NAMES.values()))


def film_name(number: int, title: str, most: int) -> str:
    """`#12 Title`, as threads are named; at most so many units."""
    return shortened(f"#{number} {one_line(title)}", most)


def card_reference(view: VideoView) -> str:
    """What names the card among the messages of its channel.

    A number is not enough: with a new database they begin again, in the same channel.
    """
    return f"#{view.number} · {view.id.hex[:8]}"


def video_card(
    view: VideoView,
    *,
    reviewers: Sequence[str] = (),
    thread_id: int | None = None,
    cost: Money | None = None,
) -> Card:
    """The live card.

    Args:
        reviewers: Names or ids of the roles that may decide; none means everybody.
        thread_id: Told where the thread does not hang from the card itself.
        cost: What the film has cost and will; left out, only what it has.
    """
    texts = [f"**{sign_of(view)} {view.label}**", *_sentences(view, reviewers)]
    if cost is not None and waits_for_start(view, cost):
        texts.append(stopped(cost))
    if thread_id is not None:
        texts.append(f"Its thread: <#{thread_id}>")
    return Card(
        title=escaped_line(f"#{view.number} · {view.title}", TITLE_MAX),
        description="\n".join([*texts, _bars(view.progress)]).strip(),
        fields=tuple(_fields(view, cost)),
        colour=_colour(view),
    )


def sign_of(view: VideoView) -> str:
    """One emoji for where a film stands."""
    if view.hold is not None and not view.state.is_final:
        return "✋" if view.hold is Hold.ATTENTION else "⏸️"
    if view.state.phase is Phase.CANCELLED:
        return "🚫"
    if view.state.is_final:
        return "✅"
    if view.state.phase is Phase.FAILED:
        return "❌"
    if view.state.is_open_gate:
        return "👀"
    return "🕓" if view.state.phase is Phase.WAITING else "⏳"


def _sentences(view: VideoView, reviewers: Sequence[str]) -> Iterator[str]:
    """What stops the film, what it waits for, and who can help."""
    held = hold_sentences(view)
    if setbacks := setback_lines(view):
        yield setbacks
    elif view.state.phase is Phase.FAILED and not held:
        yield escaped(view.error or "It failed and did not say why; the log does.", SENTENCE_MAX)
    if way := advice(view):
        yield way
    if held:
        yield held
    if view.waiting is not None:
        what = STEP_NAMES[view.waiting.gate]
        who = deciders(reviewers)
        yield f"Waits since {ago(view.waiting.since)} for a decision about the {what}: {who}."


def deciders(reviewers: Sequence[str]) -> str:
    """Who may decide, as half a sentence."""
    if everybody_may(reviewers):
        return "everybody here may decide"
    shown = [_role(role) for role in reviewers[:ROLES_SHOWN]]
    more = len(reviewers) - len(shown)
    return f"{', '.join(shown)}{f' and {more} more' if more else ''} may decide"


def _role(role: str) -> str:
    """A role's id as a mention, which pings nobody; its name as it is."""
    is_id = role.isascii() and role.isdecimal() and 15 <= len(role) <= 20
    return f"<@&{role}>" if is_id else f"**{escaped_line(role.removeprefix('@'), NAME_MAX)}**"


def _bars(progress: Sequence[Progress]) -> str:
    if not progress:
        return ""
    lines = [_bar(row) for row in progress]
    return "```\n" + lines_within(lines, 1000) + "\n```"


def _bar(row: Progress) -> str:
    """`⏳ clips        ████░░░░░░ 7/18`"""
    filled = BAR_WIDTH * row.done // row.total if row.total else 0
    amount = f"{row.done}/{row.total}" if row.total else NOTHING
    if row.share is not None:
        amount += f" {row.share:.0%}"
    name = STEP_NAMES[row.step].ljust(_BAR_NAME_WIDTH)
    return f"{_bar_sign(row)} {name} {'█' * filled}{'░' * (BAR_WIDTH - filled)} {amount}"


def _bar_sign(row: Progress) -> str:
    if row.total and row.done >= row.total:
        return "✅"
    if row.failed:
        return "❌"
    return "⏳" if row.working else "▫️"


def waits_for_start(view: VideoView, cost: Money) -> bool:
    """Whether what was stopped for all films is something that this one needs."""
    return cost.is_stopped and not view.state.is_final and cost.to_come > 0


def stopped(cost: Money) -> str:
    """That nothing paid is sent, as a sentence."""
    who = escaped_line(cost.stopped_by, NAME_MAX) or "Somebody"
    return f"⏸️ {who} has stopped everything that costs money; `/start` lets it go on."


def cost_line(view: VideoView, cost: Money | None) -> str:
    """`$0.41 · ≈ $4.02 to come · cap $25.00`; empty for a film that costs nothing."""
    if cost is None:
        return money(view.spent_usd) if view.spent_usd else ""
    ahead = Decimal(0) if view.state.is_final else cost.to_come + cost.reserved
    if not (cost.spent or ahead or cost.unpriced):
        return ""
    parts = [money(cost.spent)]
    if view.state.is_final:
        return parts[0]
    if cost.unpriced:
        parts.append("what is to come is not known")
    elif ahead:
        parts.append(f"≈ {money(ahead)} to come")
    return " · ".join([*parts, f"cap {money(cost.cap)}"])


def _fields(view: VideoView, cost: Money | None) -> Iterator[Field]:
    yield Field("Channel", escaped_line(view.channel_name, NAME_MAX) or NOTHING)
    yield Field("Mode", escaped_line(view.mode, NAME_MAX) or NOTHING)
    if view.draft is not None:
        yield Field("Made from", f"draft #{view.draft}")
    if view.finals:
        yield Field("Final", ", ".join(f"#{number}" for number in view.finals))
    yield Field("Started", ago(view.created_at))
    if view.ended_at is not None:
        yield Field("Took", duration(view.ended_at - view.created_at))
    elif view.remaining is not None:
        yield Field("Work left", f"about {duration(view.remaining)}")
    if line := cost_line(view, cost):
        yield Field(COST, line)
    if view.priority:
        yield Field("Priority", str(view.priority))
    if shown := seen(view):
        yield Field("Seen", capitalised(shown), is_inline=False)
    if view.place:
        yield Field("Published", place(view.place, PLACE_MAX), is_inline=False)


def _colour(view: VideoView) -> int:
    if view.state.phase is Phase.CANCELLED:
        return GREY
    if view.state.is_final:
        return GREEN
    if view.state.phase is Phase.FAILED:
        return RED
    if view.hold is not None or view.state.is_open_gate:
        return YELLOW
    return GREY if view.state.phase is Phase.WAITING else BLUE
