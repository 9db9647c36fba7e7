"""Never ends by itself and does not listen when asked to."""

from __future__ import annotations

import argparse
import signal
import time

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    report.started("ignoring")
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(AnyArguments(), run)
