"""The keys of paid providers: the environment's, and those that channels have of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from pydantic import SecretStr
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.errors import ConfigError, InvalidInput, NotFound
from pipeline.models import utc_now
from pipeline.providers import SERVICES
from pipeline.settings import Settings
from pipeline.utils.encryption import Cipher

MAX_KEY = 500  # characters
UNREADABLE = "unreadable"  # in place of the fingerprint of a key that cannot be decrypted


async def keep(
    session: AsyncSession,
    cipher: Cipher,
    channel: str,
    provider: str,
    key: str,
    *,
    expires_at: datetime | None = None,
) -> None:
    """Keep a channel's own key, encrypted, in place of an earlier one.

    Args:
        expires_at: When it dies, where that is known.

    Raises:
        InvalidInput: It cannot be one, or nobody of that name takes keys.
    """
    if provider not in SERVICES:
        raise InvalidInput(f"“{provider}” takes no key; these do: {', '.join(SERVICES)}.")
    key = key.strip()
    if not key or len(key) > MAX_KEY or not key.isascii() or not key.isprintable() or " " in key:
        raise InvalidInput("That is no key: it is empty, too long, or has characters none has.")
    values = {
        "token_encrypted": cipher.encrypt(key),
        "expires_at": expires_at,
        "warned_at": None,
        "updated_at": utc_now(),
    }
    await session.execute(
        insert(models.OauthToken)
        .values(channel_id=await _channel_id(session, channel), service=provider, **values)
        .on_conflict_do_update(index_elements=["channel_id", "service"], set_=values)
    )


async def forget(session: AsyncSession, channel: str, provider: str) -> bool:
    """Use the environment's key for a channel again; false where it had none of its own."""
    token = models.OauthToken
    gone = await session.scalars(
        delete(token)
        .where(token.channel_id == await _channel_id(session, channel), token.service == provider)
        .returning(token.id)
    )
    return bool(gone.all())


async def channels_with_keys(session: AsyncSession) -> list[tuple[str, str, datetime]]:
    """Channel, provider and when the key was set, of every key that is a channel's own."""
    token, channel = models.OauthToken, models.Channel
    rows = await session.execute(
        select(channel.key, token.service, token.updated_at)
        .join(channel, channel.id == token.channel_id)
        .where(token.service.in_(SERVICES))
        .order_by(channel.key, token.service)
    )
    return [(key, service, updated_at) for key, service, updated_at in rows]


async def key_of(
    session: AsyncSession, settings: Settings, channel: str, provider: str
) -> SecretStr | None:
    """The key a channel's takes are made with: its own, else the environment's.

    One that was encrypted with an earlier key of `FERNET_KEY` is encrypted with the newest now.

    Raises:
        ConfigError: Its own cannot be decrypted with the keys in `FERNET_KEY`.
    """
    token = models.OauthToken
    row = await session.scalar(
        select(token)
        .join(models.Channel, models.Channel.id == token.channel_id)
        .where(models.Channel.key == channel, token.service == provider)
    )
    if row is None:
        return shared_key(settings, provider)
    cipher = Cipher.from_setting(settings.fernet_key)
    key = SecretStr(cipher.decrypt(row.token_encrypted))
    if not cipher.is_newest(row.token_encrypted):
        row.token_encrypted = cipher.rotate(row.token_encrypted)
    return key


def shared_key(settings: Settings, provider: str) -> SecretStr | None:
    """The environment's key of a provider; YouTube's are the channels' own."""
    key: SecretStr | None = getattr(settings, SERVICES[provider].key.lower(), None)
    return key


def environment_of(settings: Settings, provider: str, key: SecretStr | None) -> dict[str, str]:
    """What a script needs in its environment to call a provider: its key and where it is."""
    if provider not in SERVICES:
        return {}
    service = SERVICES[provider]
    made = {name: getattr(settings, name.lower()) for name in service.addresses}
    addresses = {name: value for name, value in made.items() if value}
    secrets = {name: getattr(settings, name.lower()) for name in service.needs}
    secrets[service.key] = key
    known = {name: value.get_secret_value() for name, value in secrets.items() if value}
    return addresses | known


def fingerprint(key: SecretStr | None) -> str:
    """What tells one key from another and nothing about it."""
    if key is None:
        return ""
    return hashlib.sha256(b"slate:" + key.get_secret_value().encode()).hexdigest()[:16]


async def fingerprint_now(
    session: AsyncSession, settings: Settings, channel: str | None, provider: str
) -> str:
    """That of the key in force, a channel's or (None) the environment's."""
    if channel is None:
        return fingerprint(shared_key(settings, provider))
    try:
        return fingerprint(await key_of(session, settings, channel, provider))
    except ConfigError:
        return UNREADABLE


def fingerprint_of(environment: Mapping[str, str]) -> str:
    """The same, of the key in a script's environment."""
    names = {service.key for service in SERVICES.values()}
    found = next((value for name, value in environment.items() if name in names), None)
    return fingerprint(SecretStr(found) if found else None)


async def _channel_id(session: AsyncSession, channel: str) -> object:
    found = await session.scalar(select(models.Channel.id).where(models.Channel.key == channel))
    if found is None:
        raise NotFound(f"The channel “{channel}” has no row yet: `keep_channel` makes it.")
    return found
