"""`slate keys`: channels' own keys of the paid providers, kept encrypted."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.wording import listed
from pipeline import keys
from pipeline.channel_rows import keep_channel
from pipeline.channels import ChannelConfig, load_channels
from pipeline.errors import ConfigError, NotFound
from pipeline.providers import SERVICES, is_paid, title_of
from pipeline.settings import Settings
from pipeline.utils.encryption import Cipher


async def run(args: argparse.Namespace, settings: Settings) -> str:
    """Set, forget or list; what it did, and never the key.

    Raises:
        UserError: There is no such channel, or that is no key.
        ConfigError: `FERNET_KEY` is not set.
    """
    match args.action:
        case "set":
            return await _set(settings, args.channel, args.provider)
        case "forget":
            return await _forget(settings, args.channel, args.provider)
        case _:
            return await _list(settings)


async def _set(settings: Settings, channel: str, provider: str) -> str:
    cipher = Cipher.from_setting(settings.fernet_key)  # nobody types a key that cannot be kept
    config = channel_config(settings, channel)
    key = _read(f"Key of {title_of(provider)} for {channel}: ")
    async with rows(settings) as session:
        await keep_channel(session, channel, config)
        await keys.keep(session, cipher, channel, provider, key)
    return f"✅ {channel} has its own key of {title_of(provider)} now; its next take uses it."


async def _forget(settings: Settings, channel: str, provider: str) -> str:
    async with rows(settings) as session:
        is_gone = await keys.forget(session, channel, provider)
    if not is_gone:
        return f"{channel} has no key of its own of {title_of(provider)}."
    return f"✅ {channel} uses {SERVICES[provider].key} of the environment again."


async def _list(settings: Settings) -> str:
    async with rows(settings) as session:
        found = await keys.channels_with_keys(session)
    lines = [
        f"{channel}: {title_of(provider)}, set {updated_at:%Y-%m-%d %H:%M} UTC"
        for channel, provider, updated_at in found
    ]
    return "\n".join(lines) or "No channel has a key of its own: all use the environment's."


def channel_config(settings: Settings, channel: str) -> ChannelConfig:
    """What a channel's YAML says.

    Raises:
        ConfigError: It is broken.
        NotFound: There is none.
    """
    known = load_channels(settings.channel_configs_dir)
    if channel in known.problems:
        raise ConfigError(known.problems[channel])
    if channel not in known.configs:
        names = listed(sorted(known.configs)) or "none yet"
        raise NotFound(f"there is no channel “{channel}”. Channels are: {names}.")
    return known.configs[channel]


def _read(question: str) -> str:
    """The key, which no screen, history or list of processes shows."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline()


@asynccontextmanager
async def rows(settings: Settings) -> AsyncIterator[AsyncSession]:
    """One transaction of a command."""
    from pipeline.server import open_database

    async with open_database(settings) as database:
        try:
            async with database.transaction() as session:
                yield session
        except ProgrammingError as error:
            raise ConfigError("the database has no tables yet: run `slate migrate`.") from error


def _missing_client(settings: Settings, channel: str, config: ChannelConfig) -> list[str]:
    is_there = settings.youtube_client_id is not None and settings.youtube_client_secret is not None
    if config.youtube is None or is_there:
        return []
    return [
        f"{channel}: YOUTUBE_CLIENT_ID and YOUTUBE_CLIENT_SECRET are not set. Its final films need "
        f"them, and `slate youtube connect {channel}`."
    ]


def missing_keys(settings: Settings, channel: str, config: ChannelConfig) -> list[str]:
    """The keys that a channel's final films need and the environment has not, as sentences."""
    choices = [*config.providers.by_step.values(), config.composites]
    needed = dict.fromkeys(one.provider for one in choices if is_paid(one.provider))
    return _missing_client(settings, channel, config) + [
        f"{channel}: {SERVICES[provider].key} is not set. Its final films need it, unless "
        f"`slate keys set {channel} {provider}` has given the channel its own."
        for provider in needed
        if keys.shared_key(settings, provider) is None
    ]
