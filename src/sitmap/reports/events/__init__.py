"""Events: what a report tells to have happened, where, when, to whom and how surely."""
