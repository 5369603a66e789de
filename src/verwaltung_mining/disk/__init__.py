"""Writing that holds: whole or not at all, one writer at a time, on the disk before it counts."""
