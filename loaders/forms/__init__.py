"""One small module a form of writing: a date, a number, a type of act, a citation, a clause that sets a duty."""
