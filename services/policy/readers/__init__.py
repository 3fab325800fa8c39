# SPDX-License-Identifier: Apache-2.0
"""The formats a policy manual may come in, by suffix. A new one is a file here and a line below."""

from services.policy.readers import hypertext, json_lines, markdown, pdf, word
from services.policy.readers.blocks import Reader

READERS: dict[str, Reader] = {
    ".docx": word.read,
    ".htm": hypertext.read,
    ".html": hypertext.read,
    ".jsonl": json_lines.read,
    ".markdown": markdown.read,
    ".md": markdown.read,
    ".pdf": pdf.read,
}
