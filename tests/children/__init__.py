"""Tiny real programs that the tests start as training processes."""
