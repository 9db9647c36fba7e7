"""Make the sound of one shot as a WAV."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import add_round, number
from scripts.program import (
    Report,
    Result,
    add_provider,
    main,
    owing,
    parser,
    refused,
    whole_file,
)
from scripts.providers.paid_options import add_pause

LONGEST_SOUND = 60  # seconds: more is music


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--text", required=True, help="what is heard, such as: rain on a tin roof")
    made.add_argument("--output", required=True, type=Path, help="the WAV, 48 kHz stereo")
    made.add_argument(
        "--duration", type=number(0.5, 600), default=5.0, help="seconds, 0.5 to 60; music to 600"
    )
    made.add_argument(
        "--note", default="", help="a person's wish: louder, more wind, without birds"
    )
    add_round(made)
    made.add_argument(
        "--kind",
        choices=("sound", "music"),
        default="sound",
        help="what is made; music only by elevenlabs",
    )
    add_provider(made, "local", "elevenlabs")
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    if args.kind == "sound" and args.duration > LONGEST_SOUND:
        raise refused(f"a sound may last {LONGEST_SOUND} seconds, not {args.duration:g}")
    report.started(f"making the {args.kind}")
    if args.provider == "elevenlabs" and args.text.strip():
        return _heard(args)
    if args.kind == "music":
        raise refused("music needs words, and a provider that makes it: elevenlabs")

    from scripts.media import SAMPLE_RATE, write_wav
    from scripts.providers.local.sounds import sounds

    samples = sounds.ambience(args.text, args.duration, args.round, args.note)
    with whole_file(args.output) as partial:
        write_wav(partial, samples)
    result: Result = {"output": str(args.output), "seconds": round(len(samples) / SAMPLE_RATE, 4)}
    if args.provider == "elevenlabs":
        result["usage"] = {"characters": 0}  # it was not asked
    return result


def _heard(args: argparse.Namespace) -> Result:
    """A sound or music by ElevenLabs."""
    from scripts.media import SAMPLE_RATE, write_wav
    from scripts.providers.elevenlabs import elevenlabs, make_music, make_sound

    text = ". ".join(filter(None, [args.text.strip(), args.note.strip()]))
    make = make_music if args.kind == "music" else make_sound
    with elevenlabs(args.pause) as calls:
        heard = make(calls, text, args.duration, args.model)
    with owing(heard.usage), whole_file(args.output) as partial:
        write_wav(partial, heard.samples)
    seconds = round(len(heard.samples) / SAMPLE_RATE, 4)
    return {"output": str(args.output), "seconds": seconds, "usage": heard.usage}


if __name__ == "__main__":
    main(build_parser(), run)
