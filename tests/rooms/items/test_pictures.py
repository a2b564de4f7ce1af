"""Uploaded pictures: made anew, in two widths, with nothing of the upload kept."""

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms

from livesell.accounts.models import User
from rooms.items import decoding, pictures
from rooms.items.pictures import BadPicture, keep
from rooms.models.items import Picture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
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


def test_more_than_20_megabytes_are_refused(sam: User) -> None:
    with pytest.raises(BadPicture, match="20 MB"):
        keep(upload() + b"\0" * pictures.MAX_BYTES, sam.pk, NOON)


# What phones and programs write


def damaged(content: bytes, cut: float) -> bytes:
    return content[: int(len(content) * (1 - cut))]


def noisy(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_each_of_the_eight_orientations_comes_out_upright(
    media: Path, sam: User, turned: int, kind: str
) -> None:
    """The upright picture has red above left. Each orientation tells how the sensor lay."""
    upright = Image.new("RGB", (300, 200), "blue")
    upright.paste((255, 0, 0), (0, 0, 150, 100))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = upright if turned == 1 else upright.transpose(Image.Transpose(undo[turned]))
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    out = io.BytesIO()
    stored.save(out, kind, exif=exif)

    kept = opened(media, keep(out.getvalue(), sam.pk, NOON).large).convert("RGB")

    assert kept.size == (300, 200)
    red, blue = kept.getpixel((20, 20)), kept.getpixel((280, 180))
    assert red[0] > 200 > red[2], "above left"  # type: ignore[index]  # of an RGB picture
    assert blue[2] > 200 > blue[0], "below right"  # type: ignore[index]  # of an RGB picture


def test_one_odd_tag_beside_the_orientation_does_not_matter(media: Path, sam: User) -> None:
    """A rational with a numerator below nothing, which can be read and not be written again."""
    big = b"Exif\0\0MM\0*\0\0\0\x08\0\x02" + b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    odd = b"\x01\x1a\0\x05\0\0\0\x01\0\0\0\x26" + b"\0\0\0\0" + b"\xff\xff\xff\xff\0\0\0\0"
    kept = keep(upload("JPEG", (300, 200), exif=big + odd), sam.pk, NOON)

    assert opened(media, kept.large).size == (200, 300)


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xff" * 50])
def test_exif_data_that_nobody_can_read_are_left_alone(media: Path, sam: User, exif: bytes) -> None:
    assert opened(media, keep(upload("JPEG", exif=exif), sam.pk, NOON).small).size == (400, 267)


def test_sixteen_bits_of_grey_are_eight(media: Path, sam: User) -> None:
    deep = Image.new("I", (256, 64))
    deep.putdata([x * 257 for _ in range(64) for x in range(256)])
    out = io.BytesIO()
    deep.convert("I;16").save(out, "PNG")

    kept = opened(media, keep(out.getvalue(), sam.pk, NOON).large).convert("L")

    assert [abs(int(kept.getpixel((x, 30))) - x) < 8 for x in (0, 60, 128, 200, 255)] == [True] * 5  # type: ignore[arg-type]  # grey


@pytest.mark.parametrize("kind", ["JPEG", "progressive", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("cut", [1, 2, 12])
def test_a_file_without_its_last_bytes_is_shown_as_every_viewer_shows_it(
    media: Path, sam: User, kind: str, cut: int
) -> None:
    content = noisy("JPEG", progressive=True) if kind == "progressive" else noisy(kind)

    assert opened(media, keep(content[:-cut], sam.pk, NOON).large).size == (640, 480)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_picture_is_told_to_be_half(sam: User, kind: str) -> None:
    with pytest.raises(BadPicture, match="picture ends too early"):
        keep(damaged(noisy(kind), 0.5), sam.pk, NOON)


def test_what_follows_the_end_of_a_photo_does_not_matter(media: Path, sam: User) -> None:
    """A film of three seconds, or a map of brightness: phones put them behind the picture."""
    film = b"\xff\xda\x00\x02" * 5_000

    assert opened(media, keep(upload("JPEG") + film, sam.pk, NOON).small).size == (400, 267)


def test_of_several_pictures_in_a_file_the_first_is_kept(media: Path, sam: User) -> None:
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])

    assert opened(media, keep(out.getvalue(), sam.pk, NOON).large).convert("RGB").getpixel((5, 5))[0] > 200  # type: ignore[index]  # of an RGB picture


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_a_palette_s_transparent_colour_stays_so(media: Path, sam: User, kind: str) -> None:
    palette = Image.new("P", (40, 40), 0)
    palette.putpalette([255, 0, 0, 0, 255, 0])
    palette.paste(1, (0, 0, 20, 40))
    out = io.BytesIO()
    palette.save(out, kind, transparency=0)

    kept = opened(media, keep(out.getvalue(), sam.pk, NOON).large)

    assert kept.mode == "RGBA"
    assert kept.getchannel("A").getextrema() == (0, 255)


def test_colours_of_another_space_are_translated(media: Path, sam: User) -> None:
    """The same numbers in the space of XYZ are other colours; a browser would show the numbers."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = keep(upload("PNG", icc_profile=profile), sam.pk, NOON)
    red = opened(media, same.large).convert("RGB").getpixel((10, 10))

    assert red[0] > 240  # type: ignore[index]  # of an RGB picture


# Photos of today's phones, and what must not cost more than they do


def test_a_photo_of_200_million_pixels_is_taken(media: Path, sam: User) -> None:
    """As some phones make them; of a JPEG an eighth of each side is decoded."""
    content = flat_jpeg(16_320, 12_240)

    kept = keep(content, sam.pk, NOON)

    assert opened(media, kept.large).size == (1280, 960)


def test_a_heic_photo_is_taken(media: Path, sam: User) -> None:
    kept = keep((Path(__file__).parent / "phone.heic").read_bytes(), sam.pk, NOON)

    picture = opened(media, kept.large).convert("RGB")
    assert picture.size == (900, 600)
    assert picture.getpixel((100, 300))[0] > 200 > picture.getpixel((800, 300))[0]  # type: ignore[index]  # of RGB


def test_a_photo_of_50_million_pixels_in_another_format_is_taken(media: Path, sam: User) -> None:
    out = io.BytesIO()
    Image.new("L", (8_160, 6_144), 90).save(out, "PNG")

    assert opened(media, keep(out.getvalue(), sam.pk, NOON).large).size == (1280, 964)


def test_more_than_a_phone_makes_is_refused_before_it_is_unfolded(sam: User) -> None:
    """Some kilobytes would become a hundred megabytes."""
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    with pytest.raises(BadPicture, match="64 million"):
        keep(out.getvalue(), sam.pk, NOON)
    with pytest.raises(BadPicture, match="205 million"):
        keep(flat_jpeg(16_000, 16_000), sam.pk, NOON)


def test_a_jpeg_of_two_thousand_scans_is_refused_unread(sam: User) -> None:
    """Each scan goes over the whole picture: a small file, seconds of work."""
    content = upload("JPEG", progressive=True)
    scan = content[content.rindex(b"\xff\xda") : -2]

    with pytest.raises(BadPicture, match="too much work"):
        keep(content[:-2] + scan * 2_000 + content[-2:], sam.pk, NOON)
    assert decoding.scans(content) < 20


def test_a_picture_that_takes_too_much_memory_or_time_ends_alone(
    sam: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(decoding.__file__).read_text()
    for greedy in ("bytes(2_000_000_000)", "os.kill(os.getpid(), 9)"):
        script = tmp_path / "greedy.py"
        script.write_text(source.replace("    picture = _shrunk(upload)", f"    {greedy}", 1))
        monkeypatch.setattr(decoding, "__file__", str(script))
        with pytest.raises(BadPicture, match="too much work"):
            keep(upload(), sam.pk, NOON)
    assert not Picture.objects.exists()


def test_the_decoder_sees_no_secret_of_the_server(
    sam: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    script = tmp_path / "curious.py"
    script.write_text("import os, sys; sys.stderr.write(repr(dict(os.environ))); sys.exit(3)")
    monkeypatch.setattr(decoding, "__file__", str(script))

    with pytest.raises(BadPicture) as seen:
        keep(upload(), sam.pk, NOON)

    assert "hush" not in str(seen.value)


def test_who_comes_when_too_many_wait_is_told_to_come_again(
    sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_places", threading.BoundedSemaphore(1))
    with pictures._places:
        status, answer = post(signed_in(sam), upload())

    assert (status, "moment" in answer["detail"]) == (503, True)


def flat_jpeg(width: int, height: int) -> bytes:
    """A JPEG of that size and one colour, made without so many pixels: one block, then none of the others differ."""
    out = io.BytesIO()
    Image.new("L", (width, height), 128).save(out, "JPEG", quality=10)
    return out.getvalue()


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
    monkeypatch.setattr(pictures, "MAX_OWNED", 1)
    client = signed_in(sam)

    assert [post(client, upload())[0] for _ in range(2)] == [200, 409]
    assert post(signed_in(ben), upload())[0] == 200
