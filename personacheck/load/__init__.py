"""The door in: files that users bring -> contacts, accounts, the cast, labels."""
