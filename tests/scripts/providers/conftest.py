"""Scripts and providers that meet the stand-ins instead of the paid services."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scripts.program import Failure
from tests.scripts.conftest import make_picture, result_here


def outcome(caught: pytest.ExceptionInfo[Failure]) -> tuple[int, str]:
    """Exit code and kind of a failure."""
    return int(caught.value.exit_code), caught.value.kind


def counted(usage: Mapping[str, Any]) -> dict[str, float]:
    """What a usage says was taken of each measure, to be compared with the ledger's."""
    return {name: value for name, value in usage.items() if value and not isinstance(value, str)}


class ClipDesk:
    """One clip's files, and the script with quick pauses."""

    def __init__(self, folder: Path) -> None:
        self.image = make_picture(folder / "frame.png", size=(640, 360))
        self.output = folder / "clip.mp4"
        self.job_file = folder / "job.json"

    def arguments(self, *more: object) -> list[object]:
        given: list[object] = ["--provider", "kling", "--image", self.image, "--prompt", "Waves."]
        given += ["--output", self.output, "--job-file", self.job_file, "--seconds", 5]
        return [*given, "--pause", 0.01, "--poll", 0.02, *more]

    def run(self, *more: object) -> dict[str, Any]:
        return result_here("generate_video", *self.arguments(*more))

    def fail(self, *more: object) -> pytest.ExceptionInfo[Failure]:
        with pytest.raises(Failure) as caught:
            self.run(*more)
        assert not self.output.exists()
        return caught


@pytest.fixture
def desk(tmp_path: Path) -> ClipDesk:
    return ClipDesk(tmp_path)
