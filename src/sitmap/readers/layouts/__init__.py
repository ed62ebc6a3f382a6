"""What the columns of the field's tables mean: one module a layout."""
