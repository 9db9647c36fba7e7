"""What the gateway tells: the guild, who may hear which event, what is left out of it."""

from __future__ import annotations

from enum import IntFlag

from bot.sandbox import payloads
from bot.sandbox.errors import Json
from bot.sandbox.state import World


class Intents(IntFlag):
    """The intents that matter for the events there are here."""

    GUILDS = 1 << 0
    MEMBERS = 1 << 1
    MESSAGES = 1 << 9
    REACTIONS = 1 << 10
    TYPING = 1 << 11
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intents.MEMBERS | Intents.MESSAGE_CONTENT
KNOWN_INTENTS = (1 << 27) - 1
_NEEDED = {
    "GUILD_ROLE_CREATE": Intents.GUILDS,
    "CHANNEL_CREATE": Intents.GUILDS,
    "THREAD_CREATE": Intents.GUILDS,
    "THREAD_UPDATE": Intents.GUILDS,
    "CHANNEL_PINS_UPDATE": Intents.GUILDS,
    "GUILD_MEMBER_ADD": Intents.MEMBERS,
    "GUILD_MEMBER_UPDATE": Intents.MEMBERS,
    "MESSAGE_CREATE": Intents.MESSAGES,
    "MESSAGE_UPDATE": Intents.MESSAGES,
    "MESSAGE_DELETE": Intents.MESSAGES,
    "MESSAGE_REACTION_ADD": Intents.REACTIONS,
    "MESSAGE_REACTION_REMOVE": Intents.REACTIONS,
    "MESSAGE_REACTION_REMOVE_ALL": Intents.REACTIONS,
    "MESSAGE_REACTION_REMOVE_EMOJI": Intents.REACTIONS,
    "TYPING_START": Intents.TYPING,
}
_CONTENT: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def heard_with(intents: Intents, type: str) -> bool:
    """Whether a bot with these intents hears such an event; interactions need none."""
    needed = _NEEDED.get(type)
    return needed is None or needed in intents


def as_heard(intents: Intents, type: str, data: Json, bot_id: int) -> Json:
    """The event as a bot with these intents gets it: without the content of others' messages."""
    if not type.startswith("MESSAGE_") or "author" not in data:
        return data
    mentioned = any(user["id"] == str(bot_id) for user in data["mentions"])
    own = data["author"]["id"] == str(bot_id)
    if Intents.MESSAGE_CONTENT in intents or own or mentioned:
        return data
    return {**data, **_CONTENT}


def guild_payload(world: World) -> Json:
    """The guild with its settings and roles."""
    return {
        "id": str(world.guild.id),
        "name": world.guild.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(world.owner.id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [payloads.role(role) for role in world.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_create(world: World, intents: Intents) -> Json:
    """The guild as it is told after READY: everything a client keeps in its memory."""
    everyone = Intents.MEMBERS in intents
    members = [item for item in world.members.values() if everyone or item.user is world.bot]
    threads = [thread for thread in world.threads.values() if not thread.archived]
    return {
        **guild_payload(world),
        "joined_at": payloads.moment(world.members[world.bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(world.members),
        "members": [payloads.member(member) for member in members],
        "channels": [world.show_place(channel) for channel in world.channels.values()],
        "threads": [world.show_place(thread) for thread in threads],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }
