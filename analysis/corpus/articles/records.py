"""What is known of one document before it is an article."""

from dataclasses import dataclass

__all__ = ["Document"]


@dataclass(frozen=True)
class Document:
    """A document with what its file tells of it; `problem` says why it cannot be read, "" where it can."""

    text: str = ""
    title: str = ""
    published: str = ""
    credit: str = ""
    outlet: str = ""
    doc_id: str = ""
    genre: str = ""
    counterparts: str = ""
    event: str = ""
    language: str = ""
    source_file: str = ""
    problem: str = ""
