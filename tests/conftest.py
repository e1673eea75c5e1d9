"""The plugin that parts and modules use, for the product's own tests too."""

pytest_plugins = ["bocage.testing.plugin"]
