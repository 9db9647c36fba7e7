"""Is asked by its service to come back later."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from scripts.program import Exit, Failure, Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    later = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
    raise Failure(Exit.AGAIN, "the service is busy", kind="busy", retry_at=later)


if __name__ == "__main__":
    main(AnyArguments(), run)
