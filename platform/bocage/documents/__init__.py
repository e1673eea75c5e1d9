"""Documents: acts, conventions, plans, kept under row security, every version of each."""
