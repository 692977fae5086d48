"""What the store is made of: an act as one change, what acts say outside their own graph, snapshots, whole files."""
