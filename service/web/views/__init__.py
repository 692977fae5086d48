"""What the pages and the API show: one model a thing, filled by the .rq files beside it."""
