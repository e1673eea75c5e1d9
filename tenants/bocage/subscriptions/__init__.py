"""Which commune is subscribed to which module, at which stage, since when, by which act."""
