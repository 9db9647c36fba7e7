"""Connecting a channel to its account: consent, the check that it is the right one, the token."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

from bot.cli_keys import channel_config, rows
from bot.youtube.consent import Account, Consent, Grant, account_of, client_id
from bot.youtube.loopback import HOST, Answer, answer_of, loopback
from pipeline import keys
from pipeline.channel_rows import keep_channel
from pipeline.errors import ConfigError, NotPossible
from pipeline.providers import YOUTUBE
from pipeline.publication import Youtube
from pipeline.settings import Settings
from pipeline.utils.encryption import Cipher

WAIT_SECONDS = 600.0


async def connect(
    settings: Settings, channel: str, *, port: int = 0, is_pasted: bool = False
) -> None:
    """Ask for consent, see that it is the right account, and keep the token.

    Raises:
        ConfigError: Something is not set.
        NotPossible: No consent, or of another account.
    """
    cipher = Cipher.from_setting(settings.fernet_key)  # nobody consents to what cannot be kept
    client_id(settings)
    config = channel_config(settings, channel)
    meant = config.youtube
    if meant is None:
        raise ConfigError(
            f"{channel}.yaml has no `youtube` section: put the account's `channel_id` there."
        )
    grant, account = await _granted(settings, port, is_pasted=is_pasted)
    _check_account(channel, meant, account)
    async with rows(settings) as session:
        await keep_channel(session, channel, config)
        token = grant.refresh_token.get_secret_value()
        await keys.keep(session, cipher, channel, YOUTUBE, token, expires_at=grant.expires_at)
    _say(f"✅ {config.name} publishes to “{account.title}” ({account.id}) now.")
    if grant.expires_at is not None:
        _say(
            f"⚠️ Google ends this on {grant.expires_at:%Y-%m-%d}, because the OAuth client is in "
            "“Testing”: publish it in Google's console, then connect again."
        )


async def _granted(settings: Settings, port: int, *, is_pasted: bool) -> tuple[Grant, Account]:
    async with loopback(port) as page:
        consent = Consent(settings, page.address)
        _say(f"Open this address and choose the account:\n\n{consent.address}\n")
        if is_pasted:
            _say(f"The browser ends on a page at {HOST} that it cannot show. Paste its address:")
            answer = answer_of(await asyncio.to_thread(sys.stdin.readline))
        else:
            answer = await _waited(page.answer())
    if answer.state != consent.state:
        raise NotPossible("that answer belongs to another question: connect again.")
    if answer.error:
        raise NotPossible(f"there was no consent ({answer.error}).")
    grant = await consent.grant(answer.code)
    return grant, await account_of(settings, grant)


async def _waited(answer: Coroutine[Any, Any, Answer]) -> Answer:
    try:
        return await asyncio.wait_for(answer, WAIT_SECONDS)
    except TimeoutError:
        raise NotPossible("nobody has answered within ten minutes: connect again.") from None


def _check_account(channel: str, meant: Youtube, account: Account) -> None:
    """See that it is the account that the channel's YAML means."""
    if account.id != meant.channel_id:
        raise NotPossible(
            f"that is the account of “{account.title}” ({account.id}), but {channel}.yaml says "
            f"{meant.channel_id}: choose the other account in the browser, or change the YAML. "
            "Nothing was kept."
        )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
