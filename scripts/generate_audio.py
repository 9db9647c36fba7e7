"""Speak one line of narration into a WAV."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import add_round
from scripts.program import Report, Result, add_provider, main, owing, parser, whole_file
from scripts.providers.paid_options import add_pause

EMPTY_SECONDS = 0.5
SLOWER, FASTER = 0.85, 1.18
FEWER_PAUSES, LONGER_PAUSES = 0.2, 1.5
MOST_DIFFERENT = 0.06  # share by which another round's pitch and pace differ at most


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--text", required=True, help="what is said; empty makes silence")
    made.add_argument("--output", required=True, type=Path, help="the WAV, 48 kHz mono")
    made.add_argument("--voice", default="", help="the provider's name of a voice")
    made.add_argument("--language", default="en", help="language code, such as de or pt-BR")
    made.add_argument(
        "--pace", type=_pace, default=150.0, help="words per minute that are heard, 80 to 450"
    )
    made.add_argument(
        "--note", default="", help="a person's wish: slower, faster, calmer, without pauses"
    )
    add_round(made)
    add_provider(made, "local", "elevenlabs")
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    report.started("speaking")
    if args.provider == "elevenlabs" and args.text.strip():
        return _spoken(args)

    from scripts.media import SAMPLE_RATE, write_wav
    from scripts.providers.local.sounds import voice

    pace, pitch = other_reading(args.text, args.round)
    spoken = voice.speak(
        args.text,
        language=args.language,
        voice=args.voice,
        pace=noted_pace(args.pace, args.note) * pace,
        pitch=pitch,
        pauses=noted_pauses(args.note),
    )
    silent = not len(spoken)
    samples = voice.silence(EMPTY_SECONDS) if silent else spoken
    with whole_file(args.output) as partial:
        write_wav(partial, samples)
    result: Result = {"output": str(args.output), "seconds": round(len(samples) / SAMPLE_RATE, 4)}
    if args.provider == "elevenlabs":
        result["usage"] = {"characters": 0}  # it was not asked
    return {**result, "silent": True} if silent else result


def _spoken(args: argparse.Namespace) -> Result:
    """A line by ElevenLabs, with the time of each word."""
    from scripts.media import SAMPLE_RATE, write_wav
    from scripts.providers.elevenlabs import Line, elevenlabs, speak

    line = Line(
        text=args.text,
        voice=args.voice,
        language=args.language,
        pace=noted_pace(args.pace, args.note),
        model=args.model,
        round=args.round,
    )
    with elevenlabs(args.pause) as calls:
        heard = speak(calls, line)
    with owing(heard.usage), whole_file(args.output) as partial:
        write_wav(partial, heard.samples)
    seconds = round(len(heard.samples) / SAMPLE_RATE, 4)
    told = {"words": [list(word) for word in heard.words]} if heard.words else {}
    return {"output": str(args.output), "seconds": seconds, **told, "usage": heard.usage}


def noted_pace(pace: float, note: str) -> float:
    """The pace after a person's wish."""
    if not note:
        return pace

    from scripts.providers.local.words import tokens

    words = set(tokens(note))
    if words & {"slower", "slow", "slowly", "calmer", "calm"}:
        pace *= SLOWER
    if words & {"faster", "fast", "quicker", "quick"}:
        pace *= FASTER
    return pace


def noted_pauses(note: str) -> float:
    """A factor of the silences between phrases, after a person's wish."""
    if not note:
        return 1.0

    from scripts.providers.local.words import refused_by, tokens

    if refused_by(note) & {"pause", "pauses"}:
        return FEWER_PAUSES
    words = set(tokens(note))
    longer = words & {"calmer", "calm"} or ("pauses" in words and words & {"more", "longer"})
    return LONGER_PAUSES if longer else 1.0


def other_reading(text: str, round_number: int) -> tuple[float, float]:
    """Factors of pace and pitch: 1 in the first round, then by turns higher and lower."""
    from scripts.providers.local.words import again, seeded

    if not round_number:
        return 1.0, 1.0
    chance = seeded(again(text, round_number))
    pace = chance.choice((-1, 1)) * chance.uniform(0.4, 1.0) * MOST_DIFFERENT
    pitch = (1 if round_number % 2 else -1) * chance.uniform(0.4, 1.0) * MOST_DIFFERENT
    return 1 + pace, 1 + pitch


def _pace(text: str) -> float:
    pace = float(text)
    if not 80 <= pace <= 450:
        raise argparse.ArgumentTypeError(f"{text} is not between 80 and 450 words per minute")
    return pace


if __name__ == "__main__":
    main(build_parser(), run)
