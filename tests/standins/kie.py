"""KIE.ai on this machine: uploads, jobs that take their time, results and credits."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from PIL import Image

from tests.standins.desk import Desk, Json, cut
from tests.standins.faults import Fault, FaultKind
from tests.standins.ledger import clip_charge
from tests.standins.media import clip

_SHARES = (("waiting", 0.1), ("queuing", 0.25), ("generating", 1.0))  # of the time a clip takes
_MESSAGES = {
    401: "You do not have access permissions",
    402: "Credits insufficient",
    422: "The model name you specified is not supported",
    429: "Your call frequency is too high. Please try again later.",
    455: "Service unavailable: maintenance",
    500: "Server exception, please try again later or contact customer service",
    501: "Generation failed",
    505: "This feature is disabled",
}
_KEPT_BELOW = 520  # statuses up to here are told in the body's code, with HTTP 200
_PLAIN_STATUSES = {502, 503, 504}


@dataclass(frozen=True)
class Job:
    """An accepted job; `ending` is success or fail."""

    id: str
    began: float
    model: str
    seconds: int
    is_wide: bool
    credits: float
    ending: str = "success"
    message: str = ""
    words: str = ""


class Kie:
    """The stand-in; its own mistakes come from the desk."""

    name = "kie"

    def __init__(self, desk: Desk, clock: Callable[[], float]) -> None:
        self._desk = desk
        self._clock = clock
        self._uploads: dict[str, bool] = {}  # whether the picture is wide, by its name
        self.jobs: dict[str, Job] = {}

    def routes(self) -> list[web.AbstractRouteDef]:
        serving = self._desk.serving
        return [
            web.post("/api/file-stream-upload", serving(self, self._upload)),
            web.post("/api/v1/jobs/createTask", serving(self, self._create)),
            web.get("/api/v1/jobs/recordInfo", serving(self, self._record)),
            web.get("/api/v1/chat/credit", serving(self, self._credit)),
            web.get("/files/{name}", self._file),
        ]

    def knows(self, headers: Mapping[str, str]) -> bool:
        return headers.get("Authorization") == f"Bearer {self._desk.key}"

    def refusal(self, status: int, word: str = "") -> web.Response:
        body = {"code": status, "msg": word or _MESSAGES.get(status, "error"), "data": None}
        is_plain = status in _PLAIN_STATUSES or status >= _KEPT_BELOW
        return web.json_response(body, status=status if is_plain else 200)

    async def _upload(self, request: web.Request, fault: Fault | None) -> web.Response:
        form = await request.post()
        sent = form["file"]
        assert isinstance(sent, web.FileField)
        await self._desk.take(self._desk.delays.upload)
        name, folder = str(form.get("fileName") or sent.filename), str(form["uploadPath"])
        sent.file.seek(0)
        self._uploads[name] = _is_wide(sent.file.read())
        data = {
            "fileName": name,
            "filePath": f"{folder}/{name}",
            "downloadUrl": f"{request.url.origin()}/files/{name}",
            "fileSize": 1,
            "mimeType": sent.content_type,
            "uploadedAt": "2026-11-22T12:00:00Z",
        }
        return web.json_response({"success": True, "code": 200, "msg": "ok", "data": data})

    async def _create(self, request: web.Request, fault: Fault | None) -> web.Response:
        body = await request.json()
        told = body["input"]
        words = str(told.get("prompt") or "")
        await self._desk.work(self._desk.delays.order, "order", words, request)
        kind = fault.kind if fault is not None else None
        if kind is FaultKind.BLOCKED:
            return self.refusal(422, "The prompt contains sensitive words")
        frame = str(told.get("image_url") or told["image_urls"][0]).rsplit("/", 1)[-1]
        if frame not in self._uploads:
            return self.refusal(422, "image_url cannot be fetched")
        charge = clip_charge(
            f"kie-{next(self._desk.numbers):08x}",
            body["model"],
            int(told["duration"]),
            words,
        )
        if charge.amount > self._desk.ledger.credits:
            return self.refusal(402)
        began, ending = self._clock(), "fail" if kind in _ENDINGS else "success"
        ends = began + self._desk.delays.clip * self._desk.delays.scale
        self._desk.ledger.charge(charge, refund_at=ends if ending == "fail" else None)
        self.jobs[charge.job] = Job(
            id=charge.job,
            began=began,
            model=body["model"],
            seconds=int(told["duration"]),
            is_wide=self._uploads[frame],
            credits=charge.amount,
            ending=ending,
            message=_ENDINGS.get(kind, "") if kind else "",
            words=words,
        )
        self._desk.traffic.count("clip", len(self.unfinished))
        return web.json_response({"code": 200, "msg": "success", "data": {"taskId": charge.job}})

    async def _record(self, request: web.Request, fault: Fault | None) -> web.Response:
        job = self.jobs.get(request.query.get("taskId", ""))
        if job is None:
            return self.refusal(422, "recordInfo is null")
        data = self._data(job, str(request.url.origin()))
        return web.json_response({"code": 200, "msg": "success", "data": data})

    @property
    def unfinished(self) -> list[Job]:
        """The jobs that are still being made."""
        return [job for job in list(self.jobs.values()) if self._passed(job) < 1.0]

    def _passed(self, job: Job) -> float:
        """The share of the time a clip takes that is over."""
        takes = self._desk.delays.clip * self._desk.delays.scale
        return (self._clock() - job.began) / takes if takes else 1.0

    def _data(self, job: Job, origin: str) -> Json:
        passed = self._passed(job)
        state = next((name for name, until in _SHARES if passed < until), job.ending)
        data: Json = {
            "taskId": job.id,
            "model": job.model,
            "state": state,
            "param": "{}",
            "resultJson": "",
            "failCode": None,
            "failMsg": None,
            "createTime": 0,
        }
        if state == "success":
            urls = {"resultUrls": [f"{origin}/files/{job.id}.mp4"]}
            data |= {"resultJson": json.dumps(urls), "creditsConsumed": job.credits}
        elif state == "fail":
            data |= {"failCode": "500", "failMsg": job.message, "creditsConsumed": 0}
        return data

    async def _credit(self, request: web.Request, fault: Fault | None) -> web.Response:
        left = self._desk.ledger.credits
        return web.json_response({"code": 200, "msg": "success", "data": left})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """A result; nobody may send a key here."""
        self._desk.downloads.append({"url": str(request.url), "headers": dict(request.headers)})
        fault = self._desk.faults.next_for(request.path)
        if fault is not None and fault.kind is FaultKind.STATUS:
            return web.Response(status=fault.status, headers=fault.headers, body=fault.body)
        if fault is not None and fault.kind is FaultKind.CUT:
            return cut(request)
        job = self.jobs.get(request.match_info["name"].removesuffix(".mp4"))
        if job is None:
            raise web.HTTPNotFound
        if fault is not None and fault.kind is FaultKind.HTML_FILE:
            return web.Response(text="<html>Expired</html>", content_type="text/html")
        content = clip(job.seconds, job.is_wide)
        is_broken = fault is not None and fault.kind is FaultKind.BROKEN_FILE
        shown = content[: len(content) // 2] if is_broken else content
        return web.Response(body=shown, content_type="video/mp4")


def _is_wide(content: bytes) -> bool:
    with Image.open(io.BytesIO(content)) as opened:
        return opened.width >= opened.height


_ENDINGS: dict[Any, str] = {
    FaultKind.JOB_FAILS: "Internal error, please try again later",
    FaultKind.JOB_REFUSED: "The content was flagged by our moderation",
}
