"""Tiny source folders, one for each sickness, and what a person is told about each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.config import Config, StatedMetadata
from toolkit.errors import SourceError
from toolkit.problems import Problem
from toolkit.read import files as source_files
from toolkit.read import list_files, read_file
from toolkit.rows import Document

TEXT = "The ferry company closed two lines on Monday.\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read_all(
    folder: Path, config: Config | None = None
) -> tuple[dict[str, Document], dict[str, str]]:
    """The documents by path, and for each path the message a person sees."""
    config = config or Config(name="test", title="Test")
    listing = list_files(folder)
    found = [item for file in listing.files for item in read_file(file, config=config)]
    documents = {item.path: item for item in found if isinstance(item, Document)}
    problems = [*listing.problems, *(item for item in found if isinstance(item, Problem))]
    return documents, {str(problem.path): problem.message for problem in problems}


def test_an_empty_file_is_a_problem_and_no_document(tmp_path: Path) -> None:
    write(tmp_path, {"empty.txt": "", "also-empty.txt": "", "ferry.txt": TEXT})
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"ferry.txt"}
    assert messages == {
        "also-empty.txt": "The file is empty. Remove it, or put the document's text into it.",
        "empty.txt": "The file is empty. Remove it, or put the document's text into it.",
    }


def test_a_file_of_furniture_alone_is_a_document_without_text(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "date 2021-03-03 16 px\n\npost-img\n", "b.txt": " \n\n"})
    documents, messages = read_all(tmp_path)
    assert documents["a.txt"].text is None
    assert documents["b.txt"].text is None
    assert messages["a.txt"].startswith("The file holds no words outside page furniture")


def test_a_file_that_may_not_be_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"closed.txt": TEXT, "open.txt": TEXT + "Again."})
    opened = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "closed.txt":  # chmod would not keep root out
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]  # as given

    monkeypatch.setattr(Path, "open", refuse)
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"open.txt"}
    assert messages == {
        "closed.txt": "The file could not be read: permission denied. "
        "Make it a file that can be read, or remove it."
    }


def test_a_50_mb_text_is_a_problem_and_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"ferry.txt": TEXT})
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.write(TEXT.encode() * (50_000_000 // len(TEXT)))
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"ferry.txt"}
    assert messages == {
        "huge.txt": "The file has 49,999,976 bytes (limit 10,000,000), more than one document may "
        "have. Split it into one file for each document."
    }


def test_a_binary_is_a_problem(tmp_path: Path) -> None:
    write(
        tmp_path, {"scan.txt": b"%PDF-1.7\x00\x01", "noise.txt": bytes(range(256)), "a.txt": TEXT}
    )
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"a.txt"}
    assert messages == {
        "noise.txt": "The file is not text (it holds NUL bytes). "
        "Convert it to plain text or Markdown, or remove it.",
        "scan.txt": "The file is not text (a PDF). "
        "Convert it to plain text or Markdown, or remove it.",
    }


def test_a_wrong_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {"cafe.txt": "The café by the pier is open.\n".encode("cp1252")})
    documents, messages = read_all(tmp_path)
    assert documents["cafe.txt"].text == "The café by the pier is open."
    assert messages == {
        "cafe.txt": "The file is not valid UTF-8 and was read as Windows-1252. "
        "Check the text, and save the file as UTF-8 if letters are wrong."
    }


def test_an_encoding_that_cannot_be_told_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"odd.txt": b"caf\x81 by the pier", "a.txt": TEXT})
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"a.txt"}
    assert messages == {
        "odd.txt": "The file is text in an encoding that could not be told "
        "(it is not valid UTF-8 at byte 3). Save it as UTF-8."
    }


def test_an_unknown_format_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"scan.pdf": b"%PDF", "a.txt": TEXT, "minutes.2021": TEXT + "Again."})
    documents, messages = read_all(tmp_path)
    assert set(documents) == {"a.txt", "minutes.2021"}
    assert messages == {
        "scan.pdf": "The toolkit does not read .pdf files. "
        "Save the document as plain text (.txt) or Markdown (.md), or remove it."
    }


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": TEXT, "a/z.txt": TEXT, "c.txt": TEXT.upper()})
    documents, messages = read_all(tmp_path)
    assert list(documents) == ["a/z.txt", "c.txt"]
    assert messages == {
        "b.txt": "The file has the same bytes as a/z.txt, which has the row. Remove one of the two."
    }


def test_a_link_out_of_the_source_is_not_followed(tmp_path: Path) -> None:
    source = write(tmp_path / "source", {"a.txt": TEXT})
    write(tmp_path / "elsewhere", {"secret.txt": "Not yours.\n"})
    (source / "file.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (source / "folder").symlink_to(tmp_path / "elsewhere")
    documents, messages = read_all(source)
    assert set(documents) == {"a.txt"}
    told = "The link leads out of the source folder and was not followed. Copy the file instead."
    assert messages == {"file.txt": told, "folder": told}


def test_links_that_lead_nowhere_or_round_in_circles_are_problems(tmp_path: Path) -> None:
    source = write(tmp_path, {"a.txt": TEXT, "sub/b.txt": TEXT + "Again."})
    (source / "gone.txt").symlink_to("missing.txt")
    (source / "self.txt").symlink_to("self.txt")
    (source / "sub" / "up").symlink_to(source)  # inside: listed where it lies
    documents, messages = read_all(source)
    assert set(documents) == {"a.txt", "sub/b.txt"}
    assert messages == dict.fromkeys(
        ("gone.txt", "self.txt"),
        "The file could not be read: the link leads nowhere. "
        "Make it a file that can be read, or remove it.",
    )


def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    os.mkfifo(tmp_path / "pipe.txt")
    _, messages = read_all(tmp_path)
    assert messages["pipe.txt"].startswith("The file could not be read: it is not a regular file.")


def test_what_is_hidden_or_describes_the_dataset_is_no_document(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": TEXT,
            ".hidden.txt": TEXT,
            ".git/config": TEXT,
            "dataset.toml": 'title = "x"',
            "corrections.csv": "action\n",
            "authorities.csv": "name\n",
            "out/package/data.txt": TEXT,
            "old/datapackage.json": "{}",
            "old/README.md": TEXT,
        },
    )
    listing = list_files(tmp_path, exclude=[tmp_path / "out" / "package"])
    assert [file.path for file in listing.files] == ["a.txt"]
    assert listing.problems == ()


def test_the_order_is_that_of_the_paths_bytes(tmp_path: Path) -> None:
    names = ["b.txt", "B.txt", "a-b.txt", "a/c.txt", "é.txt", "z.txt"]
    write(tmp_path, {name: f"{TEXT}{name}" for name in names})
    listed = [file.path for file in list_files(tmp_path).files]
    assert listed == sorted(names, key=str.encode)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (b"caf\xe9.txt", "caf%E9.txt"),
        (b"100%.txt", "100%25.txt"),
        (b"two\nlines.txt", "two%0Alines.txt"),
        ("café.txt".encode(), "café.txt"),
    ],
)
def test_odd_bytes_in_a_name_are_percent_encoded(tmp_path: Path, name: bytes, path: str) -> None:
    (tmp_path / os.fsdecode(name)).write_text(TEXT)
    assert [file.path for file in list_files(tmp_path).files] == [path]


def test_a_source_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        list_files(tmp_path / "missing")
    assert caught.value.message.endswith("missing: there is no such folder.")
    assert "toolkit init" in caught.value.hint


def test_a_file_in_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    with pytest.raises(SourceError, match="this is a file, not a folder of documents"):
        list_files(tmp_path / "a.txt")


def test_a_folder_without_documents_is_an_error_that_says_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no documents that the toolkit reads") as caught:
        list_files(write(tmp_path, {"dataset.toml": ""}))
    assert caught.value.hint == "Put plain text (.txt) or Markdown (.md) files into it."
    with pytest.raises(SourceError, match=r"\(found: 2 \.pdf\)"):
        list_files(write(tmp_path, {"a.pdf": b"%PDF", "b.pdf": b"%PDF-"}))


def test_a_folder_that_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(source_files.os, "scandir", refuse)
    with pytest.raises(SourceError, match="the folder could not be read: permission denied"):
        list_files(tmp_path)


def test_what_the_configuration_says_goes_before_what_the_text_says(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "date 2021-03-03 14:30 UTC\n\n" + TEXT, "b.txt": TEXT})
    stated = StatedMetadata(pattern="a*", publisher="Harbour News", language="en-GB")
    documents, _ = read_all(tmp_path, Config(name="test", title="Test", documents=(stated,)))
    first = documents["a.txt"]
    assert (first.publisher, first.language) == ("Harbour News", "en-GB")
    assert first.published_at is not None
    assert documents["b.txt"].publisher is None


def test_a_text_in_another_language_is_kept_and_told(tmp_path: Path) -> None:
    french = (
        "Le bateau n'est pas parti lundi et le capitaine a dit que les passagers prendront un"
        " autre bateau qui est payé par la banque pour une semaine."
    )
    write(tmp_path, {"a.txt": french, "b.txt": TEXT})
    documents, messages = read_all(tmp_path)
    assert documents["a.txt"].text == french
    assert list(messages) == ["a.txt"]
    assert messages["a.txt"].startswith("The text is in another language (fr)")


def test_a_document_is_named_by_its_bytes(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "b.md": "# Ferry\n\n" + TEXT})
    documents, _ = read_all(tmp_path)
    document = documents["a.txt"]
    assert document.document_id == f"d_{document.sha256[:24]}"
    assert (document.media_type, document.words) == ("text/plain", 8)
    assert documents["b.md"].media_type == "text/markdown"
