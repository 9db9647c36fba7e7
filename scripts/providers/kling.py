"""Clips by Kling, ordered through KIE.ai: upload the frame, order, wait, fetch.

The order is the only call that costs money. Its job is announced and on disk before anything
waits for it, and whoever has its id takes it up without ordering again.
"""

from __future__ import annotations

import io
import json
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.options import FRAMES
from scripts.pictures import cover, open_picture
from scripts.program import Exit, Failure, Report, Result, as_failure, owing, whole_file
from scripts.providers.calls import Calls
from scripts.providers.downloads import check_clip, download, origin_of
from scripts.providers.errors import Judgement, Meaning, failure_of, is_moderation, utc_now
from scripts.providers.job_files import Job, read_job, write_job
from scripts.providers.kie import consumed, credits_left, data_of, kie, upload_address
from scripts.providers.kling_models import DEFAULT, checked_prompt, model_named, whole_seconds
from scripts.providers.paid_options import GIVE_UP_SECONDS, PAUSE_SECONDS, POLL_SECONDS

if TYPE_CHECKING:
    from PIL import Image

_SLOWER = 1.2  # each pause between polls is this much longer than the last
_POLLS_APART = 4.0  # and at most this many times as long as the first
_UNKNOWN_FOR_SECONDS = 60.0  # a new job may not be listed at once
_COME_BACK = timedelta(minutes=2)
_MAX_UPLOAD_BYTES = 10_000_000

# Where KIE.ai keeps what it made; `download-url` names no others.
_RESULT_HOSTS = ("aiquickdraw.com", "redpandaai.co", "kie.ai")


@dataclass(frozen=True)
class Order:
    """One clip.

    Attributes:
        image: The frame it starts from.
        seconds: One of the durations the model sells.
        shape: A key of `FRAMES`.
        name: What people call it, in messages.
    """

    image: Path
    prompt: str
    seconds: float
    shape: str
    model: str = DEFAULT

    @property
    def name(self) -> str:
        return f"the clip for {self.image.name}"


@dataclass(frozen=True)
class Patience:
    """Seconds: before a second attempt, between the first polls, and until a run gives up."""

    pause: float = PAUSE_SECONDS
    poll: float = POLL_SECONDS
    give_up: float = GIVE_UP_SECONDS


def make_clip(
    order: Order,
    output: Path,
    report: Report,
    *,
    job_file: Path | None = None,
    job_id: str = "",
    patience: Patience = Patience(),
) -> Result:
    """Order a clip, or take up the one that was ordered, and fetch it.

    Returns:
        seconds, frames, job_id, and `usage`: the `seconds` that were ordered, and the `credits`
        with their `source` where they are known.

    Raises:
        Failure: See `errors`; `Exit.AGAIN`, kind `waiting`, when it is not ready in time: the
            job goes on, and the same call with its id takes it up. A failure for good after the
            job has ended tells its usage.
    """
    model = model_named(order.model)
    whole_seconds(order.model, model, order.seconds)
    checked_prompt(order.model, model, order.prompt)
    with kie(patience.pause) as calls:
        job = read_job(job_file, job_id)
        if job is None:
            frame = _uploaded(calls, order)
            job = _ordered(calls, order, frame)
            report.submitted(job.job_id)  # first: a full disk must not keep it quiet
            _note(job_file, job, order)
        else:
            report.submitted(job.job_id)  # whoever ordered it may not have been heard
        record = _awaited(calls, order, job, patience)
        usage = _usage(calls, order, job, record)
        with owing(usage, is_kept=True):
            seconds, frames = _fetched(calls, _result_url(record, order), order, output)
    made = {"seconds": round(seconds, 4), "frames": frames, "job_id": job.job_id}
    return {**made, "usage": usage}


def _note(job_file: Path | None, job: Job, order: Order) -> None:
    try:
        write_job(job_file, job)
    except OSError as error:  # it goes on at KIE.ai, and must neither be lost nor ordered again
        text = f"{order.name} is ordered as job {job.job_id}, which cannot be noted"
        text += f" ({error.strerror}); it is taken up by that id"
        raise Failure(Exit.AGAIN, text, kind=as_failure(error).kind) from error


def _uploaded(calls: Calls, order: Order) -> str:
    """The frame's address at KIE.ai, where it is kept for a day."""
    content, suffix, mime = _frame_bytes(order)
    # A name that was used before would show its old picture.
    name = f"slate-{uuid.uuid4().hex}{suffix}"
    reply = calls.ask(
        "POST",
        "/api/file-stream-upload",
        order.name,
        address=upload_address(),
        data={"uploadPath": "slate/frames", "fileName": name},
        files={"file": (name, content, mime)},
    )
    url = data_of(reply.body).get("downloadUrl")
    if not isinstance(url, str) or not url:
        text = f"KIE.ai took the frame of {order.name} and did not say where it is"
        raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
    return url


def _frame_bytes(order: Order) -> tuple[bytes, str, str]:
    """The frame in the film's shape, without what our PNGs hold beside their pixels."""
    picture = _in_shape(open_picture(order.image).convert("RGB"), FRAMES[order.shape])
    made = io.BytesIO()
    picture.save(made, format="PNG", compress_level=3)
    if made.tell() <= _MAX_UPLOAD_BYTES:
        return made.getvalue(), ".png", "image/png"
    made = io.BytesIO()
    picture.save(made, format="JPEG", quality=95)
    return made.getvalue(), ".jpg", "image/jpeg"


def _in_shape(picture: Image.Image, frame: tuple[int, int]) -> Image.Image:
    """Cropped to the frame's shape, at most its size: the clip takes the shape of its picture."""
    wide, high = frame
    factor = min(1.0, picture.width / wide, picture.height / high)
    size = (round(wide * factor), round(high * factor))
    return picture if picture.size == size else cover(picture, size)


def _ordered(calls: Calls, order: Order, frame: str) -> Job:
    model = model_named(order.model)
    seconds = whole_seconds(order.model, model, order.seconds)
    document = {
        "model": order.model,
        "input": model.order(order.prompt, frame, seconds, order.shape),
    }
    before = _credits_before(calls)
    named = {Meaning.MODEL: order.model}
    reply = calls.submit("/api/v1/jobs/createTask", order.name, document, named=named)
    job_id = data_of(reply.body).get("taskId")
    if not isinstance(job_id, str) or not job_id:
        judged = Judgement(Meaning.UNCLEAR, "its answer names no job")
        raise failure_of(judged, "KIE.ai", order.name, submitting=True)
    return Job(job_id, before)


def _credits_before(calls: Calls) -> float | None:
    """The account's credits; an order does not need them, but it needs the key."""
    try:
        return credits_left(calls)
    except Failure as failure:
        if failure.exit_code is Exit.KEY_REFUSED:
            raise
        return None


def _awaited(calls: Calls, order: Order, job: Job, patience: Patience) -> dict[str, Any]:
    """The job's record, once it succeeded."""
    began, pause = time.monotonic(), patience.poll
    while True:
        waited = time.monotonic() - began
        record = _record(calls, order, job, is_new=waited < _UNKNOWN_FOR_SECONDS)
        if record.get("state") == "success":
            return record
        if record.get("state") == "fail":
            raise _job_failure(record, order, job)
        if waited + pause > patience.give_up:
            text = f"{order.name} is not ready after {waited / 60:.0f} minutes; job {job.job_id}"
            text += " goes on and is taken up again"
            at = utc_now() + _COME_BACK
            raise Failure(Exit.AGAIN, text, kind="waiting", retry_at=at)
        time.sleep(pause)
        pause = min(pause * _SLOWER, patience.poll * _POLLS_APART)


def _record(calls: Calls, order: Order, job: Job, *, is_new: bool) -> dict[str, Any]:
    what = f"job {job.job_id} of {order.name}"
    try:
        reply = calls.ask("GET", "/api/v1/jobs/recordInfo", what, params={"taskId": job.job_id})
    except Failure as failure:
        # It says that it knows no such job in one of these ways.
        if failure.kind in {Meaning.INPUT.kind, Meaning.FAILED.kind} and is_new:
            return {}
        if failure.kind == Meaning.INPUT.kind:
            raise Failure(Exit.FAILED, str(failure), kind="job") from failure
        raise
    return data_of(reply.body)


def _job_failure(record: dict[str, Any], order: Order, job: Job) -> Failure:
    said = str(record.get("failMsg") or record.get("failCode") or "no reason was given")
    meaning = Meaning.CONTENT if is_moderation(said) else Meaning.FAILED
    judged = Judgement(meaning, f"{said} (job {job.job_id})")
    told = consumed(record)
    # It gives the credits of a failed job back: its failures' records say that they took 0.
    source = "record" if told is not None else "refund"
    usage = {"seconds": 0, "credits": told or 0.0, "source": source}
    return failure_of(judged, "KIE.ai", order.name, submitting=False, usage=usage)


def _result_url(record: dict[str, Any], order: Order) -> str:
    """`resultJson` is a JSON text inside the JSON."""
    try:
        urls = json.loads(record.get("resultJson") or "")["resultUrls"]
        url = urls[0]
    except (ValueError, TypeError, KeyError, IndexError) as error:
        text = f"KIE.ai says that {order.name} is ready, but not where"
        raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind) from error
    return str(url)


def _fetched(calls: Calls, url: str, order: Order, output: Path) -> tuple[float, int]:
    origins = tuple(map(origin_of, (calls.service.address, upload_address())))

    def attempt() -> tuple[float, int]:
        with whole_file(output) as partial:
            download(url, partial, hosts=_RESULT_HOSTS, origins=origins)
            return check_clip(partial, order.seconds, FRAMES[order.shape])

    return calls.again(attempt)


def _usage(calls: Calls, order: Order, job: Job, record: dict[str, Any]) -> Result:
    """What the clip cost: the record's own word, else what the account lost meanwhile.

    `source` tells which, because the account also pays for what else is made at that time.
    """
    usage: Result = {"seconds": order.seconds}
    told = consumed(record)
    if told is not None:
        return {**usage, "credits": told, "source": "record"}
    if job.credits_before is None:
        return usage
    try:
        spent = job.credits_before - credits_left(calls)
    except Failure:
        return usage  # a clip is worth more than knowing what it cost
    return {**usage, "credits": round(spent, 2), "source": "account"} if spent > 0 else usage
