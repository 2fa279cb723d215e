"""The command line: words in, words out. Only this room prints; heavy rooms are imported when a command runs."""
