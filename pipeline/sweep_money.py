"""Repairs for which one must know the limits file, the channels and the keys: the workers'."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import holds, keys, models, spending
from pipeline.channels import load_channels
from pipeline.lifecycle import Hold
from pipeline.limits import LimitsFile
from pipeline.settings import Settings
from pipeline.sweep import REPAIRS, Repair


@dataclass
class MoneySweep:
    """What lags because a file or a key was changed."""

    settings: Settings
    limits: LimitsFile
    _seen: dict[Path, int] = field(default_factory=dict)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """All repairs of a worker."""
        own = (
            self.follow_the_channels_files,
            self.forget_refusals_of_other_keys,
            self.end_holds_that_fit_the_caps,
        )
        return (*own, *REPAIRS)

    async def follow_the_channels_files(self, session: AsyncSession) -> int:
        """A channel's capacity and its cap of a day count as its YAML says now."""
        folder = self.settings.channel_configs_dir
        stamps = {path: path.stat().st_mtime_ns for path in folder.glob("*.yaml")}
        if stamps == self._seen:
            return 0
        known = await asyncio.to_thread(load_channels, folder)
        changed = 0
        channel = models.Channel
        for key, config in known.configs.items():
            cap = config.budget.usd_per_day
            found = await session.scalars(
                update(channel)
                .where(channel.key == key)
                .where((channel.capacity != config.capacity) | (channel.usd_per_day != cap))
                .values(capacity=config.capacity, usd_per_day=cap)
                .returning(channel.id)
            )
            changed += len(found.all())
        self._seen = stamps
        return changed

    async def forget_refusals_of_other_keys(self, session: AsyncSession) -> int:
        """A key that was refused has been replaced by another: it is tried."""
        held = models.ProviderHold
        of_channel = models.Channel.id == held.channel_id
        query = select(held, models.Channel.key).outerjoin(models.Channel, of_channel)
        rows = (await session.execute(query)).all()
        old = [
            row.id
            for row, channel in rows
            if row.key_fingerprint
            != await keys.fingerprint_now(session, self.settings, channel, row.provider)
        ]
        if old:
            await session.execute(delete(held).where(held.id.in_(old)))
        return len(old)

    async def end_holds_that_fit_the_caps(self, session: AsyncSession) -> int:
        """A cap was raised before the day was over."""
        video = models.Video
        held = select(video).where(video.hold == Hold.BUDGET).with_for_update(skip_locked=True)
        ended = 0
        for row in (await session.scalars(held)).all():
            caps = await spending.caps_of(session, row, self.limits.current())
            if row.hold_usd is not None and all(row.hold_usd <= cap.left for cap in caps):
                await holds.go_on(session, row)
                ended += 1
        return ended
