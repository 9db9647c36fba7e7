"""Slate's own scripts with short pauses before a paid service is asked again.

What costs nothing but a processor's time may be replaced by a fake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.settings import REPOSITORY

_FAKE = REPOSITORY / "tests" / "fake_scripts" / "makes_what_is_asked.py"
_RUN = """
import runpy
import sys

if {is_faked} and not any(word.startswith("--provider=") for word in sys.argv):
    script = {fake!r}
else:
    script = {script!r}
    sys.argv[1:1] = {options!r}
runpy.run_path(script, run_name="__main__")
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


_SLOW = (
    "create_animatic",
    "generate_video",
    "generate_audio",
    "generate_sound_effects",
    "assemble_video",
    "publish_video",
)


def quick_scripts(
    folder: Path,
    *,
    pause: float = 0.05,
    poll: float = 0.2,
    is_faked: bool = False,
    notes: Path | None = None,
) -> Path:
    """Make the folder of scripts and return it.

    Args:
        pause: Seconds before a service that has no time is asked again.
        poll: Seconds before a clip's job is looked at again.
        is_faked: Whether what nobody is paid for is only a small file; pictures are drawn all the
            same, because clips are made from them.
        notes: Where each run notes its seconds, a JSON object a line: script, wall and cpu.
    """
    paused = {name: [f"--pause={pause}"] for name in _PAID}
    options: Mapping[str, Sequence[str]] = {
        **paused,
        "generate_video": [f"--pause={pause}", f"--poll={poll}"],
    }
    folder.mkdir()
    for script in (REPOSITORY / "scripts").glob("*.py"):
        run = _RUN.format(
            is_faked=is_faked and script.stem in _SLOW,
            fake=str(_FAKE),
            options=list(options.get(script.stem, ())),
            script=str(script),
        )
        note = _NOTE.format(name=script.stem, file=str(notes)) if notes else ""
        (folder / script.name).write_text(note + run)
    return folder
