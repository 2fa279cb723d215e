"""``python -m personacheck``."""

from personacheck.cli import main

if __name__ == "__main__":
    main()
