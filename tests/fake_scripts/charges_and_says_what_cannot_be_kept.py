"""Makes its file, was charged for it, and says something about it that no database keeps."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts import charges_and_makes
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    return {**charges_and_makes.run(args, report), "seconds": float("nan")}


if __name__ == "__main__":
    main(AnyArguments(), run)
