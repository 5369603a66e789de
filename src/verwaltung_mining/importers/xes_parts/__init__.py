"""The parts of the XES reader: stream, events, roles, attributes, stamps."""
