"""Where each card of a map stands: ranks, order within them, columns, room between."""
