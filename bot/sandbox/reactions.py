"""Reacting to messages, by the bot and by people alike."""

from __future__ import annotations

from bot.sandbox import payloads
from bot.sandbox.emoji import is_emoji, same_emoji
from bot.sandbox.errors import ApiError, Json, unknown_emoji
from bot.sandbox.limits import REACTIONS_MAX
from bot.sandbox.model import Message, Reaction
from bot.sandbox.state import World


def find(message: Message, emoji: str) -> Reaction | None:
    """The reaction with this emoji, if anybody chose it."""
    if not is_emoji(emoji):
        raise unknown_emoji()
    return next((item for item in message.reactions if same_emoji(item.emoji, emoji)), None)


def add(world: World, message: Message, user_id: int, emoji: str) -> None:
    """React; a second time changes nothing."""
    world.open_place(message.channel_id)
    reaction = find(message, emoji)
    if reaction is None:
        if len(message.reactions) >= REACTIONS_MAX:
            raise ApiError(400, 30010, "Maximum number of reactions reached (20)")
        reaction = Reaction(emoji)
        message.reactions.append(reaction)
    if user_id in reaction.users:
        return
    reaction.users.append(user_id)
    told = _told(world, message, reaction.emoji, user_id)
    told["member"] = payloads.member(world.member(user_id))
    told["message_author_id"] = str(message.author.id)
    world.events.add("MESSAGE_REACTION_ADD", told)


def remove(world: World, message: Message, user_id: int, emoji: str) -> None:
    """Take a reaction back; one that is not there changes nothing."""
    world.open_place(message.channel_id)
    reaction = find(message, emoji)
    if reaction is None or user_id not in reaction.users:
        return
    reaction.users.remove(user_id)
    if not reaction.users:
        message.reactions.remove(reaction)
    told = _told(world, message, reaction.emoji, user_id)
    world.events.add("MESSAGE_REACTION_REMOVE", told)


def clear(world: World, message: Message, emoji: str | None = None) -> None:
    """Take away all reactions, or all with one emoji."""
    world.open_place(message.channel_id)
    told: Json = {
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
        "guild_id": str(world.guild.id),
    }
    if emoji is None:
        message.reactions.clear()
        world.events.add("MESSAGE_REACTION_REMOVE_ALL", told)
        return
    reaction = find(message, emoji)
    if reaction is not None:
        message.reactions.remove(reaction)
        told["emoji"] = payloads.emoji(reaction.emoji)
        world.events.add("MESSAGE_REACTION_REMOVE_EMOJI", told)


def _told(world: World, message: Message, emoji: str, user_id: int) -> Json:
    return {
        "user_id": str(user_id),
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
        "guild_id": str(world.guild.id),
        "emoji": payloads.emoji(emoji),
        "burst": False,
        "type": 0,
    }
