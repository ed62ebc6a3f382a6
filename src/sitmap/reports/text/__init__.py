"""Text: a report's words, sentences, items and dates, each by its offsets."""
