"""The matching benchmark: edits and peers."""
