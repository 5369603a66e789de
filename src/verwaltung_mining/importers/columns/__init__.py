"""Which column is what: headers, synonyms, roles, case attributes."""
