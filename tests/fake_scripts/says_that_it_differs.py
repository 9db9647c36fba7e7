"""Does its work, and finds that what stands at its service is not as it was approved."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main
from tests.fake_scripts import makes_what_is_asked
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    return {**makes_what_is_asked.run(args, report), "differences": ["The title is another."]}


if __name__ == "__main__":
    main(AnyArguments(), run)
