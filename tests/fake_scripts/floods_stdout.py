"""Prints far more than a result."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    return {"output": "x" * 3_000_000}


if __name__ == "__main__":
    main(AnyArguments(), run)
