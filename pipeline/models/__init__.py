"""The tables; `lazy="raise"` by having no relationships."""

from pipeline.models.base import Base, utc_now
from pipeline.models.films import AuditLog, Channel, Cursor, Mirror, Process, Review, Take, Video
from pipeline.models.ledgers import OauthToken, ProviderHold, Stop, VideoCost, YoutubeQuotaUsage

__all__ = [
    "AuditLog",
    "Base",
    "Channel",
    "Cursor",
    "Mirror",
    "OauthToken",
    "Process",
    "ProviderHold",
    "Review",
    "Stop",
    "Take",
    "Video",
    "VideoCost",
    "YoutubeQuotaUsage",
    "utc_now",
]
