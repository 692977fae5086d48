"""The outside: the store, the command line, the HTTP service and its pages."""
