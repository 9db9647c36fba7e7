"""Makes its file, and names a cost that is no number."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts import makes_what_is_asked
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    return makes_what_is_asked.run(args, report) | {"cost_usd": "a lot"}


if __name__ == "__main__":
    main(AnyArguments(), run)
