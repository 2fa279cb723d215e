"""``python -m personacheck``."""

from personacheck.cli.app import main

if __name__ == "__main__":
    main()
