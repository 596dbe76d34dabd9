"""Files on their way in: how large, where they lie meanwhile, and what is answered when one does not arrive whole."""

import errno
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

from afstemt.core.units.wording import _

LARGEST = 500_000_000
"""Bytes of one delivery, all its files together."""
UNKNOWN_LARGEST = 1 << 20
"""Bytes that are taken from one who has not signed in."""
AT_ONCE = 10_000_000
"""Bytes of one delivery up to which its files are read while the sender waits for the answer.

That takes a few seconds, and what they became is on the first page that one sees, with no worker needed. Larger ones
take up to some minutes: longer than a browser and a proxy wait, and a connection that breaks would lose the work.
"""
WAITING = "waiting-"
"""How the folders begin whose files wait to be read by background work: they outlive the process that took them in."""
STALE_S = 24 * 3600
"""Seconds after which what lies in the folder belongs to no upload that is under way."""
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_SAID = ("No space left", "os error 28", "os error 27", "os error 122", "File too large")
_BLOCK = 1 << 20


def clean(folder: Path, *, alone: bool) -> None:
    """Make the folder of uploads ready, without what an earlier process left.

    Args:
        folder: The folder; made when it is not there.
        alone: No other process takes uploads in it; else only what is old is removed. Files that wait to be read stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    old = time.time() - (0 if alone else STALE_S)
    for path in folder.iterdir():
        if not path.name.startswith(WAITING) and path.stat().st_mtime <= old:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _ready() -> Path:
    """Return the folder of uploads, made by the first who needs it."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def workplace() -> Iterator[Path]:
    """Give a folder that is gone afterwards, on the same disk as uploads."""
    with tempfile.TemporaryDirectory(prefix="delivery-", dir=_ready()) as name:
        yield Path(name)


def waiting_folder(key: str) -> Path:
    """Return where files wait to be read by background work, on the same disk as uploads."""
    return _ready() / f"{WAITING}{key}"


def is_full(error: BaseException) -> bool:
    """Return whether the error is a disk, or a quota, without room."""
    return getattr(error, "errno", 0) in _FULL or any(said in str(error) for said in _FULL_SAID)


def no_room() -> str:
    """Return what is said when there is no room."""
    return _(
        "Der er ikke plads på serveren til det, du sendte. Intet af det er gemt, og intet andet er ændret. "
        "Giv installationens administrator besked, og prøv igen senere."
    )


def too_large() -> str:
    """Return what is said about a delivery that is too large."""
    return _(
        "Det, du sendte, fylder mere end {limit} MB, som er det højeste på én gang. Intet er gemt. Del filerne over "
        "flere leverancer, eller aflever dem som Parquet, der fylder mindre."
    ).format(limit=LARGEST // 1_000_000)


class UploadHandler(TemporaryFileUploadHandler):
    """Writes a file to the folder of uploads, and removes it at once when there is no room for it.

    Left to itself it would lie there, on the full disk, until its object is collected.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        _ready()
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the next piece."""
        with self._removed_on_failure():
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Return the file when the last of it is written."""
        with self._removed_on_failure():
            found: UploadedFile[bytes] | None = super().file_complete(file_size)
            return found

    @contextmanager
    def _removed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            path = Path(self.file.temporary_file_path())
            with suppress(OSError):
                self.file.close()
            path.unlink(missing_ok=True)
            raise


class UploadMiddleware:
    """Takes in a form's files before anything else reads it, so that what goes wrong underway has a clear page.

    Calls to the HTTP interface are left alone: there the key is checked before the body is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say why the files did not arrive."""
        if request.method != "POST" or request.content_type != "multipart/form-data":
            return self.get_response(request)
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        known = request.user.is_authenticated or request.path.startswith("/api/")
        if length > (LARGEST if known else UNKNOWN_LARGEST):
            _pass_over(request)
            return answer(request, too_large(), 413)
        if request.path.startswith("/api/"):
            return self.get_response(request)
        try:
            request.POST  # noqa: B018 - reading it takes the files in
        except UnreadablePostError:
            return answer(request, cut_off(), 400)
        except SuspiciousOperation:
            return answer(request, too_many(), 413)
        except OSError as error:
            if not is_full(error):
                raise
            return answer(request, no_room(), 507)
        return self.get_response(request)


def cut_off() -> str:
    """Return what is said about a body that ended too early."""
    return _("Forbindelsen blev afbrudt, før filerne var kommet helt frem. Intet er gemt; send dem igen.")


def too_many() -> str:
    """Return what is said about a form with more parts than are taken."""
    return _("Der er for mange filer i én leverance. Intet er gemt. Del dem over flere leverancer.")


def answer(request: HttpRequest, said: str, status: int) -> HttpResponse:
    """Return the page for files that did not arrive, or its text where the HTTP interface asked."""
    if request.path.startswith("/api/"):
        from django.http import JsonResponse

        return JsonResponse({"detail": said}, status=status)
    return render(request, "evidence/upload_failed.html", {"said": said}, status=status)


def _pass_over(request: HttpRequest) -> None:
    """Read what is sent and keep nothing, so that the sender comes to hear the answer; within reason."""
    left = 4 * LARGEST
    try:
        while left > 0 and (piece := request.read(_BLOCK)):
            left -= len(piece)
    except OSError:
        return


class Whole:
    """The body of a request, which is an error when it ends before it is as long as was said.

    Without this, a file that is cut off is taken for a shorter one.
    """

    def __init__(self, body: Any, length: int) -> None:
        self._body, self._left = body, length

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        return self._told(self._body.read(self._left if size < 0 else size), size)

    def readline(self, size: int = -1) -> bytes:
        """Return the next line."""
        return self._told(self._body.readline(self._left if size < 0 else size), size)

    def _told(self, piece: bytes, size: int) -> bytes:
        self._left -= len(piece)
        if not piece and size != 0 and self._left > 0:
            raise ConnectionError("the body ended before its length")
        return piece


def whole_bodies(
    application: Callable[[dict[str, Any], Any], Iterable[bytes]],
) -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    """Return the application with bodies that are whole or an error."""

    def called(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        environ["wsgi.input"] = Whole(environ["wsgi.input"], length)
        return application(environ, start_response)

    return called
