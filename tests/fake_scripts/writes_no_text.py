"""Makes a file that is not what its name says."""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    Path(args.output).write_bytes(b"\x89PNG\xff\xfe")
    return {"output": args.output}


if __name__ == "__main__":
    main(AnyArguments(), run)
