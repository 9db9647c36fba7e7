"""Never ends by itself, nor does the program it started."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    report.started(str(child.pid))
    time.sleep(3600)
    return {}


if __name__ == "__main__":
    main(AnyArguments(), run)
