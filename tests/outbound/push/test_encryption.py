"""What is encrypted for a browser is what the standard says, to the letter, and what the browser reads."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from livesell.outbound.push.encryption import are_keys, encoded, encrypt, unpadded
from livesell.outbound.push.vapid import Vapid, new_key
from tests.support.pushes import Browser

# RFC 8291, appendix A.
TEXT = "V2hlbiBJIGdyb3cgdXAsIEkgd2FudCB0byBiZSBhIHdhdGVybWVsb24"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard() -> None:
    own = ec.derive_private_key(int.from_bytes(unpadded(SENDER), "big"), ec.SECP256R1())

    assert encoded(encrypt(unpadded(TEXT), RECEIVER, AUTH, salt=unpadded(SALT), own=own)) == SEALED


def test_a_browser_reads_what_was_sealed_for_it() -> None:
    browser = Browser("phone", "")
    sealed = encrypt('{"title": "စကား 🎉"}'.encode(), browser.p256dh, browser.body["auth"])

    assert browser.read(sealed) == {"title": "စကား 🎉"}


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        (RECEIVER, "short"),
        (RECEIVER[:-4], AUTH),
        ("é" * 87, AUTH),
        (encoded(b"\4" + b"\0" * 64), AUTH),  # no point of the curve
        ("", ""),
    ],
)
def test_keys_of_no_browser_are_known_as_such(p256dh: str, auth: str) -> None:
    assert not are_keys(p256dh, auth)


def test_a_header_is_made_once_for_many_messages_of_one_service() -> None:
    vapid = Vapid(new_key(), "mailto:hana@example.org")

    assert vapid.header("https://push.example") == vapid.header("https://push.example")
    assert vapid.header("https://push.example") != vapid.header("https://other.example")
