"""The learned engine: a small encoder run by onnxruntime, and the decoding of what it says."""
