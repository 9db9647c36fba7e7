"""Does its work once a file named `go` stands beside it, and says `started` there before."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts import makes_what_is_asked
from tests.fake_scripts.any_arguments import AnyArguments

HERE = Path(sys.argv[0]).parent


def run(args: argparse.Namespace, report: Report) -> Result:
    (HERE / "started").touch()
    while not (HERE / "go").exists():
        time.sleep(0.02)
    return makes_what_is_asked.run(args, report)


if __name__ == "__main__":
    main(AnyArguments(), run)
