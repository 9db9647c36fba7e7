"""Many films, or one in detail, as what commands answer. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.cards import COST, NAME_MAX, STEP_NAMES, sign_of, video_card
from bot.money import cost_fields
from bot.posts import DESCRIPTION_MAX, EMBEDS_MAX, FIELD_VALUE_MAX, TITLE_MAX, Card, Field
from bot.wording import (
    NOTHING,
    ago,
    counted,
    duration,
    escaped,
    escaped_line,
    lines_within,
    money,
    or_nothing,
    size,
    with_commands,
)
from pipeline.errors import NotFound
from pipeline.lifecycle import Step
from pipeline.storyboard import Shot
from pipeline.views import InboxItem, Money, TakeView, VideoView

SHOT_STEPS = (Step.COMPOSITES, Step.VIDEO, Step.NARRATION, Step.SFX)
TAKES_SHOWN = 4
WHY_MAX = 200
SHOT_TEXT_MAX = 700  # each: four of them and the takes stay far below an embed's total

SPARE = 150  # of a message's texts: the names of the two fields, and a footer
LEAST_TEXT = 40

Threads = Mapping[uuid.UUID, int]


def video_list(videos: Sequence[VideoView], threads: Threads | None = None) -> Card:
    """The answer to `/video list`.

    Args:
        threads: The Discord threads of films, by film, where there are any.
    """
    lines = [_row(view, threads or {}) for view in videos]
    text = lines_within(lines, DESCRIPTION_MAX) or "No films. `/video queue` starts one."
    return Card(title="Films", description=text)


def _row(view: VideoView, threads: Threads) -> str:
    status = f"{sign_of(view)} **#{view.number}** {escaped_line(view.title, NAME_MAX)}"
    place = _thread(view, threads)
    return f"{status} · {view.label} · {escaped_line(view.channel_name, NAME_MAX)}{place}"


def inbox(items: Sequence[InboxItem], threads: Threads | None = None) -> Card:
    """The answer to `/inbox`: what waits for a person, oldest first as given."""
    lines = [_inbox_row(item, threads or {}) for item in items]
    text = lines_within(lines, DESCRIPTION_MAX) or "Nothing waits for you."
    return Card(title=f"Inbox · {counted(len(items), 'film')}", description=text)


def _inbox_row(item: InboxItem, threads: Threads) -> str:
    view = item.video
    waits = f"since {ago(item.since)}{_thread(view, threads)}"
    return f"{_row(view, {})}\n└ {with_commands(escaped_line(item.why, WHY_MAX))} · {waits}"


def _thread(view: VideoView, threads: Threads) -> str:
    return f" · <#{threads[view.id]}>" if view.id in threads else ""


def video_details(
    view: VideoView,
    *,
    reviewers: Sequence[str] = (),
    thread_id: int | None = None,
    cost: Money | None = None,
) -> Card:
    """The answer to `/video show`: the live card, its money in full, and the texts it came from."""
    card = video_card(view, reviewers=reviewers, thread_id=thread_id, cost=cost)
    if cost is not None:
        others = tuple(field for field in card.fields if field.name != COST)
        card = replace(card, fields=others + cost_fields(view, cost))
    texts = {"Topic": view.topic, "Story direction": view.story_direction}
    asked = {name: text for name, text in texts.items() if text.strip()}
    room = min(
        FIELD_VALUE_MAX, max(0, EMBEDS_MAX - SPARE - sum(map(size, card.texts))) // len(texts)
    )
    if room < LEAST_TEXT:  # what happens now is more than what was asked for
        return card
    fields = (
        Field(name, or_nothing(escaped(text, room)), is_inline=False)
        for name, text in asked.items()
    )
    return replace(card, fields=(*card.fields, *fields))


def shot_details(view: VideoView, number: int, takes: Sequence[TakeView]) -> Card:
    """The answer to `/video show` with `shot`: its prompts, takes and cost.

    Args:
        takes: Those of the shot's units, newest first within each step of `SHOT_STEPS`.

    Raises:
        NotFound: The film has no such shot.
    """
    shot = _shot(view, number)
    spent = sum((take.cost_usd or Decimal(0) for take in takes), Decimal(0))
    return Card(
        title=escaped_line(f"#{view.number} · {view.title} · shot {number}", TITLE_MAX),
        description=(
            f"{round(shot.seconds, 1):g} s · {_pictured(shot)} · {money(spent)}\n"
            f"`/video edit film:{view.number} shot:{number}` changes it."
        ),
        fields=(*_prompts(shot), *_takes(takes)),
    )


def _shot(view: VideoView, number: int) -> Shot:
    shots = view.storyboard.shots if view.storyboard else []
    if not shots:
        raise NotFound(f"Film #{view.number} has no shots yet: it is “{view.label}”.")
    if not 1 <= number <= len(shots):
        there = f"1 to {len(shots)}" if len(shots) > 1 else "1 only"
        raise NotFound(f"Film #{view.number} has no shot {number}: there are shots {there}.")
    return shots[number - 1]


def _pictured(shot: Shot) -> str:
    panels = [" in ".join(filter(None, [panel.character, panel.place])) for panel in shot.panels]
    return " | ".join(escaped_line(panel, 2 * NAME_MAX) for panel in panels) or NOTHING


def _prompts(shot: Shot) -> Iterator[Field]:
    texts = {
        "Action": shot.action,
        "Motion": shot.motion,
        "Narration": shot.narration,
        "Sound": shot.sound,
    }
    for name, text in texts.items():
        yield Field(name, or_nothing(escaped(text, SHOT_TEXT_MAX)), is_inline=False)


def _takes(takes: Sequence[TakeView]) -> Iterator[Field]:
    for step in SHOT_STEPS:
        mine = [take for take in takes if take.step is step]
        lines = [_take(take) for take in mine[:TAKES_SHOWN]]
        if len(mine) > TAKES_SHOWN:
            lines.append(f"… and {len(mine) - TAKES_SHOWN} older")
        shown = or_nothing("\n".join(lines))
        yield Field(STEP_NAMES[step].capitalize(), shown, is_inline=False)


def _take(take: TakeView) -> str:
    """`take 2 · done · local · 5 s · $0.00 · “darker”`"""
    parts = [f"take {take.take}", take.state, escaped_line(take.provider, 20)]
    if take.seconds is not None:
        parts.append(duration(take.seconds))
    parts.append(money(take.cost_usd or Decimal(0)))
    if take.note:
        parts.append(f"“{escaped_line(take.note, 60)}”")
    if take.error:
        parts.append(escaped_line(take.error, 60))
    return " · ".join(parts)
