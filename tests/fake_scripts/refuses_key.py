"""Has a key its service does not accept."""

from __future__ import annotations

import argparse

from scripts.program import Exit, Failure, Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    raise Failure(Exit.KEY_REFUSED, "the service did not accept the key", kind="key")


if __name__ == "__main__":
    main(AnyArguments(), run)
