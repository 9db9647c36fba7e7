"""One spoken line per shot."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.providers import LOCAL
from pipeline.steps.calls import Call, options
from pipeline.steps.film import Film, Unit, make_unit
from pipeline.steps.voices import speaker
from pipeline.storyboard import Shot


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    return [_line(film, shot, n) for n, shot in enumerate(board.shots, 1)] if board else []


def _line(film: Film, shot: Shot, number: int) -> Unit:
    voice = speaker(film, shot)
    others = options(
        {
            "--voice": voice.name,
            "--language": voice.language,
            "--pace": voice.pace_wpm,
            "--note": film.plan.unit(Step.NARRATION, number).note,
            "--round": film.plan.unit(Step.NARRATION, number).round or None,
        }
    )
    # A shot may be silent: the empty text is said too.
    arguments = (f"--text={shot.narration}", *others)
    return make_unit(
        film,
        Step.NARRATION,
        number,
        name=f"shot {number}",
        prompt=shot.narration,
        fields={
            "text": shot.narration,
            "voice": voice.name,
            "pace_wpm": voice.pace_wpm,
            "language": voice.language,
        },
        call=Call("generate_audio", arguments, "line.wav"),
        provider=None if shot.narration.strip() else LOCAL,
        amount={"characters": len(shot.narration)},
    )
