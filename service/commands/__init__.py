"""The larger commands of `cancu`, and how all of them speak to a terminal."""
