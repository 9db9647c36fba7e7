"""A whole local film, from the command to its publication, gates opened as soon as they ask.

python -m tests.benchmarks.film [--shots 18] [--sample nature]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.demo.samples import DEFAULT, SAMPLES
from tests.benchmarks.measuring import run

HERE = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shots", type=int, default=18, help="shots of the film")
    parser.add_argument("--sample", choices=tuple(SAMPLES), default=DEFAULT, help="which film")
    args = parser.parse_args(argv)
    demo = ("demo", f"--shots={args.shots}", f"--sample={args.sample}")
    with tempfile.TemporaryDirectory() as workspace:
        environment = os.environ | {"WORKSPACE_ROOT": workspace}
        spent = run([sys.executable, "-m", "bot", *demo], cwd=HERE, environment=environment)
    line = {"shots": args.shots, "wall_s": round(spent.wall, 1), "cpu_s": round(spent.cpu, 1)}
    print(json.dumps(line))


if __name__ == "__main__":
    main()
