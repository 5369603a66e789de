"""Points in time as exports write them: formats, order of day and month, zones, precision."""
