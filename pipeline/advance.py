"""Bring a film's rows in line with its build: the one place where its state is written."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import replace
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from pipeline import jobs, models
from pipeline.buying import drop, freeze_clips, want_again
from pipeline.channels import ChannelConfig
from pipeline.errors import NotFound
from pipeline.lifecycle import Cause, Hold, Phase, State, Step, leads_to
from pipeline.models import utc_now
from pipeline.providers import is_paid, title_of
from pipeline.publication import Privacy
from pipeline.reviews import BY_ITSELF
from pipeline.slots import give_slot
from pipeline.steps.build import GONE, LIVE, Build, Missing, Take, TakeState, build
from pipeline.steps.film import Film, Plan


async def lock_video(session: AsyncSession, video_id: uuid.UUID) -> models.Video:
    """The film's row, locked: always before any of its takes, so that nobody waits in a circle."""
    found = await session.get(models.Video, video_id, with_for_update=True)
    if found is None:
        raise NotFound("That film does not exist.")
    return found


async def film_of(session: AsyncSession, video: models.Video) -> Film:
    """The film as plans see it."""
    channel = await session.get_one(models.Channel, video.channel_id)
    return Film(
        key=video.id.hex,
        number=video.number,
        channel=channel.key,
        title=video.title,
        topic=video.topic,
        story_direction=video.story_direction,
        mode=video.mode,
        config=ChannelConfig.thaw(video.config),
        plan=Plan.model_validate(video.plan),
        privacy=cast("Privacy", video.privacy),
        publish_at=video.publish_at,
    )


async def takes_of(session: AsyncSession, video: models.Video) -> list[Take]:
    """All takes of a film but those nobody wants any more, oldest first."""
    columns = (
        models.Take.id,
        models.Take.step,
        models.Take.number,
        models.Take.state,
        models.Take.inputs_hash,
        models.Take.sha256,
    )
    rows = await session.execute(
        select(*columns)
        .where(models.Take.video_id == video.id, models.Take.state.not_in(GONE))
        .order_by(models.Take.take)
    )
    return [
        Take(row.id, Step(row.step), row.number, TakeState(row.state), row.inputs_hash, row.sha256)
        for row in rows
    ]


async def advance(session: AsyncSession, video: models.Video, film: Film | None = None) -> Build:
    """Write what follows from the film's plan and takes.

    Plans what is missing, supersedes what is no longer wanted, opens or withdraws the gate's
    review, moves the state, and enqueues the jobs for all of it.

    Args:
        video: Locked by the caller.
        film: Given where its plan was changed in memory; it is stored.
    """
    if video.ended_at is not None:  # only what was in flight still reports
        return Build(video.state)
    if film is None:
        film = await film_of(session, video)
    else:
        video.plan = film.plan.model_dump(mode="json")
    takes = await takes_of(session, video)
    film, result = await _as_the_channel_says(session, video, film, takes)
    if await freeze_clips(session, film, result):
        result = build(film, takes)
    video.plan = film.plan.model_dump(mode="json")
    unwanted = [take for take in takes if take.state in LIVE and not _may_go_on(take, result)]
    await drop(session, video, [take.id for take in unwanted])
    if await want_again(session, video, result):
        result = build(film, await takes_of(session, video))
    await _plan_takes(session, video, result.missing)
    await _keep_review(session, video, result)
    await _move(session, video, result)
    return result


async def _as_the_channel_says(
    session: AsyncSession, video: models.Video, film: Film, takes: list[Take]
) -> tuple[Film, Build]:
    """Give a film that comes to its last gate its slot, and open the gates that nobody is asked at."""
    while True:
        result = build(film, takes)
        if await give_slot(session, video, film, result):
            film = replace(film, publish_at=video.publish_at)
            result = build(film, takes)
        if not (result.state.is_open_gate and result.state.step in film.config.auto_approve):
            return film, result
        _open_for_the_channel(session, video, result)
        film.plan.gates_passed.append(result.state.step)


def _open_for_the_channel(session: AsyncSession, video: models.Video, result: Build) -> None:
    """Leave the trace of a gate that opens by itself: what was passed, and by whose word."""
    by = {"via": BY_ITSELF, "created_at": utc_now()}
    gate = result.state.step
    session.add(
        models.Review(
            video_id=video.id,
            gate=gate,
            state="decided",
            content_hash=result.content,
            decision="approved",
            decided_by="the channel's settings",
            decided_at=utc_now(),
            **by,
        )
    )
    session.add(
        models.AuditLog(
            video_id=video.id, actor="the channel", action="approved", details={"gate": gate}, **by
        )
    )


def _may_go_on(take: Take, result: Build) -> bool:
    """What is running for a later step goes on as long as nothing it is made from changes."""
    is_running_on = take.state is TakeState.WORKING and take.id in result.undisturbed
    return take.id in result.wanted or is_running_on


async def _plan_takes(session: AsyncSession, video: models.Video, missing: list[Missing]) -> None:
    if not missing:
        return
    last = {
        (row.step, row.number): row.take
        for row in await session.execute(
            select(models.Take.step, models.Take.number, func.max(models.Take.take).label("take"))
            .where(models.Take.video_id == video.id)
            .group_by(models.Take.step, models.Take.number)
        )
    }
    for wanted in missing:
        unit = wanted.unit
        session.add(
            models.Take(
                video_id=video.id,
                step=unit.step,
                number=unit.number,
                take=last.get((unit.step, unit.number), 0) + 1,
                state=TakeState.PLANNED,
                name=unit.name,
                prompt=unit.prompt,
                note=unit.note,
                provider=unit.provider,
                is_paid=is_paid(unit.provider),
                model=unit.model,
                inputs_hash=wanted.inputs_hash,
            )
        )
    await session.flush()
    lanes = Counter((wanted.unit.step, is_paid(wanted.unit.provider)) for wanted in missing)
    for (step, is_bought), count in lanes.items():
        await jobs.some_take_is_ready(session, step, is_paid=is_bought, count=count)


async def _keep_review(session: AsyncSession, video: models.Video, result: Build) -> None:
    """One pending review at the open gate, for what stands there now; none elsewhere."""
    review = models.Review
    pending = (
        await session.scalars(
            select(review).where(review.video_id == video.id, review.state == "pending")
        )
    ).all()
    stands = False
    for one in pending:
        is_asked = (
            result.state.is_open_gate
            and one.gate == result.state.step
            and one.content_hash == result.content
        )
        stands = stands or is_asked
        if not is_asked:
            one.state = "withdrawn"
            one.decided_at = utc_now()
    await session.flush()
    if result.state.is_open_gate and not stands and video.hold is None:
        session.add(
            review(
                video_id=video.id,
                gate=result.state.step,
                state="pending",
                content_hash=result.content,
            )
        )


async def _move(session: AsyncSession, video: models.Video, result: Build) -> None:
    """Write the new state and have it shown."""
    before, after = video.state, result.state
    if after != before and not leads_to(before, after):
        raise AssertionError(f"film #{video.number} cannot go from {before} to {after}")
    video.step, video.phase = after.step, after.phase
    if after.phase is not Phase.FAILED:
        video.error = None
    elif result.stuck:
        video.error = await _why(session, result.stuck)
        await _ask_about_payments(session, video, result.stuck)
    if after.is_final:
        video.ended_at = utc_now()
    await show(session, video)


async def _why(session: AsyncSession, stuck: list[Take]) -> str:
    first = min(stuck, key=lambda take: take.number)
    row = await session.get_one(models.Take, first.id, populate_existing=True)
    more = f" (and {len(stuck) - 1} more)" if len(stuck) > 1 else ""
    return f"{row.name}: {row.error}{more}"


async def _ask_about_payments(
    session: AsyncSession, video: models.Video, stuck: list[Take]
) -> None:
    """Let the film wait for a person, where nobody knows whether something was paid."""
    lost = [take.id for take in stuck if take.state is TakeState.UNCERTAIN]
    if not lost or video.hold is not None:
        return
    query = select(models.Take).where(models.Take.id.in_(lost)).order_by(models.Take.number)
    rows = (await session.scalars(query)).all()
    named = ", ".join(f"{row.name} (${row.cost_usd or 0:.2f})" for row in rows)
    video.hold, video.hold_cause = Hold.ATTENTION, Cause.UNCERTAIN
    video.hold_reason = (
        f"{title_of(rows[0].provider)} may have made, and charged, {named}: the answer was lost. "
        f"Look there; `/video retry film:{video.number}` orders it again, which may cost as much "
        "once more."
    )


async def show(session: AsyncSession, video: models.Video) -> None:
    """Something people can see has changed."""
    video.version += 1
    video.updated_at = utc_now()
    await session.flush()
    await jobs.show(session, video.id, video.version)
    if video.config.get("notion_data_source"):
        await jobs.show(session, video.id, video.version, entrypoint=jobs.SHOW_NOTION)


def cancelled(state: State) -> State:
    """Where a film goes that a person ends."""
    return State(state.step, Phase.CANCELLED)
