"""A reviewed sample -> honest intervals."""
