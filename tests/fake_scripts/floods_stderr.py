"""Writes a lot to stderr: many lines, a very long one, one that is not text, one cut off."""

from __future__ import annotations

import argparse
import sys

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    for number in range(5_000):
        report.progress(number, 5_000)
    sys.stderr.buffer.write(b"x" * 2_000_000 + b"\n\xff\xfe not text\nwithout an end")
    return {"output": args.output}


if __name__ == "__main__":
    main(AnyArguments(), run)
