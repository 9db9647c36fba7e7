"""Breaks with its key in every word it says, as a careless library might."""

from __future__ import annotations

import argparse
import os

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    keys = {name: value for name, value in os.environ.items() if name.endswith("_API_KEY")}
    raise RuntimeError(f"cannot log in with {keys}")


if __name__ == "__main__":
    main(AnyArguments(), run)
