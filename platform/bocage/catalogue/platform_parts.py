"""What the platform's own packages declare, in the form that parts use."""

from typing import Final

from bocage.catalogue.manifest import Manifest

PLATFORM: Final[tuple[Manifest, ...]] = ()
