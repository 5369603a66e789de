"""Tables that are no rows of events, told as such; a layout is one file."""
