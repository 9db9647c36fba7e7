"""What people can do in the local Discord; the control interface calls these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox import composing, reactions
from bot.sandbox.component_limits import Kind
from bot.sandbox.errors import Json
from bot.sandbox.interactions import Interaction, InteractionType, State
from bot.sandbox.invoking import Invocation, NotPossible, find_by_name, submitted
from bot.sandbox.limits import CONTENT_MAX
from bot.sandbox.model import Channel, Member, Message, MessageType, Reference, Thread, Upload
from bot.sandbox.permissions import ADMINISTRATOR

if TYPE_CHECKING:
    from bot.sandbox.discord_server import SandboxDiscord


class People:
    """Acts for people; everyone and everything may be named by id or by name."""

    def __init__(self, sandbox: SandboxDiscord) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world

    def member(self, who: Any) -> Member:
        members = self._world.members
        return find_by_name({key: (item.user.name, item) for key, item in members.items()}, who)

    def place(self, where: Any) -> Channel | Thread:
        places: dict[int, Channel | Thread] = {**self._world.channels, **self._world.threads}
        return find_by_name({key: (item.name, item) for key, item in places.items()}, where)

    def role(self, which: Any) -> int:
        roles = self._world.roles
        return find_by_name({key: (item.name, item) for key, item in roles.items()}, which).id

    def invoke(
        self,
        who: Any,
        where: Any,
        command: str,
        values: Mapping[str, Any],
        files: Mapping[str, Upload],
        *,
        focused: str | None = None,
    ) -> Interaction:
        """Call a slash command, or ask for the choices of its option `focused`."""
        member, place = self.member(who), self.place(where)
        path = command.lstrip("/").split()
        definition = self._sandbox.commands.named(path[0], self._world.guild.id) if path else None
        if definition is None:
            raise NotPossible(f"There is no command /{command}.")
        self._check_allowed(member, definition)
        invocation = Invocation(self._world, place.id, values, files, focused)
        data = invocation.data(definition, path)
        kind = InteractionType.AUTOCOMPLETE if focused else InteractionType.COMMAND
        return self._open(kind, member, place.id, data)

    def _check_allowed(self, member: Member, definition: Json) -> None:
        needed = definition.get("default_member_permissions")
        granted = self._world.permissions(member.user.id)
        if needed is None or granted & ADMINISTRATOR:
            return
        if int(needed) & ~granted or int(needed) == 0:
            raise NotPossible(f"{member.user.name} may not use /{definition['name']}.")

    def submit(self, who: Any, asked_by: Interaction, fields: Mapping[str, Any]) -> Interaction:
        """Fill in and send the modal an interaction was answered with."""
        member = self.member(who)
        if asked_by.state is not State.MODAL or asked_by.modal is None:
            raise NotPossible("There is no form to fill in.")
        if asked_by.user_id != member.user.id:
            raise NotPossible("Only the person who was asked can fill in the form.")
        data = submitted(asked_by.modal, fields)
        return self._open(
            InteractionType.MODAL,
            member,
            asked_by.channel_id,
            data,
            source=asked_by.source,
            triggered_by=asked_by,
        )

    def click(
        self, who: Any, where: Any, message_id: int, custom_id: str, values: Sequence[str]
    ) -> Interaction:
        """Press a button or choose in a select; a button may be named by its label."""
        member, place = self.member(who), self.place(where)
        message = self._sandbox.interactions.visible_message(place.id, message_id)
        for row in message.components:
            for item in row["components"]:
                if custom_id in (item.get("custom_id"), item.get("label")):
                    data = _clicked(item, values)
                    return self._open(
                        InteractionType.COMPONENT, member, place.id, data, source=message
                    )
        raise NotPossible(f"The message has no button {custom_id}.")

    def _open(
        self,
        kind: InteractionType,
        member: Member,
        channel_id: int,
        data: Json,
        *,
        source: Message | None = None,
        triggered_by: Interaction | None = None,
    ) -> Interaction:
        desk = self._sandbox.interactions
        interaction = desk.open(
            kind, member.user.id, channel_id, data, source=source, triggered_by=triggered_by
        )
        self._sandbox.gateway.dispatch("INTERACTION_CREATE", desk.payload(interaction))
        return interaction

    def say(
        self,
        who: Any,
        where: Any,
        text: str,
        files: Sequence[Upload] = (),
        reply_to: int | None = None,
    ) -> Message:
        """Write into a channel or thread, or answer a message in it."""
        member, place = self.member(who), self.place(where)
        if not text.strip() and not files:
            raise NotPossible("An empty message cannot be sent.")
        if len(text) > CONTENT_MAX:
            raise NotPossible(f"A message may have {CONTENT_MAX} characters.")
        message = Message(self._world.snowflakes.next(), place.id, member.user)
        if reply_to is not None:
            answered = self._world.message(place.id, reply_to)
            message.type = MessageType.REPLY
            message.reference = Reference(place.id, answered.id)
        composing.fill(self._world, message, {"content": text}, files)
        self._world.post(message)
        return message

    def react(self, who: Any, where: Any, message_id: int, emoji: str, *, add: bool) -> None:
        """React to a message, or take it back."""
        member, place = self.member(who), self.place(where)
        message = self._world.message(place.id, message_id)
        act = reactions.add if add else reactions.remove
        act(self._world, message, member.user.id, emoji)

    def delete(self, where: Any, message_id: int) -> None:
        """Delete a message, as its author or a moderator would."""
        self._world.delete(self._world.message(self.place(where).id, message_id))


def _clicked(item: Json, values: Sequence[str]) -> Json:
    if item.get("disabled"):
        raise NotPossible("The button is switched off.")
    data: Json = {"custom_id": item["custom_id"], "component_type": item["type"], "id": item["id"]}
    if item["type"] == Kind.STRING_SELECT:
        known = [option["value"] for option in item["options"]]
        if set(values) - set(known):
            raise NotPossible(f"There are only these to choose: {', '.join(known)}.")
        if not item["min_values"] <= len(values) <= item["max_values"]:
            raise NotPossible(f"Choose {item['min_values']} to {item['max_values']}.")
        data["values"] = list(values)
    elif item["type"] != Kind.BUTTON:
        raise NotPossible("People of the sandbox choose only among given texts.")
    return data
