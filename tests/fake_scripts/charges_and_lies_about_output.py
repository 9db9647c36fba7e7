"""Says it was charged for a file that is not there."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments
from tests.fake_scripts.charges_and_makes import USAGE


def run(args: argparse.Namespace, report: Report) -> Result:
    return {"output": args.output, "usage": USAGE}


if __name__ == "__main__":
    main(AnyArguments(), run)
