# SPDX-License-Identifier: Apache-2.0
"""Requests that are answered in a form: passages as data, a schema for what comes back, no
citations. The API does not allow citations and a form in one call.
"""

import json
from collections.abc import Sequence
from typing import cast

from desktop_app.rules.texts import well_formed
from services.drafters.prompt import Instructions, Manner, message, text_block


def asked_in_form(
    manner: Manner, instructions: Instructions, texts: Sequence[str], schema: dict[str, object]
) -> dict[str, object]:
    """The JSON body of a request whose answer has to be a document of this JSON schema."""
    request = message(manner, instructions, [text_block(text) for text in texts])
    effort = cast("dict[str, object]", request.get("output_config", {}))
    form = {"type": "json_schema", "schema": schema}
    request["output_config"] = {**effort, "format": form}
    return request


def as_data(document: object) -> str:
    """A document as JSON, without half a character that no request can hold."""
    return well_formed(json.dumps(document, ensure_ascii=False))
