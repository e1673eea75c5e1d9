"""Bringing communes in: the file of a department, the verdict line by line, the writing."""
