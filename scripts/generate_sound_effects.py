"""Make the sound of one shot as a WAV."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.options import add_round, number
from scripts.program import Report, Result, add_provider, main, parser, whole_file


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument("--text", required=True, help="what is heard, such as: rain on a tin roof")
    made.add_argument("--output", required=True, type=Path, help="the WAV, 48 kHz stereo")
    made.add_argument("--duration", type=number(0.5, 60), default=5.0, help="seconds, 0.5 to 60")
    made.add_argument(
        "--note", default="", help="a person's wish: louder, more wind, without birds"
    )
    add_round(made)
    add_provider(made, "local")
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    from scripts.media import SAMPLE_RATE, write_wav
    from scripts.providers.local import sounds

    report.started("making the sound")
    samples = sounds.ambience(args.text, args.duration, args.round, args.note)
    with whole_file(args.output) as partial:
        write_wav(partial, samples)
    return {"output": str(args.output), "seconds": round(len(samples) / SAMPLE_RATE, 4)}


if __name__ == "__main__":
    main(build_parser(), run)
