"""Does its work: a small file for whatever is asked, a storyboard or a published folder too."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scripts.program import Report, Result, main, whole_file
from tests.fake_scripts.any_arguments import AnyArguments

STORYBOARD = {
    "title": "The fox",
    "assets": [
        {"name": "hill", "kind": "place", "prompt": "a hill"},
        {"name": "fox", "kind": "character", "prompt": "a fox"},
    ],
    "shots": [{"place": "hill", "character": "fox", "motion": "push in", "narration": "A fox."}],
}


def run(args: argparse.Namespace, report: Report) -> Result:
    output = Path(args.output)
    if output.suffix == ".json":
        output.write_text(json.dumps(STORYBOARD), encoding="utf-8")
    elif not output.suffix:
        output.mkdir()
        (output / "film.mp4").write_bytes(b"the film")
    else:
        with whole_file(output) as partial:
            partial.write_text(Path(sys.argv[0]).stem, encoding="utf-8")
    return {"output": args.output, "seconds": 1.5, "timeline": []}


if __name__ == "__main__":
    main(AnyArguments(), run)
