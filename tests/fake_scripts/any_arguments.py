"""A parser that takes whatever the pipeline passes, so that a fake can stand in for any script."""

from __future__ import annotations

import argparse
from typing import Any


class AnyArguments(argparse.ArgumentParser):
    """Knows `--json` and `--output`; ignores the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.add_argument("--json", action="store_true")
        self.add_argument("--output", default="")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        return self.parse_known_args(args, namespace)[0]
