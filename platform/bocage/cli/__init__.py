"""The command line; parts bring their own commands by entry points."""
