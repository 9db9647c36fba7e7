"""The environment, read once at the top of each process."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every variable Slate reads; see `.env.example` for what each is for."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True
    )

    database_url: SecretStr | None = None  # unset: the embedded server of this workspace
    workspace_root: Path = Path("workspace")
    storage_url: str | None = None  # unset: the workspace itself
    channel_configs_dir: Path = REPOSITORY / "channel_configs"
    scripts_dir: Path = REPOSITORY / "scripts"
    fernet_key: SecretStr | None = None  # several, comma-separated: the first encrypts

    discord_token: SecretStr | None = None
    discord_guild_id: int | None = None
    discord_alert_webhook_url: SecretStr | None = None
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"

    notion_token: SecretStr | None = None  # unset: films are planned in Discord alone
    notion_base_url: str = "https://api.notion.com"
    # Between two looks for what people changed: one of the 3 requests a second that Notion allows.
    notion_poll_seconds: float = Field(default=10.0, ge=1.0)

    # Keys and addresses of the paid providers; a channel may have keys of its own.
    gemini_api_key: SecretStr | None = None
    kie_api_key: SecretStr | None = None
    elevenlabs_api_key: SecretStr | None = None
    gemini_base_url: str | None = None  # unset: the service itself
    kie_base_url: str | None = None
    kie_upload_base_url: str | None = None
    elevenlabs_base_url: str | None = None

    # The OAuth client that channels connect their YouTube accounts through.
    youtube_client_id: SecretStr | None = None
    youtube_client_secret: SecretStr | None = None
    youtube_base_url: str | None = None  # unset: the service itself
    google_token_url: str | None = None
    google_auth_url: str = "https://accounts.google.com/o/oauth2/v2/auth"  # where people consent

    # How long a silent worker keeps a take: longer than PgQueuer waits before it delivers a dead
    # worker's job again (5 s), and short enough that the film goes on within 10 s.
    lease_seconds: float = Field(default=8.0, ge=4.0)
    # What a stopping worker waits for its takes: a platform kills 30 s after SIGTERM.
    stop_seconds: float = Field(default=25.0, ge=0.0)
    cpu_slots: int | None = Field(default=None, ge=1)  # unset: the cores this process may use
    service_slots: int = Field(default=32, ge=1)  # paid calls that a worker waits for at once

    @property
    def workspace(self) -> Path:
        """The workspace as an absolute path, wherever the process stands."""
        return self.workspace_root.expanduser().resolve()

    def secrets(self) -> list[SecretStr]:
        """Every value that may stand in no log."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return [value for value in values if isinstance(value, SecretStr)]
