"""What a map says: one content, assembled once, which every output draws."""
