"""The control interface: how people and tests act in the sandbox, over HTTP with JSON.

Everything lies below `/control` on the sandbox's port. People, channels, threads and roles are
named by id or by name. Requests with files are forms: `payload_json` holds what would else be the
body, every other field is a file (for a command the field is named like the option). What cannot
be done is answered with 400 and `{"error": "a sentence"}`.

GET     /control/                       this page
GET     /control/state                  guild, channels, threads, members, roles, commands
POST    /control/commands               {user, channel, command: "video queue", options: {…}}
                                        → {interaction_id}
POST    /control/autocomplete           {user, channel, command, option, typed, options}
                                        → {interaction_id}
POST    /control/modals                 {user, interaction_id, fields: {label or custom id: text}}
                                        → {interaction_id}
POST    /control/components             {user, channel, message_id, custom_id, values: […]}
                                        → {interaction_id}
GET     /control/interactions/ID        ?timeout=S waits until the bot has answered
                                        → {state, messages, modal, choices, reason}
POST    /control/messages               {user, channel, text, reply_to} → the message
GET     /control/channels/ID/messages   all messages, oldest first
DELETE  /control/channels/ID/messages/ID
POST    /control/reactions              {user, channel, message_id, emoji}
DELETE  /control/reactions              the same
GET     /control/events                 ?after=N&timeout=S → {events: [{number, type, data}], last}
POST    /control/users                  {name, roles: […]} → the member
POST    /control/roles                  {name} → the role
POST    /control/channels               {name} → the channel
PUT     /control/members/ID/roles       {roles: […]}
PATCH   /control/guild                  {filesize_limit: bytes}
POST    /control/threads/ID/archive     {archived: true}
POST    /control/gateway                {action: "reconnect" | "drop" | "invalidate"}
POST    /control/faults                 {kind: 429 | 500 | … | "reset" | "lost_answer" | "delay",
                                        method, path (a regular expression), times, seconds, code}
GET     /control/faults                 the faults still to come
DELETE  /control/faults                 none any more
GET     /control/recording              {requests, responses}: what the bot asked and was answered
GET     /control/violations             what the bot did that Discord does not allow
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox import payloads
from bot.sandbox.control_requests import Answer, answering, begun, number, read, seconds
from bot.sandbox.errors import Json
from bot.sandbox.invoking import NotPossible
from bot.sandbox.people import People

if TYPE_CHECKING:
    from bot.sandbox.discord_server import SandboxDiscord


class Control:
    """Answers those who steer the sandbox."""

    def __init__(self, sandbox: SandboxDiscord) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world
        self._people = People(sandbox)

    def routes(self) -> Iterable[web.RouteDef]:
        yield web.get("/control", self._page)
        yield web.get("/control/", self._page)
        table: dict[tuple[str, str], Answer] = {
            ("GET", "/state"): self._state,
            ("POST", "/commands"): self._command,
            ("POST", "/autocomplete"): self._autocomplete,
            ("POST", "/modals"): self._modal,
            ("POST", "/components"): self._component,
            ("GET", "/interactions/{id}"): self._interaction,
            ("POST", "/messages"): self._say,
            ("GET", "/channels/{id}/messages"): self._messages,
            ("DELETE", "/channels/{id}/messages/{message_id}"): self._delete,
            ("POST", "/reactions"): self._react,
            ("DELETE", "/reactions"): self._unreact,
            ("GET", "/events"): self._events,
            ("POST", "/users"): self._add_user,
            ("POST", "/roles"): self._add_role,
            ("POST", "/channels"): self._add_channel,
            ("PUT", "/members/{id}/roles"): self._set_roles,
            ("PATCH", "/guild"): self._set_guild,
            ("POST", "/threads/{id}/archive"): self._archive,
            ("POST", "/gateway"): self._gateway,
            ("POST", "/faults"): self._order_fault,
            ("GET", "/faults"): self._open_faults,
            ("DELETE", "/faults"): self._clear_faults,
            ("GET", "/recording"): self._recording,
            ("GET", "/violations"): self._violations,
        }
        for (method, path), answer in table.items():
            yield web.route(method, "/control" + path, answering(answer))

    async def _page(self, request: web.Request) -> web.Response:
        text = html.escape(__doc__ or "")
        page = f"<!doctype html><meta charset=utf-8><title>Sandbox</title><pre>{text}</pre>"
        return web.Response(text=page, content_type="text/html")

    async def _state(self, request: web.Request) -> Json:
        world = self._world
        return {
            "guild": {**asdict(world.guild), "id": str(world.guild.id)},
            "bot": payloads.user(world.bot),
            "bots_connected": self._sandbox.gateway.connected,
            "channels": [world.show_place(item) for item in world.channels.values()],
            "threads": [world.show_place(item) for item in world.threads.values()],
            "members": [payloads.member(item) for item in world.members.values()],
            "roles": [payloads.role(item) for item in world.roles.values()],
            "commands": [
                *self._sandbox.commands.all(world.guild.id),
                *self._sandbox.commands.all(None),
            ],
            "last_event": world.events.last_number,
            "alert_webhook_url": self._sandbox.alert_webhook_url,
        }

    # interactions

    async def _command(self, request: web.Request) -> Json:
        body, files = await read(request)
        return begun(
            self._people.invoke(
                body["user"],
                body["channel"],
                body["command"],
                body.get("options") or {},
                {file.field: file for file in files},
            )
        )

    async def _autocomplete(self, request: web.Request) -> Json:
        body, _ = await read(request)
        option = body["option"]
        values = {**(body.get("options") or {}), option: body.get("typed", "")}
        return begun(
            self._people.invoke(
                body["user"], body["channel"], body["command"], values, {}, focused=option
            )
        )

    async def _modal(self, request: web.Request) -> Json:
        body, _ = await read(request)
        asked_by = self._sandbox.interactions.get(int(body["interaction_id"]))
        return begun(self._people.submit(body["user"], asked_by, body.get("fields") or {}))

    async def _component(self, request: web.Request) -> Json:
        body, _ = await read(request)
        return begun(
            self._people.click(
                body["user"],
                body["channel"],
                int(body["message_id"]),
                body["custom_id"],
                body.get("values") or [],
            )
        )

    async def _interaction(self, request: web.Request) -> Json:
        desk = self._sandbox.interactions
        return desk.shown(await desk.settled(number(request), seconds(request)))

    # messages

    async def _say(self, request: web.Request) -> Json:
        body, files = await read(request)
        reply_to = body.get("reply_to")
        message = self._people.say(
            body["user"],
            body["channel"],
            body.get("text") or "",
            files,
            None if reply_to is None else int(reply_to),
        )
        return self._world.show_message(message)

    async def _messages(self, request: web.Request) -> list[Json]:
        place = self._people.place(request.match_info["id"])
        return [self._world.show_message(item) for item in self._world.history(place.id)]

    async def _delete(self, request: web.Request) -> Json:
        self._people.delete(request.match_info["id"], number(request, "message_id"))
        return {}

    async def _react(self, request: web.Request) -> Json:
        return await self._change_reaction(request, add=True)

    async def _unreact(self, request: web.Request) -> Json:
        return await self._change_reaction(request, add=False)

    async def _change_reaction(self, request: web.Request, *, add: bool) -> Json:
        body, _ = await read(request)
        where, message_id = body["channel"], int(body["message_id"])
        self._people.react(body["user"], where, message_id, body["emoji"], add=add)
        return {}

    async def _events(self, request: web.Request) -> Json:
        log = self._world.events
        after = int(request.query.get("after", "0"))
        found = await log.wait_after(after, seconds(request))
        last = found[-1].number if found else max(after, log.last_number)
        return {"events": [event.shown() for event in found], "last": last}

    # the world

    async def _add_user(self, request: web.Request) -> Json:
        body, _ = await read(request)
        roles = [self._people.role(item) for item in body.get("roles") or []]
        return payloads.member(self._world.add_member(body["name"], roles))

    async def _add_role(self, request: web.Request) -> Json:
        body, _ = await read(request)
        return payloads.role(self._world.add_role(body["name"]))

    async def _add_channel(self, request: web.Request) -> Json:
        body, _ = await read(request)
        return self._world.show_place(self._world.add_channel(body["name"]))

    async def _set_roles(self, request: web.Request) -> Json:
        body, _ = await read(request)
        member = self._people.member(request.match_info["id"])
        roles = [self._people.role(item) for item in body["roles"]]
        return payloads.member(self._world.set_roles(member.user.id, roles))

    async def _set_guild(self, request: web.Request) -> Json:
        body, _ = await read(request)
        self._world.guild.filesize_limit = int(body["filesize_limit"])
        return {**asdict(self._world.guild), "id": str(self._world.guild.id)}

    async def _archive(self, request: web.Request) -> Json:
        body, _ = await read(request)
        thread = self._world.thread(self._people.place(request.match_info["id"]).id)
        self._world.set_archived(thread, bool(body.get("archived", True)))
        return self._world.show_place(thread)

    # what is done to the bot, and what it did

    async def _gateway(self, request: web.Request) -> Json:
        body, _ = await read(request)
        gateway = self._sandbox.gateway
        actions = {
            "reconnect": gateway.ask_to_reconnect,
            "drop": gateway.cut,
            "invalidate": gateway.invalidate,
        }
        if body.get("action") not in actions:
            raise NotPossible(f"The gateway can {', '.join(actions)}.")
        actions[body["action"]]()
        return {}

    async def _order_fault(self, request: web.Request) -> Json:
        body, _ = await read(request)
        return asdict(self._sandbox.faults.order(body))

    async def _open_faults(self, request: web.Request) -> list[Json]:
        return self._sandbox.faults.shown()

    async def _clear_faults(self, request: web.Request) -> Json:
        self._sandbox.faults.clear()
        return {}

    async def _recording(self, request: web.Request) -> Json:
        recording = self._sandbox.recording
        return {"requests": recording.requests, "responses": recording.responses}

    async def _violations(self, request: web.Request) -> list[Json]:
        return [asdict(item) for item in self._sandbox.recording.violations]
