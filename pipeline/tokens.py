"""Tokens that are about to die are announced while they still work."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import models
from pipeline.database import Database
from pipeline.models import utc_now
from pipeline.providers import title_of
from pipeline.settings import Settings
from pipeline.utils.alerts import send_alert

log = structlog.get_logger(__name__)

SOON = timedelta(days=2)
EVERY = timedelta(days=1)
LOOK_SECONDS = 600.0


async def about_to_die(session: AsyncSession) -> list[str]:
    """A sentence for each token that dies soon, once a day."""
    token, channel, now = models.OauthToken, models.Channel, utc_now()
    rows = await session.execute(
        select(token, channel.key)
        .join(channel, channel.id == token.channel_id)
        .where(token.expires_at < now + SOON)
        .where(or_(token.warned_at.is_(None), token.warned_at < now - EVERY))
        .order_by(channel.key)
        .with_for_update(of=token, skip_locked=True)
    )
    told = []
    for row, key in rows.all():
        row.warned_at = now
        verb = "ends" if row.expires_at and row.expires_at > now else "ended"
        when = f"{row.expires_at:%Y-%m-%d %H:%M} UTC"
        told.append(
            f"{key}: its connection to {title_of(row.service)} {verb} on {when}. "
            f"Run `slate {row.service} connect {key}`."
        )
    return told


async def keep_announcing(settings: Settings, database: Database) -> None:
    """Tell the operator until cancelled."""
    webhook = settings.discord_alert_webhook_url
    while True:
        try:
            async with database.transaction() as session:
                told = await about_to_die(session)
        except (DBAPIError, OSError) as error:
            log.warning("tokens.not_looked_at", error=type(error).__name__)
            told = []
        for sentence in told:
            await send_alert(webhook.get_secret_value() if webhook else None, sentence)
        await asyncio.sleep(LOOK_SECONDS)
