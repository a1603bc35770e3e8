"""The address that is served on, taken before anything else is done.

So a port in use is noticed at once, with a sentence, and whoever comes early waits.
"""

import errno
import ipaddress
import socket
from dataclasses import dataclass

from booking.commands.faults import Failed

WAITING = 512
"""How many connections may wait to be taken in."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A socket that takes connections, and how it is reached."""

    socket: socket.socket

    @property
    def nearby(self) -> tuple[str, int]:
        """Host and port for somebody on this machine."""
        host, port = self.socket.getsockname()[:2]
        if ipaddress.ip_address(host).is_unspecified:
            return ("::1" if ":" in host else "127.0.0.1", port)
        return (host, port)

    @property
    def address(self) -> str:
        """The same as people type it."""
        host, port = self.nearby
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def is_local(self) -> bool:
        """Whether nobody but this machine can reach it."""
        return ipaddress.ip_address(self.socket.getsockname()[0]).is_loopback


def listen(host: str, port: int) -> Listener:
    """A socket on that address; raises `Failed` if it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(WAITING)
    except OSError as error:
        raise Failed(why_not(error, host, port)) from error
    listener.set_inheritable(True)  # for the processes that serve
    return Listener(listener)


def why_not(error: OSError, host: str, port: int) -> str:
    """The sentence for an address that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Choose another one with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} is not for everybody. Choose one above 1023 with --port."
    return f"Cannot listen on {host}: {error.strerror}."
