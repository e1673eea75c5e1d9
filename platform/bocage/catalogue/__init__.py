"""What parts and modules declare, and how they are found."""
