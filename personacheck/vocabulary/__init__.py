"""Words, not code: titles by language, CRM dialects, segment axes; read into typed tables."""
