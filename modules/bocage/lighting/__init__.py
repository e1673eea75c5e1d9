"""Public lighting: the inventory of cabinets and light points."""
