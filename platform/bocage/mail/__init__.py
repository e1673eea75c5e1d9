"""Letters that leave the product: plain, French, one at a time, and the caller knows what became of them."""
