"""Delimited text as German systems export it: bytes, encoding, dialect, header, records."""
