"""What a desk does every week with its tables: what is near, what changed, what to count."""
