"""Ends well, but its result is no JSON."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    print("all good, trust me", flush=True)
    return {"output": args.output}


if __name__ == "__main__":
    main(AnyArguments(), run)
