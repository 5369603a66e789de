"""The event log: from rows as read to coded, sorted events without persons."""
