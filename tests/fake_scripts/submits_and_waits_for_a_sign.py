"""Orders a job and tells of it, then waits for a sign."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts import waits_for_a_sign
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    report.submitted("job-7")
    return waits_for_a_sign.run(args, report)


if __name__ == "__main__":
    main(AnyArguments(), run)
