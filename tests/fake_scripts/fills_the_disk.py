"""Finds no room for what it makes."""

from __future__ import annotations

import argparse
import errno

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    raise OSError(errno.ENOSPC, "No space left on device", args.output)


if __name__ == "__main__":
    main(AnyArguments(), run)
