"""Everything the bot's parts need, made once at the top of the process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.channels import ChannelConfig, Channels, load_channels
from pipeline.database import Database
from pipeline.errors import NotFound
from pipeline.settings import Settings
from pipeline.storage import Storage


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

    @property
    def previews(self) -> Path:
        """Where previews are kept between two showings."""
        return self.settings.workspace / "previews"
