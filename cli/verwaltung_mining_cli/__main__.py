"""`python -m verwaltung_mining_cli`, where the program itself is not on the path."""

from verwaltung_mining_cli.main import main

if __name__ == "__main__":
    main()
