"""Files at the limits of what may be uploaded, and beyond them, for the attackers of `make siege`."""

import io
from functools import cache

from PIL import Image


@cache
def large_picture() -> bytes:
    """A progressive JPEG of 49 million pixels that no decoder finds easy, below the limit of its size."""
    written = io.BytesIO()
    Image.effect_noise((7_000, 7_000), 60).convert("RGB").save(written, "JPEG", quality=60, progressive=True)
    return written.getvalue()


@cache
def many_scans() -> bytes:
    """A JPEG that repeats its scans two thousand times."""
    written = io.BytesIO()
    Image.effect_noise((1_500, 1_500), 60).save(written, "JPEG", quality=30, progressive=True)
    whole = written.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    return (whole[:-2] + scan * (2_000 if len(scan) < 9_000 else 200))[: 19 * 1024**2] + b"\xff\xd9"


@cache
def full_sheet() -> bytes:
    """A CSV file of a thousand rows, a little below a MiB."""
    head = "title,price,stock,description\n"
    return (head + "".join(f'"Vase {n} ကြိုဆို 花瓶",{n}.50,3,"{"x" * 950}"\n' for n in range(1_000))).encode()


@cache
def wide_sheet() -> bytes:
    """A CSV file whose header alone holds twenty thousand columns."""
    return (",".join(f"c{n}" for n in range(20_000)) + "\n1\n").encode()
