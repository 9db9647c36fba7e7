"""Is given something its service does not make."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main, refused
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    raise refused("the prompt was refused; take the dragon out of it", kind="content")


if __name__ == "__main__":
    main(AnyArguments(), run)
