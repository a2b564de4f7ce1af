"""How many sockets one user and one address may hold open in this process. Pure."""

import ipaddress
from collections import defaultdict
from typing import Generic, TypeVar

PER_USER = 5
PER_ADDRESS = 50

Socket = TypeVar("Socket")


def network_of(address: str) -> str:
    """The address that counts as one place: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False))


class Places(Generic[Socket]):
    """Counts sockets. A user's sixth takes the place of her first; an address's fifty-first is refused."""

    def __init__(self, per_user: int = PER_USER, per_address: int = PER_ADDRESS) -> None:
        self._per_user = per_user
        self._per_address = per_address
        self._by_user: dict[str, list[Socket]] = defaultdict(list)
        self._by_address: dict[str, int] = defaultdict(int)

    def arrive(self, address: str) -> bool:
        """Whether there is a place for one more from this address; it is taken."""
        network = network_of(address)
        if self._by_address[network] >= self._per_address:
            return False
        self._by_address[network] += 1
        return True

    def depart(self, address: str) -> None:
        """Give back a place that was taken."""
        network = network_of(address)
        self._by_address[network] -= 1
        if self._by_address[network] <= 0:
            del self._by_address[network]

    def sit(self, user_id: str, socket: Socket) -> Socket | None:
        """The user opens a socket; the oldest one that has to go for it, if any."""
        sockets = self._by_user[user_id]
        sockets.append(socket)
        return sockets.pop(0) if len(sockets) > self._per_user else None

    def rise(self, user_id: str, socket: Socket) -> None:
        """The socket is gone."""
        sockets = self._by_user.get(user_id, [])
        if socket in sockets:
            sockets.remove(socket)
        if not sockets:
            self._by_user.pop(user_id, None)

    def of(self, user_id: str) -> list[Socket]:
        """The open sockets of a user, oldest first."""
        return list(self._by_user.get(user_id, ()))
