"""The folders of this machine that are no storage: what is being made, what may be emptied."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import structlog

from pipeline.settings import Settings

log = structlog.get_logger(__name__)


def jobs_of(settings: Settings) -> Path:
    """Where the scripts of this machine note the jobs they have submitted."""
    return settings.workspace / "jobs"


def job_file_of(settings: Settings, take_id: uuid.UUID) -> Path:
    """Where a take's script notes its job."""
    return jobs_of(settings) / f"{take_id}.json"


def noted_job(settings: Settings, take_id: uuid.UUID) -> str | None:
    """The job that a script on this machine has noted, and perhaps could not announce."""
    try:
        noted = json.loads(job_file_of(settings, take_id).read_text(encoding="utf-8"))
        return str(noted["job_id"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("job_file.unreadable", take=str(take_id), error=type(error).__name__)
        return None


def scratch_of(settings: Settings) -> Path:
    """This machine's folders of takes that are being made."""
    return settings.workspace / "work"


def cache_of(settings: Settings, name: str) -> Path:
    """A folder of this machine that may be emptied any time."""
    return settings.workspace / "cache" / name
