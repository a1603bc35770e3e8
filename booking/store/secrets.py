"""Secrets that are shown once and kept only as a hash."""

import hashlib
import secrets


def new_secret() -> str:
    """32 random bytes for an address or a header (43 letters)."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """SHA-256 in hex. Enough for random bytes; passwords get argon2."""
    return hashlib.sha256(secret.encode()).hexdigest()
