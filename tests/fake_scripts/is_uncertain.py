"""Lost the answer to a paid submission."""

from __future__ import annotations

import argparse

from scripts.program import Exit, Failure, Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    report.submitted("job-7")
    raise Failure(Exit.UNCERTAIN, "no answer came; it may have been paid", kind="timeout")


if __name__ == "__main__":
    main(AnyArguments(), run)
