"""Text in, attributed claims out; knows no HTTP and no SQL."""
