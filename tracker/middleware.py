"""What every answer says about keeping and embedding it, and how a stranger with a link is answered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SHARED = "shared/"
"""Where the one address begins that is open to strangers."""

POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
)

GetResponse = Callable[[HttpRequest], HttpResponse]


def private_answers(get_response: GetResponse) -> GetResponse:
    """Keep pages out of every cache but the reader's memory, and out of other sites."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = POLICY
        return response

    return answer


def shared_answers(get_response: GetResponse) -> GetResponse:
    """Answer a shared link without knowing or marking its reader, unseen by search engines and the next site.

    The cookie is dropped before anything reads it: somebody who also keeps a diary here is a stranger like any
    other, no session is looked up, and so none can be set or deleted.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(f"/{SHARED}"):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer
