"""Joining paths: which acts bring a commune to a module, what is missing, who must act; pure, the state is derived."""
