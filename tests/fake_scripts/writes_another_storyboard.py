"""Writes a storyboard that names a place nobody draws."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts import makes_what_is_asked
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    shots = [{"place": "sea", "motion": "push in"}]
    board = makes_what_is_asked.STORYBOARD | {"shots": shots}
    Path(args.output).write_text(json.dumps(board), encoding="utf-8")
    return {"output": args.output}


if __name__ == "__main__":
    main(AnyArguments(), run)
