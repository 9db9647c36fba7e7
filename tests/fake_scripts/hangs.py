"""Never ends by itself."""

from __future__ import annotations

import argparse
import time

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    report.started("hanging")
    time.sleep(3600)
    return {}


if __name__ == "__main__":
    main(AnyArguments(), run)
