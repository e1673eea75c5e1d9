"""What the environment says, read once into frozen dataclasses."""

from bocage.settings.database import DatabaseSettings
from bocage.settings.mail import NOTHING_LEAVES, MailServer, MailSettings, MailSettingsError, Security
from bocage.settings.web import WebSettings

__all__ = [
    "NOTHING_LEAVES",
    "DatabaseSettings",
    "MailServer",
    "MailSettings",
    "MailSettingsError",
    "Security",
    "WebSettings",
]
