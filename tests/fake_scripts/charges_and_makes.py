"""Does its work, and tells what its provider charged for it."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts import makes_what_is_asked
from tests.fake_scripts.any_arguments import AnyArguments

USAGE = {"pictures": 1, "seconds": 5, "credits": 42, "source": "record", "characters": 14}


def run(args: argparse.Namespace, report: Report) -> Result:
    return {**makes_what_is_asked.run(args, report), "usage": USAGE}


if __name__ == "__main__":
    main(AnyArguments(), run)
