"""Does its work, and leaves its arguments and environment beside it, as `NAME.json`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts import charges_and_makes
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    told = {"arguments": sys.argv[1:], "environment": dict(os.environ)}
    Path(sys.argv[0]).with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
    return charges_and_makes.run(args, report)


if __name__ == "__main__":
    main(AnyArguments(), run)
