"""The engine without weights: hand-written rules over sentences, quotes, cues and sources."""
