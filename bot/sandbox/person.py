"""A scripted person at the keyboard: types, clicks, reacts, reads and waits.

    async with Person(sandbox.control_url, "Robin") as robin:
        answer = await robin.command("video queue", title="Fox", storyboard=Path("fox.yaml"))
        posted = await robin.wait_for_message(lambda message: "Approve?" in message.text)
        await robin.react(posted.id, posted.channel_id, "✅")

A person knows everything that happened since they came: `wait_for` also finds what was already
there, so nothing is lost between an action and the wait for its result.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.sandbox.errors import Json
from bot.sandbox.sightings import (
    Answer,
    MessageEdited,
    MessagePosted,
    SeenFile,
    SeenMessage,
    Sighting,
    answer,
    seen_message,
    sighting,
)

POLL_SECONDS = 20.0
ANSWER_SECONDS = 30.0
Sendable = Path | bytes | tuple[str, bytes]
"""A file to send: a path, bare bytes, or a name with its bytes."""


class CannotDo(Exception):
    """Discord would not let the person do this; the sentence says why."""


class Person:
    """One person in the sandbox.

    Args:
        control_url: The sandbox's `control_url`.
        name: Name or id of a member of the guild.
        channel: Where commands are typed unless another place is given.
    """

    def __init__(self, control_url: str, name: str, *, channel: str | int = "films") -> None:
        self.name = name
        self.control_url = control_url.rstrip("/")
        self._channel = channel
        self._session: aiohttp.ClientSession | None = None
        self._seen: list[Sighting] = []
        self._last = 0
        self._reading = asyncio.Lock()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        self._last = (await self._ask("GET", "/state"))["last_event"]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    # commands, forms and buttons

    async def command(
        self,
        command: str,
        *,
        where: str | int | None = None,
        timeout: float = ANSWER_SECONDS,
        **options: Any,
    ) -> Answer:
        """Type a slash command and wait for the bot's answer.

        Args:
            command: Its names, such as `"video queue"`.
            where: The channel or thread it is typed in.
            timeout: Seconds to wait; an answer that is still deferred then is returned as it is.
            **options: The command's options; a path or bytes is uploaded as a file.

        Raises:
            CannotDo: The command does not take this input.
        """
        files = {name: value for name, value in options.items() if _is_file(value)}
        body = {
            **self._here(where),
            "command": command,
            "options": {name: value for name, value in options.items() if name not in files},
        }
        return await self._begin("/commands", body, files, timeout)

    async def autocomplete(
        self,
        command: str,
        option: str,
        typed: str,
        *,
        where: str | int | None = None,
        **options: Any,
    ) -> list[Json]:
        """The choices (`name`, `value`) the bot offers for what was typed so far."""
        body = {
            **self._here(where),
            "command": command,
            "option": option,
            "typed": typed,
            "options": options,
        }
        return list((await self._begin("/autocomplete", body)).choices)

    async def submit(
        self, form: Answer, *, timeout: float = ANSWER_SECONDS, **fields: str
    ) -> Answer:
        """Fill in the form the bot answered with; fields are named by label or custom id."""
        body = {"user": self.name, "interaction_id": form.interaction_id, "fields": fields}
        return await self._begin("/modals", body, timeout=timeout)

    async def click(
        self, message: SeenMessage, button: str, *values: str, timeout: float = ANSWER_SECONDS
    ) -> Answer:
        """Press a button, named by label or custom id, or choose `values` in a select."""
        body = {
            **self._here(message.channel_id),
            "message_id": message.id,
            "custom_id": button,
            "values": values,
        }
        return await self._begin("/components", body, timeout=timeout)

    async def answer_of(self, interaction_id: int, *, timeout: float = 0.0) -> Answer:
        """What the bot has answered by now, follow-ups included."""
        told = await self._ask("GET", f"/interactions/{interaction_id}?timeout={timeout}")
        return answer(told)

    # messages and reactions

    async def say(
        self, channel: str | int, text: str, files: Sequence[Sendable] = ()
    ) -> SeenMessage:
        """Write a message into a channel or thread."""
        return await self._write({**self._here(channel), "text": text}, files)

    async def reply(
        self, message: SeenMessage, text: str, files: Sequence[Sendable] = ()
    ) -> SeenMessage:
        """Answer a message."""
        body = {**self._here(message.channel_id), "text": text, "reply_to": message.id}
        return await self._write(body, files)

    async def _write(self, body: Json, files: Sequence[Sendable]) -> SeenMessage:
        named = {f"files[{number}]": file for number, file in enumerate(files)}
        return seen_message(await self._ask("POST", "/messages", body, named))

    async def react(self, message_id: int, channel_id: int, emoji: str) -> None:
        await self._ask("POST", "/reactions", self._reaction(message_id, channel_id, emoji))

    async def unreact(self, message_id: int, channel_id: int, emoji: str) -> None:
        await self._ask("DELETE", "/reactions", self._reaction(message_id, channel_id, emoji))

    def _reaction(self, message_id: int, channel_id: int, emoji: str) -> Json:
        return {**self._here(channel_id), "message_id": message_id, "emoji": emoji}

    async def messages(self, channel: str | int) -> list[SeenMessage]:
        """All messages of a channel or thread, oldest first."""
        found = await self._ask("GET", f"/channels/{channel}/messages")
        return [seen_message(item) for item in found]

    async def download(self, attachment: SeenFile) -> bytes:
        """The bytes of a file."""
        async with self._open_session.get(attachment.url) as response:
            response.raise_for_status()
            return await response.read()

    async def archive(self, thread: str | int) -> None:
        """Archive a thread, as the passing of time does."""
        await self._ask("POST", f"/threads/{thread}/archive", {"archived": True})

    # watching

    async def events(self) -> AsyncIterator[Sighting]:
        """Everything since the person came, then what happens next, without an end."""
        position = 0
        while True:
            while position < len(self._seen):
                yield self._seen[position]
                position += 1
            await self._look(position, POLL_SECONDS)

    async def wait_for(
        self, predicate: Callable[[Sighting], bool], timeout: float = ANSWER_SECONDS
    ) -> Sighting:
        """The first happening since the person came that fits.

        Raises:
            TimeoutError: Nothing fitting happened in time.
        """
        try:
            async with asyncio.timeout(timeout):
                async for event in self.events():
                    if predicate(event):
                        return event
        except TimeoutError:
            last = "\n".join(map(str, self._seen[-5:])) or "nothing at all"
            message = f"{self.name} saw nothing fitting within {timeout} s; at last:\n{last}"
            raise TimeoutError(message) from None
        raise AssertionError("events never end")

    async def wait_for_message(
        self, predicate: Callable[[SeenMessage], bool], timeout: float = ANSWER_SECONDS
    ) -> SeenMessage:
        """The first message, new or edited, that fits."""
        found = await self.wait_for(
            lambda event: (
                isinstance(event, MessagePosted | MessageEdited) and predicate(event.message)
            ),
            timeout,
        )
        assert isinstance(found, MessagePosted | MessageEdited)
        return found.message

    async def _look(self, known: int, seconds: float) -> None:
        """Read what happened, unless another waiting task has just done so."""
        async with self._reading:
            if len(self._seen) > known:
                return
            news = await self._ask("GET", f"/events?after={self._last}&timeout={seconds}")
            self._seen += [sighting(event) for event in news["events"]]
            self._last = news["last"]

    # the wire

    @property
    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("Use a person with `async with`.")
        return self._session

    def _here(self, where: str | int | None) -> Json:
        return {"user": self.name, "channel": self._channel if where is None else where}

    async def _begin(
        self,
        path: str,
        body: Json,
        files: dict[str, Sendable] | None = None,
        timeout: float = ANSWER_SECONDS,
    ) -> Answer:
        begun = await self._ask("POST", path, body, files)
        return await self.answer_of(int(begun["interaction_id"]), timeout=timeout)

    async def _ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        files: dict[str, Sendable] | None = None,
    ) -> Any:
        data: Any = None
        if files:
            data = aiohttp.FormData(quote_fields=False)
            data.add_field("payload_json", json.dumps(body), content_type="application/json")
            for field, file in files.items():
                name, content = await asyncio.to_thread(_named, field, file)
                data.add_field(field, content, filename=name)
        sent = {"data": data} if files else {"json": body} if body is not None else {}
        async with self._open_session.request(method, self.control_url + path, **sent) as response:
            told = await response.json()
        if response.status >= 400:
            raise CannotDo(told["error"])
        return told


def _is_file(value: object) -> bool:
    return isinstance(value, Path | bytes | tuple)


def _named(field: str, file: Sendable) -> tuple[str, bytes]:
    if isinstance(file, Path):
        return file.name, file.read_bytes()
    if isinstance(file, bytes):
        return f"{field}.bin", file
    return file
