"""What the environment says, read once into frozen dataclasses."""

from bocage.settings.database import DatabaseSettings
from bocage.settings.mail import MailServer, MailSettings, MailSettingsError, Security
from bocage.settings.web import WebSettings

__all__ = ["DatabaseSettings", "MailServer", "MailSettings", "MailSettingsError", "Security", "WebSettings"]
