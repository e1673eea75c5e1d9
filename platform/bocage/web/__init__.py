"""Pages: the composition root, the guard, the shell, the errors."""
