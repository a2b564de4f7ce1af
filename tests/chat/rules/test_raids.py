"""Which addresses elsewhere may be offered, and whom a room takes."""

import pytest

from chat.rules.raids import is_open_to, plain_address, raids_from


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://shop.example", "https://shop.example/"),
        (" https://www.Shop.Example/Live?a=1#now ", "https://www.shop.example/Live?a=1#now"),
        ("https://пример.example/x", "https://xn--e1afmkfd.example/x"),
        ("https://pаypal.com/", "https://xn--pypal-4ve.com/"),
        ("HTTPS://shop.example/", "https://shop.example/"),
        ("http://shop.example/", None),
        ("javascript:alert(1)", None),
        ("https://hana:secret@shop.example/", None),
        ("https://shop.example@evil.example/", None),
        ("https://shop.example:8443/", None),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://localhost/", None),
        ("https://shop.example/\u202egnp.exe", None),
        ("https://shop.example/a b", None),
        ("https://shop_.example/", None),
        ("https:///x", None),
        ("https://[", None),
        ("https://shop.example:port/", None),
        ("//shop.example/", None),
        ("", None),
    ],
)
def test_addresses(typed: str, shown: str | None) -> None:
    assert plain_address(typed) == shown


def test_what_a_room_takes() -> None:
    assert [raids_from("", private=private) for private in (False, True)] == ["everyone", "nobody"]
    assert raids_from("followed", private=True) == "followed"
    taken = [
        (chosen, followed) for chosen in ("everyone", "followed", "nobody") for followed in (True, False)
    ]
    assert [is_open_to(chosen, followed=followed) for chosen, followed in taken] == [
        *(True, True),
        *(True, False),
        *(False, False),
    ]
