"""Is refused, with a sign in the sentence that no database keeps."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main, refused
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    raise refused("the prompt\x00 was refused")


if __name__ == "__main__":
    main(AnyArguments(), run)
