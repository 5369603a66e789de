"""How fast the program is, beside its peers and by itself, on logs of one to a hundred million."""
