"""Ids that say nothing about what they name."""

import secrets


def new_id() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)
