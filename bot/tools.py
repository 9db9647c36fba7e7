"""Everything the bot's parts need, made once at the top of the process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline import stocking
from pipeline.channels import ChannelConfig, Channels, load_channels
from pipeline.database import Database
from pipeline.errors import ConfigError, NotFound
from pipeline.library import KeptLibrary, LibraryVoice
from pipeline.library_files import read_library
from pipeline.limits import FILE_NAME, Limits, LimitsFile
from pipeline.settings import Settings
from pipeline.storage import Storage, StorageFull


@dataclass(frozen=True)
class Tools:
    """The bot's whole dependency injection."""

    settings: Settings
    database: Database
    storage: Storage

    def channels(self) -> Channels:
        """The YAMLs as they are now: an edit counts without a restart."""
        return load_channels(self.settings.channel_configs_dir)

    def channel(self, key: str) -> ChannelConfig:
        """One channel's YAML.

        Raises:
            NotFound: With a sentence for the person who named it.
        """
        known = self.channels()
        if key in known.problems:
            raise NotFound(f"The channel “{key}” cannot be used: {known.problems[key]}")
        if key not in known.configs:
            names = ", ".join(sorted(known.configs)) or "none yet"
            raise NotFound(f"There is no channel “{key}”. Channels are: {names}.")
        return known.configs[key]

    @cached_property
    def _limits_file(self) -> LimitsFile:
        return LimitsFile(self.settings.channel_configs_dir / FILE_NAME)

    def limits(self) -> Limits:
        """Prices and caps in force; the file is read again while the bot runs.

        Raises:
            ConfigError: It was broken from the start.
        """
        return self._limits_file.current()

    async def library(self, channel: str, config: ChannelConfig) -> KeptLibrary:
        """What a film that is queued now keeps of its channel's library; before its transaction.

        Raises:
            NotFound: It cannot be used, with a sentence for the person who asked.
        """
        try:
            return await stocking.stock(self.settings, self.storage, channel, config)
        except (ConfigError, StorageFull) as error:
            raise NotFound(f"The library of “{channel}” cannot be used: {error}") from error

    def voices(self, config: ChannelConfig) -> Mapping[str, LibraryVoice]:
        """The voices of a channel's library as they are now.

        Raises:
            NotFound: It cannot be used, with a sentence for the person who asked.
        """
        if config.library is None:
            return {}
        try:
            return read_library(self.settings.channel_configs_dir, config.library).voices
        except ConfigError as error:
            raise NotFound(f"The library “{config.library}” cannot be used: {error}") from error

    @property
    def previews(self) -> Path:
        """Where previews are kept between two showings."""
        return self.settings.workspace / "previews"
