"""What the report says, part by part: sentences and rows as frozen facts; the templates only lay them out."""
