"""Making the learned engine's weights from a corpus of annotated articles."""
