"""A provider's job on disk: written before it is waited for, so that it is never ordered twice."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.program import read_json, refused, whole_file


@dataclass(frozen=True)
class Job:
    """A job that was accepted.

    Attributes:
        job_id: The provider's name for it.
        credits_before: What the account held just before it was ordered.
    """

    job_id: str
    credits_before: float | None = None


def write_job(path: Path | None, job: Job) -> None:
    """Note the job in a file that is whole or not there."""
    if path is None:
        return
    with whole_file(path) as partial:
        partial.write_text(f"{json.dumps(asdict(job))}\n", encoding="utf-8")


def read_job(path: Path | None, job_id: str) -> Job | None:
    """The job to take up: the one named, else the file's, else none."""
    noted = _noted(path) if path is not None and path.exists() else None
    if job_id and (noted is None or noted.job_id != job_id):
        return Job(job_id)
    return noted


def _noted(path: Path) -> Job:
    data = read_json(path)
    job_id = data.get("job_id") if isinstance(data, dict) else None
    # Whoever ordered it paid for it: what cannot be read must not be ordered again.
    if not isinstance(job_id, str) or not job_id:
        raise refused(f"{path.name} names no job; look it up at the provider, or remove the file")
    before = data.get("credits_before")
    return Job(job_id, float(before) if isinstance(before, int | float) else None)
