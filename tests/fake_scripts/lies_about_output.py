"""Says it made a file that is not there."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    return {"output": args.output}


if __name__ == "__main__":
    main(AnyArguments(), run)
