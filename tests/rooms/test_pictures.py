"""Uploaded pictures: made anew, in two widths, with nothing of the upload kept."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from livesell.accounts.models import User
from rooms import api, pictures
from rooms.models import Picture
from rooms.pictures import BadPicture, keep

pytestmark = pytest.mark.django_db
NOON = 1_750_000_000_000
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def upload(kind: str = "PNG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **more: object) -> bytes:
    """A picture as a phone sends it: its left half red, its right half blue, where it has colours."""
    picture = Image.new("RGB", size, "red")
    picture.paste((0, 0, 255), (size[0] // 2, 0, *size))
    out = io.BytesIO()
    picture.convert(mode).save(out, kind, **more)
    return out.getvalue()


def opened(media: Path, name: str) -> Image.Image:
    return Image.open(media / name)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "AVIF"])
def test_a_picture_is_kept_in_two_widths(media: Path, sam: User, kind: str) -> None:
    kept = keep(upload(kind, (1600, 800)), sam.pk, NOON)

    small, large = opened(media, kept.small), opened(media, kept.large)
    assert (small.format, large.format) == ("WEBP", "WEBP")
    assert (small.size, large.size) == ((400, 200), (1280, 640))
    assert (kept.owner_id, kept.created_at) == (sam.pk, NOON)


def test_a_picture_from_a_phone_that_speaks_heic_is_read(media: Path, sam: User) -> None:
    """There is no encoder here; the smallest thing that can be asked is that the decoder is in place."""
    assert ".heic" in Image.registered_extensions()
    assert "HEIF" in pictures.FORMATS


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1"])
def test_a_picture_of_any_colours_can_be_shown(media: Path, sam: User, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"

    kept = keep(upload(kind, mode=mode), sam.pk, NOON)

    assert opened(media, kept.small).mode == "RGB"


def test_a_small_picture_is_not_blown_up(media: Path, sam: User) -> None:
    kept = keep(upload(size=(30, 20)), sam.pk, NOON)

    assert opened(media, kept.large).size == (30, 20)


def test_what_can_be_seen_through_stays_so(media: Path, sam: User) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")

    assert opened(media, keep(out.getvalue(), sam.pk, NOON).small).mode == "RGBA"


def test_a_picture_is_turned_upright_and_says_nothing_of_its_maker_or_place(media: Path, sam: User) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = 6, "Hana's phone"
    exif.get_ifd(GPS)[1] = "N"

    kept = keep(upload("JPEG", (900, 600), exif=exif, icc_profile=b"colours"), sam.pk, NOON)

    for name in (kept.small, kept.large):
        picture = opened(media, name)
        assert picture.height > picture.width
        assert not picture.getexif()
        assert not {"exif", "icc_profile", "xmp"} & set(picture.info)
        assert b"Hana" not in (media / name).read_bytes()


def test_of_a_moving_picture_the_first_moment_is_kept(media: Path, sam: User) -> None:
    out = io.BytesIO()
    frames = [Image.new("P", (40, 40), number) for number in range(5)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])

    assert getattr(opened(media, keep(out.getvalue(), sam.pk, NOON).large), "n_frames", 1) == 1


def test_the_same_picture_is_one_file_and_two_rows(media: Path, sam: User, ben: User) -> None:
    first, second = keep(upload(), sam.pk, NOON), keep(upload(), ben.pk, NOON)

    assert first.pk != second.pk
    assert (first.small, first.large) == (second.small, second.large)
    assert len(list(media.iterdir())) == 2


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"hello", id="words"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", id="svg"),
        pytest.param(upload()[:200], id="cut off"),
        pytest.param(upload("TIFF"), id="a kind that is not read"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, id="a head without a body"),
        pytest.param(b"GIF89a" + b"\xff" * 50, id="noise"),
    ],
)
def test_what_is_no_picture_is_refused_in_words_for_people(media: Path, sam: User, broken: bytes) -> None:
    with pytest.raises(BadPicture, match="picture"):
        keep(broken, sam.pk, NOON)
    assert not Picture.objects.exists()
    assert not media.exists()


def test_a_picture_of_more_than_25_million_pixels_is_refused_before_it_is_unfolded(sam: User) -> None:
    """Some kilobytes would become a hundred megabytes."""
    out = io.BytesIO()
    Image.new("1", (6000, 6000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with pytest.raises(BadPicture, match="25 million"):
        keep(out.getvalue(), sam.pk, NOON)


def test_more_than_8_megabytes_are_refused(sam: User) -> None:
    with pytest.raises(BadPicture, match="8 MB"):
        keep(upload() + b"\0" * pictures.MAX_BYTES, sam.pk, NOON)


# Over HTTPS


def post(client: Client, content: bytes, name: str = "jam.png") -> tuple[int, dict[str, str]]:
    answer = client.post("/api/pictures", {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.json()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["jam.png", "../../etc/passwd", "jam.php", "x" * 300])
def test_an_upload_is_named_by_its_content_whatever_it_was_called(media: Path, sam: User, name: str) -> None:
    status, view = post(signed_in(sam), upload(), name)

    assert status == 200
    assert view["id"] == Picture.objects.get().pk
    files = {Path(view[width]).name for width in ("small", "large")}
    assert {file.name for file in media.iterdir()} == files


def test_a_guest_uploads_nothing(sam: User) -> None:
    assert post(Client(), upload())[0] == 401


def test_what_is_no_picture_is_told_so(sam: User) -> None:
    status, answer = post(signed_in(sam), b"hello")

    assert (status, "JPEG" in answer["detail"]) == (422, True)


def test_a_file_that_is_too_large_is_told_so(sam: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 100)

    assert post(signed_in(sam), upload())[0] == 413


def test_there_is_an_end_to_one_person_s_pictures(
    sam: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MAX_PICTURES", 1)
    client = signed_in(sam)

    assert [post(client, upload())[0] for _ in range(2)] == [200, 409]
    assert post(signed_in(ben), upload())[0] == 200
