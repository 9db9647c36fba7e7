"""A whole local film, from the command to its publication, gates opened as soon as they ask.

Starting the database, the bot and the worker counts too; nothing is made again.

python -m tests.benchmarks.film [--shots 18] [--sample nature]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.demo.performance import run_demo
from bot.demo.samples import DEFAULT, SAMPLES
from pipeline.settings import Settings
from tests.benchmarks.measuring import run

HERE = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=int, default=18, help="shots of the film")
    parser.add_argument("--sample", choices=tuple(SAMPLES), default=DEFAULT, help="which film")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.inside:
        sample = replace(SAMPLES[args.sample], redo="")
        made = run_demo(Settings(), sample=sample, shots=args.shots, keep=False, planned=None)
        sys.exit(asyncio.run(made))
    this = ("-m", "tests.benchmarks.film", "--inside")
    asked = (f"--shots={args.shots}", f"--sample={args.sample}")
    with tempfile.TemporaryDirectory() as workspace:
        environment = os.environ | {"WORKSPACE_ROOT": workspace}
        spent = run([sys.executable, *this, *asked], cwd=HERE, environment=environment)
    line = {"shots": args.shots, "wall_s": round(spent.wall, 1), "cpu_s": round(spent.cpu, 1)}
    print(json.dumps(line))


if __name__ == "__main__":
    main()
