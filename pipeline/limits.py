"""The fleet's limits, from a file that is read again while the workers run."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import structlog
import yaml
from pydantic import BaseModel, ConfigDict, Field

from pipeline.errors import ConfigError
from pipeline.prices import Price, Prices
from pipeline.publication import Zone
from pipeline.utils.yaml_files import read_yaml

log = structlog.get_logger(__name__)

READ_AGAIN_SECONDS = 30.0
FILE_NAME = "_limits.yaml"

Usd = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=6)]


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


class Budget(BaseModel):
    """What the whole installation may spend, and when a day begins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    usd_per_day: Usd = Decimal(100)
    time_zone: Zone = "UTC"
    retry_uncertain_below_usd: Usd = Decimal("0.10")

    def day_of(self, moment: datetime) -> tuple[datetime, datetime]:
        """The day a moment lies in, from midnight to midnight there, as UTC."""
        zone = ZoneInfo(self.time_zone)
        day = moment.astimezone(zone).date()
        midnights = (
            datetime(one.year, one.month, one.day, tzinfo=zone)
            for one in (day, day + timedelta(days=1))
        )
        begins, ends = (midnight.astimezone(UTC) for midnight in midnights)
        return begins, ends


class YoutubeQuota(BaseModel):
    """What Google lets one project do a day, Pacific time, and what each call costs of it.

    Google's own figures since June 2026 (developers.google.com/youtube/v3/determine_quota_cost):
    uploads are counted by themselves, everything else shares the units.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    a_day: Mapping[str, Annotated[int, Field(ge=0)]] = {"uploads": 100, "units": 10_000}
    costs: Mapping[str, Mapping[str, Annotated[int, Field(ge=0)]]] = {
        "videos.insert": {"uploads": 1},
        "videos.update": {"units": 50},
        "videos.list": {"units": 1},
        "channels.list": {"units": 1},
        "captions.insert": {"units": 400},
        "captions.list": {"units": 50},
        "thumbnails.set": {"units": 50},
        "playlistItems.insert": {"units": 50},
        "playlistItems.list": {"units": 1},
    }

    def cost(self, calls: Mapping[str, float]) -> dict[str, int]:
        """What calls take from each bucket; one that is not in the table counts for nothing."""
        taken = dict.fromkeys(self.a_day, 0)
        for method, count in calls.items():
            for bucket, units in self.costs.get(method, {}).items():
                taken[bucket] = taken.get(bucket, 0) + math.ceil(count) * units
        return taken


class Limits(BaseModel):
    """The limits file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    concurrency: Concurrency = Concurrency()
    budget: Budget = Budget()
    youtube_quota: YoutubeQuota = YoutubeQuota()
    prices: Mapping[str, Mapping[str, Mapping[str, Price]]] = {}

    @cached_property
    def price_list(self) -> Prices:
        """The prices, to be asked."""
        return Prices(self.prices)

    def of(self, step: str) -> int:
        """How many takes of a step run at once."""
        return int(getattr(self.concurrency, step))


DEFAULTS = Limits()


def read_limits(path: Path) -> Limits:
    """Read the file; a missing one means the defaults.

    Raises:
        ConfigError: Naming file and key.
    """
    if not path.exists():
        return DEFAULTS
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
