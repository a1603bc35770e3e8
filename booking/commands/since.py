"""Since when a secret is there, and whether it still opens anything, for lists."""

from datetime import UTC, datetime


def since(created_at: datetime, revoked_at: datetime | None) -> str:
    """Days in UTC: `since 2026-11-23`, and when it was revoked if it was."""
    told = f"since {created_at.astimezone(UTC):%Y-%m-%d}"
    return f"{told}, revoked {revoked_at.astimezone(UTC):%Y-%m-%d}" if revoked_at else told
