"""Answers with its arguments, its environment and where it runs."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    report.progress(1, 1)
    return {"arguments": sys.argv[1:], "environment": dict(os.environ), "cwd": str(Path.cwd())}


if __name__ == "__main__":
    main(AnyArguments(), run)
