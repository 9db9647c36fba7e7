"""CPU seconds of every script that makes a local film, beside what they may cost.

    python -m tests.benchmarks.scripts [--rounds 3] [--against OTHER_CHECKOUT]

With another checkout each call is made by both in turn, so that a busy machine slows both alike,
and the ratio of their fastest runs is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.demo.samples import SAMPLES
from tests.benchmarks.measuring import Spent, run

HERE = Path(__file__).resolve().parents[2]
LINE = "At dawn a young fox wakes in a dry meadow and listens."


@dataclass(frozen=True)
class Case:
    """One call.

    Attributes:
        most: CPU seconds it may cost on the reference machine; None where none is set.
        output: File it writes, for the cases after it.
    """

    name: str
    most: float | None
    script: str
    arguments: tuple[str, ...]
    output: str = ""


def cases(shots: int = 18) -> Iterator[Case]:
    """In an order in which each finds what it reads."""
    sample = SAMPLES["nature"]
    yield Case("start of a script", 0.25, "generate_video", ("--help",))
    texts = (f"--title={sample.title}", f"--story-direction={sample.direction}")
    yield Case(
        "storyboard", None, "generate_storyboard", (*texts, f"--shots={shots}"), "story.json"
    )
    yield Case("animatic of 90 s", 12.0, "create_animatic", ("--storyboard=story.json",), "ani.mp4")
    place = "--prompt=a dry meadow before hills at dawn"
    yield Case("place", 0.6, "generate_asset", ("--kind=place", place), "place.png")
    fox = "--prompt=a young red fox, walking"
    yield Case("character", 0.6, "generate_asset", ("--kind=character", fox), "fox.png")
    both = ("--environment=place.png", "--character=fox.png", "--scale=0.4")
    yield Case("composite", None, "create_composite", both, "seed.png")
    moves = ("--image=seed.png", "--prompt=The fox looks up. Camera: slow push in.", "--seconds=5")
    yield Case("clip of 5 s", 5.0, "generate_video", moves, "clip.mp4")
    yield Case("line", 0.3, "generate_audio", (f"--text={LINE}",), "line.wav")
    sound = ("--text=soft wind, birds, a stream", "--duration=7")
    yield Case("sound of 7 s", None, "generate_sound_effects", sound, "sound.wav")


def measured(case: Case, checkout: Path, folder: Path) -> Spent:
    """One run in a folder that holds what earlier cases have made."""
    output = [f"--output={case.output}"] if case.output else []
    script = checkout / "scripts" / f"{case.script}.py"
    command: list[str | Path] = [sys.executable, script, *case.arguments, *output]
    return run(command, cwd=folder)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each call")
    parser.add_argument("--against", type=Path, help="another checkout, measured in turn")
    args = parser.parse_args(argv)
    checkouts = [HERE] + ([args.against.resolve()] if args.against else [])
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch) / str(number) for number in range(len(checkouts))]
        for folder in folders:
            folder.mkdir()
        for case in cases():
            found = [
                [measured(case, c, f) for c, f in zip(checkouts, folders, strict=True)]
                for _ in range(args.rounds)
            ]
            print(json.dumps(_line(case, list(zip(*found, strict=True)))), flush=True)


def _line(case: Case, runs: Sequence[Sequence[Spent]]) -> dict[str, object]:
    best = [min(spent.cpu for spent in of_one) for of_one in runs]
    line: dict[str, object] = {
        "what": case.name,
        "cpu_s": round(best[0], 2),
        "most_s": case.most,
        "peak_mb": round(max(spent.peak_mb for spent in runs[0])),
    }
    return line | ({"ratio": round(best[0] / best[1], 2)} if len(best) > 1 else {})


if __name__ == "__main__":
    main()
