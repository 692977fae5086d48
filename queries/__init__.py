"""Questions: one .rq file each, with its front matter, and the catalogue that binds and runs them."""
