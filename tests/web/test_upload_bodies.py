"""A body that ends before its length is an error, and not a shorter file."""

import re
from io import BytesIO

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import reverse
from house import INCIDENTS, House, one_connection

from afstemt.web.evidence.models import Delivery
from afstemt.web.evidence.uploads import Whole, whole_bodies


def test_what_is_whole_is_read_and_what_is_not_is_an_error() -> None:
    whole = Whole(BytesIO(b"abcdef"), 6)
    assert (whole.read(4), whole.read(4), whole.read(4)) == (b"abcd", b"ef", b"")
    short = Whole(BytesIO(b"abc"), 6)
    assert short.read(4) == b"abc"
    with pytest.raises(ConnectionError):
        short.read(4)


@pytest.mark.parametrize(("missing", "status"), [(0, "302"), (500, "400")])
def test_a_body_that_ends_early_is_no_shorter_file(house: House, missing: int, status: str) -> None:
    client = house.client("contributor")
    where = reverse("deliveries", args=(house.contract.pk,))
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', client.get(where).content.decode())
    assert token
    body = (
        b'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        + token[1].encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="incidents.csv"\r\n\r\n'
        + INCIDENTS
        + (b"" if missing else b"\r\n--x--\r\n")
    )
    environ = RequestFactory().post(where, data=body, content_type="multipart/form-data; boundary=x").environ
    environ |= {
        "CONTENT_LENGTH": str(len(body) + missing),
        "wsgi.input": BytesIO(body),
        "HTTP_COOKIE": "; ".join(f"{name}={one.value}" for name, one in client.cookies.items()),
    }
    before = Delivery.objects.count()
    said: list[str] = []
    with one_connection():
        answer = whole_bodies(get_wsgi_application())(environ, lambda line, _headers: said.append(line))
        b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
    assert said[0].startswith(status)
    assert Delivery.objects.count() == before + (status == "302")
