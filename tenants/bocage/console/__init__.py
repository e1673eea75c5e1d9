"""The syndicate's desk: every commune in a table, each commune's own file."""
