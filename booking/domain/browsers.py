"""Which program somebody uses, told from what it says of itself; nothing else is kept."""

_KNOWN = (
    ("firefox", "Firefox"),
    ("edg/", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
_SYSTEMS = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "macOS"),
    ("linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """`Firefox, Android`; empty if nothing is known."""
    said = user_agent.lower()
    named = (next((name for mark, name in kind if mark in said), "") for kind in (_KNOWN, _SYSTEMS))
    return ", ".join(filter(None, named))
