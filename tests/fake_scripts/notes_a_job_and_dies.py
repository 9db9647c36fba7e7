"""Notes the job it has ordered, and is ended by the system before it can tell of it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from scripts.program import Report, Result, main
from scripts.providers.job_files import Job, write_job
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    (noted,) = (a.removeprefix("--job-file=") for a in sys.argv if a.startswith("--job-file="))
    write_job(Path(noted), Job("job-7"))
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


if __name__ == "__main__":
    main(AnyArguments(), run)
