"""Communes that become one: a new tenant, the former ones closed to writing and still read."""
