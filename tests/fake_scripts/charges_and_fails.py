"""Was charged for what it cannot use, or finds no time in the middle of its calls, as `HERE/kind` says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.program import Exit, Failure, Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments
from tests.fake_scripts.charges_and_makes import USAGE

HERE = Path(sys.argv[0]).parent
EXITS = {
    "cutout": Exit.FAILED,
    "busy": Exit.AGAIN,
    "quota": Exit.AGAIN,
    "key": Exit.KEY_REFUSED,
    "uncertain": Exit.UNCERTAIN,
}


def run(args: argparse.Namespace, report: Report) -> Result:
    kind = (HERE / "kind").read_text(encoding="utf-8")
    raise Failure(EXITS[kind], "it came to nothing", kind=kind, usage=USAGE)


if __name__ == "__main__":
    main(AnyArguments(), run)
