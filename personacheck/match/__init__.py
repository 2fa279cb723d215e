"""Contacts x cast -> matches."""
