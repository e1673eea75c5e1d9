"""The isolation suite: attempts made from the catalogue and the route table, never from a list kept by hand."""
