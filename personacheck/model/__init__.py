"""The nouns: tables and their columns, the cast, an export, a result. Imports nothing but the errors."""
