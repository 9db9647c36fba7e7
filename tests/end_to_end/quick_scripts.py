"""Slate's own scripts with short pauses before a paid service is asked again.

Those that cost nothing but a processor's time may be replaced by a fake.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pipeline.settings import REPOSITORY

FREE = ("create_animatic", "assemble_video", "publish_video")  # and slow
_FAKE = REPOSITORY / "tests" / "fake_scripts" / "makes_what_is_asked.py"
_RUN = """
import runpy
import sys

sys.argv[1:1] = {options!r}
runpy.run_path({script!r}, run_name="__main__")
"""
_NOTE = """
import atexit
import json
import resource
import time

began = time.perf_counter()


def note() -> None:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    said = {{"script": {name!r}, "wall": time.perf_counter() - began, "cpu": cpu}}
    with open({file!r}, "a") as notes:
        notes.write(json.dumps(said) + "\\n")


atexit.register(note)
"""
_PAID = (
    "generate_storyboard",
    "generate_asset",
    "create_composite",
    "generate_video",
    "generate_audio",
    "generate_sound_effects",
)


def quick_scripts(
    folder: Path,
    *,
    pause: float = 0.05,
    poll: float = 0.2,
    faked: Collection[str] = (),
    notes: Path | None = None,
) -> Path:
    """Make the folder of scripts and return it.

    Args:
        pause: Seconds before a service that has no time is asked again.
        poll: Seconds before a clip's job is looked at again.
        faked: Scripts that only write a small file.
        notes: Where each run notes its seconds, a JSON object a line: script, wall and cpu.
    """
    paused = {name: [f"--pause={pause}"] for name in _PAID}
    options: Mapping[str, Sequence[str]] = {
        **paused,
        "generate_video": [f"--pause={pause}", f"--poll={poll}"],
    }
    folder.mkdir()
    for script in (REPOSITORY / "scripts").glob("*.py"):
        made = folder / script.name
        if script.stem in faked:
            shutil.copy(_FAKE, made)
            continue
        run = _RUN.format(options=list(options.get(script.stem, ())), script=str(script))
        note = _NOTE.format(name=script.stem, file=str(notes)) if notes else ""
        made.write_text(note + run)
    return folder
