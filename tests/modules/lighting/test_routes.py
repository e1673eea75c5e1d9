"""The pages of the inventory, asked by a stranger, by a neighbour, by those at home."""




