#!/usr/bin/env bash
# Pillow 13.0.0. Expected: a photograph that is opened and saved anew loses what was written beside its pixels: the camera,
# position and colour profile do go unless save() is given them. Seen: the JPEG comment stays, also through convert, resize and
# thumbnail; archives and newsrooms write caption, place and author there. Only a picture painted on a new one is without it.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0
cd "$work"
venv/bin/python - <<'PY'
import io

from PIL import Image

exif = Image.Exif()
exif[0x010F] = "A camera"
Image.new("RGB", (64, 48), "navy").save("photo.jpg", exif=exif, comment=b"at the house of A. B.")


def saved(change):
    data = io.BytesIO()
    with Image.open("photo.jpg") as photo:
        change(photo).save(data, "JPEG")
    return b"A camera" in data.getvalue(), b"house of A. B." in data.getvalue()


def painted(photo):
    blank = Image.new("RGB", photo.size)
    blank.paste(photo)
    return blank


ways = {
    "saved": lambda photo: photo,
    "converted": lambda photo: photo.convert("RGB"),
    "resized": lambda photo: photo.resize((32, 24)),
    "painted on a new one": painted,
}
seen = {name: saved(change) for name, change in ways.items()}
for name, (camera, comment) in seen.items():
    print(f"{name}: camera {camera}, comment {comment}")
assert [seen[name] for name in ways] == [(False, True)] * 3 + [(False, False)], "changed"
PY
