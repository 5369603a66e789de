"""What a result looks like: one file per format; they take released values only."""
