"""What a film waits for, in the words of the pipeline, with until when. Pure."""

from __future__ import annotations

from bot.wording import ago, escaped, with_commands
from pipeline.lifecycle import Hold
from pipeline.views import VideoView

SENTENCE_MAX = 700


def hold_sentences(view: VideoView) -> str:
    """What happened, what it costs, until when it waits and what answers it; empty if nothing does."""
    if view.hold is None or not view.hold_reason or view.state.is_final:
        return ""
    reason = with_commands(escaped(view.hold_reason, SENTENCE_MAX))
    until = view.hold_until
    if until is None or view.hold is Hold.ATTENTION:
        return reason
    retry = f"`/video retry film:{view.number}` tries it now"
    if view.hold is Hold.BUDGET:
        return f"{reason} That is {ago(until)}; {retry}."
    return f"{reason} It goes on by itself {ago(until)}; {retry}."
