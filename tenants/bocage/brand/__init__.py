"""What a syndicate's pages wear: the colour of the band, and a logo beside the mark."""
