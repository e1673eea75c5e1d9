"""Who may what, and where: members, roles, what a DSI sees and cuts."""
