"""Does its work, but leaves a program of its own running that holds its pipes."""

from __future__ import annotations

import argparse
import subprocess
import sys

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)"])
    return {"output": args.output, "child": child.pid}


if __name__ == "__main__":
    main(AnyArguments(), run)
