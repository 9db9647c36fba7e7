"""Makes any preview: a few bytes that hold the manifest, so that tests see what was asked for."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments


def run(args: argparse.Namespace, report: Report) -> Result:
    given = dict(argument.split("=", 1) for argument in sys.argv[1:] if "=" in argument)
    output = Path(given["--output"])
    told = json.loads(Path(given["--manifest"]).read_text(encoding="utf-8"))
    output.write_text(json.dumps(told | {"max_bytes": int(given["--max-bytes"])}))
    return {"files": [str(output)], "fits": True}


if __name__ == "__main__":
    main(AnyArguments(), run)
