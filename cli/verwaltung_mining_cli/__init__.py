"""The command line of verwaltung_mining."""
