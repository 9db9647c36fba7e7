"""Makes a preview of a dozen pages, as of a very long storyboard."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.program import Report, Result, main
from tests.fake_scripts.any_arguments import AnyArguments

PAGES = 12


def run(args: argparse.Namespace, report: Report) -> Result:
    given = dict(argument.split("=", 1) for argument in sys.argv[1:] if "=" in argument)
    output = Path(given["--output"])
    pages = [output.with_stem(f"{output.stem}-{number}") for number in range(1, PAGES + 1)]
    for page in pages:
        page.write_bytes(b"a page")
    return {"files": [str(page) for page in pages], "fits": True}


if __name__ == "__main__":
    main(AnyArguments(), run)
