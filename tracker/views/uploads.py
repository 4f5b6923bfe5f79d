"""Take large files of other apps in pieces, from the script of the import page."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.core.reference.limits import MAX_IMPORT_FILES, MAX_PIECE_BYTES, MEGABYTE, SENT_FILE_BYTES
from tracker.models import Job, Upload
from tracker.pages.body_limit import allow_body
from tracker.pages.context import SignedIn
from tracker.pages.demo import never_in_demo
from tracker.pages.disk_full import is_full
from tracker.pages.uploads import NoRoomError, append_piece, begin_upload, finish_upload, job_of_upload

NOT_EXPECTED = "what was sent is not what this address expects"

Name = Annotated[str, msgspec.Meta(max_length=255)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Changed = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
Files = Annotated[list[tuple[Name, Size, Changed]], msgspec.Meta(min_length=1)]


@never_in_demo
@require_POST
def begin(request: SignedIn) -> HttpResponse:
    """Announce files: a JSON array of name, bytes and time of the last change of each. What has arrived counts."""
    try:
        files = msgspec.json.decode(request.body, type=Files)
    except (msgspec.MsgspecError, UnreadablePostError):
        return JsonResponse({"refused": NOT_EXPECTED}, status=400)
    if len(files) > MAX_IMPORT_FILES:
        too_many = _("Please choose %(most)d files at most.") % {"most": MAX_IMPORT_FILES}
        return JsonResponse({"refused": too_many}, status=400)
    if sum(size for _name, size, _changed in files) > SENT_FILE_BYTES:
        too_large = _("This is larger than %(most)d MB.") % {"most": SENT_FILE_BYTES // MEGABYTE}
        return JsonResponse({"refused": too_large}, status=413)
    # As Django does with the names in a form: no control characters, and none that turn the direction of a line.
    named = [("".join(filter(str.isprintable, name)), size, changed) for name, size, changed in files]
    try:
        upload = begin_upload(request.user, named, timezone.now())
    except NoRoomError:
        return _no_room()
    return _answer(upload, upload.received)


@allow_body(MAX_PIECE_BYTES)
@never_in_demo
@require_POST
def piece(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Take a piece that begins at the byte `from`, and answer how many bytes are there, or where the page goes on."""
    try:
        upload = Upload.objects.get(user=request.user, client_id=client_id)
        # `request.body` would keep it for as long as the request waits for the garbage collector.
        received = append_piece(upload, _begins_at(request), request.read())
        return _answer(upload, received)
    except (Upload.DoesNotExist, FileNotFoundError) as error:
        if job := job_of_upload(request.user, client_id):
            return _go_on(job)
        raise Http404 from error
    except (ValueError, UnreadablePostError):
        return JsonResponse({"refused": NOT_EXPECTED}, status=400)
    except OSError as error:
        if not is_full(error):
            raise
        return _no_room()


def _begins_at(request: HttpRequest) -> int:
    return int(request.GET.get("from", ""))


def _answer(upload: Upload, received: int) -> HttpResponse:
    if received < upload.total:
        return JsonResponse({"pieces": reverse("tracker:piece", args=[upload.client_id]), "received": received})
    if job := finish_upload(upload):
        return _go_on(job)
    busy = _("Something else is not finished yet. Your file waits here for an hour: press the button again then.")
    return JsonResponse({"refused": busy}, status=409)


def _go_on(job: Job) -> HttpResponse:
    return JsonResponse({"next": reverse("tracker:waiting", args=[job.client_id])})


def _no_room() -> HttpResponse:
    no_room = _("There is not enough room for this file on the disk that the diary lives on.")
    return JsonResponse({"refused": no_room}, status=507)


@require_POST
def forget(request: SignedIn) -> HttpResponse:
    """Delete what has arrived. Doing it twice is no error."""
    for upload in Upload.objects.filter(user=request.user):
        upload.delete()
    return redirect("tracker:import")
