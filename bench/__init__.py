"""Measured against a corpus, peers and limits; prints tables."""
