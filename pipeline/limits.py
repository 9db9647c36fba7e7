"""The fleet's limits, from a file that is read again while the workers run."""

from __future__ import annotations

import time
from pathlib import Path

import structlog
import yaml
from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import ConfigError
from pipeline.utils.yaml_files import read_yaml

log = structlog.get_logger(__name__)

READ_AGAIN_SECONDS = 30.0


class Concurrency(BaseModel):
    """Takes of each step that all workers together make at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    storyboard: int = Field(default=8, ge=0)
    assets: int = Field(default=12, ge=0)
    composites: int = Field(default=8, ge=0)
    video: int = Field(default=8, ge=0)
    narration: int = Field(default=6, ge=0)
    sfx: int = Field(default=6, ge=0)
    assembly: int = Field(default=4, ge=0)
    upload: int = Field(default=4, ge=0)


class Limits(BaseModel):
    """The limits file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concurrency: Concurrency = Concurrency()

    def of(self, step: str) -> int:
        """How many takes of a step run at once."""
        return int(getattr(self.concurrency, step))


def read_limits(path: Path) -> Limits:
    """Read the file; a missing one means the defaults.

    Raises:
        ConfigError: Naming file and key.
    """
    if not path.exists():
        return Limits()
    try:
        return Limits.model_validate(read_yaml(path.read_text(encoding="utf-8")) or {})
    except (OSError, yaml.YAMLError, ValueError) as error:  # pydantic's is a ValueError too
        raise ConfigError(f"{path.name}: {error}") from error


class LimitsFile:
    """The limits in force: a broken file changes nothing until it is mended."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._limits = read_limits(path)
        self._read_at = time.monotonic()

    def current(self) -> Limits:
        if time.monotonic() - self._read_at > READ_AGAIN_SECONDS:
            self._read_at = time.monotonic()
            try:
                self._limits = read_limits(self._path)
            except ConfigError as error:
                log.error("limits.broken", problem=str(error))
        return self._limits
