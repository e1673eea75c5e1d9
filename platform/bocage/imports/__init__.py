"""Files brought in: recognised, judged line by line, shown, repaired, written, undone; parts bring columns and checks."""
