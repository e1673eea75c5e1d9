"""What was done, by whom, where: the journal; and which rules held on which day."""
