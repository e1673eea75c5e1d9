"""What the web process must know of its surroundings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """`public_url` is the address people type, without a final slash: origins and redirections are checked against it.

    `issuer` is the OpenID provider; None means the embedded demonstration provider. `operator_name` signs every page;
    `contact` is the e-mail address that people write to, "" when none is given.
    """

    public_url: str
    demonstration: bool
    issuer: str | None
    client_id: str
    client_secret: str | None
    operator_name: str
    contact: str

    @classmethod
    def read(cls, environment: Mapping[str, str], *, port: int = 8000, demonstration: bool = False) -> Self:
        """Take `BOCAGE_URL`, `BOCAGE_DEMONSTRATION`, `BOCAGE_OPERATOR`, `BOCAGE_CONTACT` and the `OIDC_…` settings."""
        return cls(
            public_url=environment.get("BOCAGE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
            demonstration=demonstration or environment.get("BOCAGE_DEMONSTRATION") == "1",
            issuer=environment.get("OIDC_ISSUER") or None,
            client_id=environment.get("OIDC_CLIENT_ID", "bocage-web"),
            client_secret=environment.get("OIDC_CLIENT_SECRET") or None,
            operator_name=environment.get("BOCAGE_OPERATOR", "démonstration sur ce poste" if demonstration else ""),
            contact=environment.get("BOCAGE_CONTACT", ""),
        )

    @property
    def secure(self) -> bool:
        """Whether browsers reach us by https, and so keep `__Host-` cookies."""
        return self.public_url.startswith("https://")

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the public address."""
        return urlsplit(self.public_url).hostname in LOOPBACK
