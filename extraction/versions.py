"""The version that claims tell of what found them, so that two finds by other code never look alike."""

import hashlib
from functools import cache
from pathlib import Path

from extraction.engine import Engine

# Weights have a version of their own, and confidence names its weights itself.
_APART = ("weights.onnx", "confidence.json")
# Digits of the SHA-256, as confidence's weights have.
_DIGITS = 12


def version_of(engine: Engine) -> str:
    """Return the engine's version, "+" and a digest of the code and the word lists that make claims.

    Nobody has to think of raising a number; a change that makes no other claims gives another version too.
    """
    return f"{engine.version}+{digest_code()}"


@cache
def digest_code() -> str:
    """Return the first digits of the SHA-256 of all that this package holds, names and contents."""
    package = Path(__file__).parent
    held = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.name not in _APART:
            content = path.read_bytes()
            held.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode())
            held.update(content)
    return held.hexdigest()[:_DIGITS]
