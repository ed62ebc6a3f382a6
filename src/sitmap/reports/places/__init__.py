"""Places: which words of a report name one, and which one."""
