"""How the control interface reads what it is asked and answers what cannot be done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.bodies import read_form
from bot.sandbox.errors import ApiError, Json
from bot.sandbox.interactions import Interaction
from bot.sandbox.invoking import NotPossible
from bot.sandbox.model import Upload

LONGEST_WAIT = 120.0
Answer = Callable[[web.Request], Awaitable[Any]]


def answering(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Turn what cannot be done into a sentence, and everything else into JSON."""

    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await answer(request))
        except KeyError as error:
            return web.json_response({"error": f"{error} is missing."}, status=400)
        except (NotPossible, ValueError) as error:
            return web.json_response({"error": str(error)}, status=400)
        except ApiError as error:
            return web.json_response({"error": error.message, **error.body()}, status=400)

    return handle


async def read(request: web.Request) -> tuple[Json, list[Upload]]:
    """The body of a request, and the files that came with it."""
    if request.content_type == "multipart/form-data":
        body, files = await read_form(request)
    else:
        body, files = await request.json(), []
    if not isinstance(body, dict):
        raise NotPossible("The body has to be a JSON object.")
    return body, files


def begun(interaction: Interaction) -> Json:
    """What tells the caller which interaction to wait for."""
    return {"interaction_id": str(interaction.id)}


def number(request: web.Request, name: str = "id") -> int:
    """An id in the address."""
    return int(request.match_info[name])


def seconds(request: web.Request) -> float:
    """How long the caller wants to wait."""
    return min(float(request.query.get("timeout", "0")), LONGEST_WAIT)
