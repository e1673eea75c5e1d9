"""What the process says of itself: one line a fact, never a cookie, a body or a local variable."""
