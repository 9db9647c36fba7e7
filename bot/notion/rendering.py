"""What a row should say of its film. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.cards import STEP_NAMES
from bot.notion.rows import Plain, to_the_minute
from bot.notion.schema import Name
from bot.notion.texts import fitting
from bot.wording import duration
from pipeline.lifecycle import HOLD_LABELS, ROW, Hold, Phase
from pipeline.utils.texts import readable
from pipeline.views import Money, Setback, VideoView


@dataclass(frozen=True)
class Scenery:
    """What a row shows beside the film's own row.

    Attributes:
        cost: Of a film that costs.
        said: What became of a person's last edit, where it was not just taken.
        asks: The question about a redo that waits for a yes.
        missing: What of the preview is not in the row.
        thread: The address of the film's thread in Discord.
        meant: The channel as this row names it; its key or its name.
    """

    cost: Money | None = None
    said: str = ""
    asks: str = ""
    missing: str = ""
    thread: str | None = None
    meant: str | None = None


def desired(view: VideoView, scenery: Scenery) -> dict[Name, Plain]:
    """The values a row should have; properties that are not named stay as they are.

    Redo and Answer are emptied: what stood there was taken, or is answered in the Error Log.
    """
    spent = scenery.cost.spent if scenery.cost else view.spent_usd
    return {
        Name.TITLE: view.title,
        Name.CHANNEL: scenery.meant or view.channel,
        Name.TOPIC: _text(view.topic),
        Name.STORY_DIRECTION: _text(view.story_direction),
        Name.STATUS: view.label,
        Name.PRIORITY: _number(view.priority),
        Name.MODE: view.mode,
        Name.PUBLISH_AT: to_the_minute(view.publish_at) if view.publish_at else None,
        Name.PRIVACY: view.privacy,
        Name.REDO: None,
        Name.ANSWER: None,
        Name.BUDGET: _number(view.budget_usd),
        Name.ERROR_LOG: _text(error_log(view, scenery)),
        Name.PROGRESS: _text(progress(view)),
        Name.COST: _number(spent.quantize(Decimal("0.01"))) if spent else None,
        Name.NUMBER: _number(view.number),
        Name.YOUTUBE_URL: view.place if view.place and view.place.startswith("https:") else None,
        Name.DISCORD_THREAD: scenery.thread,
    }


def differing(wanted: Mapping[Name, Plain], there: Mapping[str, Plain]) -> dict[Name, Plain]:
    """What of it is to be written: a property that the row lacks is left alone."""
    return {
        name: value
        for name, value in wanted.items()
        if name.value in there and _told(name, there[name.value]) != _told(name, value)
    }


def _told(name: Name, value: Plain) -> Plain:
    """What a value tells: a text that a person wrote keeps its spaces, links and mentions."""
    if value and name in (Name.TITLE, Name.TOPIC, Name.STORY_DIRECTION):
        return " ".join(readable(value).split())
    if name is Name.PRIORITY:
        return value or "0"
    return value


def error_log(view: VideoView, scenery: Scenery) -> str:
    """What became of a person's edit, what is asked, and what stops the film."""
    return "\n".join(
        filter(None, [scenery.said, scenery.asks, problems(view, scenery), scenery.missing])
    )


def problems(view: VideoView, scenery: Scenery) -> str:
    """What stops the film, and what a person can do about it in the row."""
    if view.state.is_final:
        return ""
    lines = [*map(_setback, view.setbacks)]
    if view.hold is not None and view.hold_reason:
        lines.append(view.hold_reason)
        lines.append(_answer(view.hold))
    elif view.state.phase is Phase.FAILED:
        lines += [] if lines else [view.error or ""]
        lines.append("Write into Redo what to change, or set Status to “Queued”: it tries again.")
    if scenery.cost is not None and scenery.cost.is_stopped and scenery.cost.to_come > 0:
        lines.append(f"{scenery.cost.stopped_by} has stopped everything that costs money.")
    return "\n".join(filter(None, lines))


def _setback(one: Setback) -> str:
    again = f" Next try at {one.next_try:%H:%M} UTC." if one.next_try else ""
    return f"{one.step.value} {one.number} ({one.name}): {one.message.rstrip('.')}.{again}"


def _answer(hold: Hold) -> str:
    if hold is Hold.ATTENTION:
        return "Answer here: “retry” into Answer, what to change into Redo, or more into Budget."
    return "It goes on by itself; “retry” in Answer tries it now."


def progress(view: VideoView) -> str:
    """`clips 7 of 18 · about 3 min of work left`, or what is waited for."""
    if view.state.is_final:
        return f"Published: {view.place}" if view.place else view.label
    parts = []
    if view.waiting is not None:
        row = ROW[view.waiting.gate]
        parts.append(
            f"Look at the {STEP_NAMES[view.waiting.gate]}: set Status to “{row.approved}”, or to "
            f"“{HOLD_LABELS[Hold.ATTENTION]}” to reject; Redo says what to make again."
        )
    working = next((one for one in view.progress if one.step is view.state.step), None)
    if working is not None and working.total and not parts:
        share = f", {working.share:.0%} of the next" if working.share is not None else ""
        parts.append(f"{STEP_NAMES[working.step]} {working.done} of {working.total}{share}")
    if view.remaining is not None and view.remaining.total_seconds() > 0:
        parts.append(f"about {duration(view.remaining)} of work left")
    return " · ".join(parts)


def _text(text: str) -> Plain:
    return fitting(text).strip() or None


def _number(number: Decimal | int | None) -> Plain:
    return None if number is None else f"{Decimal(number).normalize():f}"
