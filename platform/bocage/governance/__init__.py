"""What was done, by whom, where: the journal."""
