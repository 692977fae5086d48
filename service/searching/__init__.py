"""Search: acts, tasks, bodies and places found by the words that people type."""
