"""A package in a zip opens like a folder, and a hostile zip writes nothing."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from ferry_dataset import ferry_package

from toolkit import archive as archives
from toolkit.archive import extract_archive
from toolkit.errors import PackageError
from toolkit.load import load_package
from toolkit.package import archive_package
from toolkit.validate import validate_package


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return ferry_package(tmp_path_factory.mktemp("archive") / "package")


def zipped(folder: Path, archive: Path, *, inside: str = "") -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(folder.rglob("*")):
            opened.write(path, f"{inside}{path.relative_to(folder).as_posix()}")
    return archive


def made(archive: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive


@pytest.mark.parametrize("inside", ["", "ferries-1.0.0/"])
def test_a_zip_loads_like_its_folder(folder: Path, tmp_path: Path, inside: str) -> None:
    package = load_package(zipped(folder, tmp_path / "ferries.zip", inside=inside))
    assert package.version == "1.0.0"
    assert package.statements.equals(load_package(folder).statements)


def test_what_a_zip_was_taken_out_into_goes_with_the_package(folder: Path, tmp_path: Path) -> None:
    package = load_package(zipped(folder, tmp_path / "ferries.zip"))
    root = package.root
    assert root.is_dir()
    del package
    assert not root.exists()


def test_a_refused_zip_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    archive = made(tmp_path / "a.zip", {"datapackage.json": b"[]"})
    with pytest.raises(PackageError, match="holds no JSON object"):
        load_package(archive)
    assert list(tmp_path.iterdir()) == [archive]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../escaped.txt", "leads out"),
        ("data/../../escaped.txt", "leads out"),
        ("/escaped.txt", "leads out"),
        ("..\\escaped.txt", "leads out"),
        ("C:escaped.txt", "leads out"),
    ],
)
def test_a_member_that_leads_out_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, fault: str
) -> None:
    archive = made(tmp_path / "a.zip", {"datapackage.json": b"{}", name: b"x"})
    into = tmp_path / "deep" / "into"
    into.mkdir(parents=True)
    with pytest.raises(PackageError, match=fault):
        extract_archive(archive, into)
    assert not list(into.iterdir())
    assert not list(tmp_path.rglob("escaped.txt"))


def test_a_link_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("datapackage.json", "{}")
        link = zipfile.ZipInfo("data")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc")
    with pytest.raises(PackageError, match="is a link"):
        load_package(archive)


def test_a_member_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("datapackage.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            opened.writestr("datapackage.json", "{}")
    with pytest.raises(PackageError, match="is there twice"):
        load_package(archive)


def test_a_zip_that_unfolds_to_far_more_than_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "HARMLESS_BYTES", 1000)
    archive = made(tmp_path / "a.zip", {"datapackage.json": b"{}", "zeros.csv": bytes(1_000_000)})
    with pytest.raises(PackageError, match="more than a package of its size holds"):
        load_package(archive)


def test_a_zip_with_more_files_than_a_package_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    archive = made(tmp_path / "a.zip", {"datapackage.json": b"{}", "a": b"", "b": b""})
    with pytest.raises(PackageError, match="in 3 files"):
        load_package(archive)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"readme.txt": b"x"}, "has no datapackage.json"),
        ({"a/datapackage.json": b"{}", "b/datapackage.json": b"{}"}, "more than one"),
        ({"a/b/datapackage.json": b"{}"}, "has no datapackage.json"),
    ],
)
def test_a_zip_without_one_package_says_so(
    tmp_path: Path, members: dict[str, bytes], message: str
) -> None:
    with pytest.raises(PackageError, match=message):
        load_package(made(tmp_path / "a.zip", members))


def test_a_damaged_zip_says_so(folder: Path, tmp_path: Path) -> None:
    archive = zipped(folder, tmp_path / "a.zip")
    content = bytearray(archive.read_bytes())
    content[len(content) // 3] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(PackageError, match="cannot be unpacked"):
        load_package(archive)


def test_an_archive_has_the_same_bytes_for_the_same_files(folder: Path, tmp_path: Path) -> None:
    archive = archive_package(folder, tmp_path)
    assert archive.name == "ferries-1.0.0.zip"
    other = tmp_path / "other"
    shutil.copytree(folder, other, copy_function=shutil.copyfile)
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
        path.chmod(0o700)
    (tmp_path / "again").mkdir()
    assert archive_package(other, tmp_path / "again").read_bytes() == archive.read_bytes()
    assert validate_package(archive).ok
    before = archive.stat().st_mtime_ns
    assert archive_package(folder, tmp_path).stat().st_mtime_ns == before


def test_an_archive_holds_the_files_of_the_package_below_one_folder(
    folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive_package(folder, tmp_path)) as archive:
        names = {name.removeprefix("ferries-1.0.0/") for name in archive.namelist()}
        times = {member.date_time for member in archive.infolist()}
    assert names == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    }
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_an_archive_is_whole_or_not_there(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "data" / "figures.csv").unlink()
    with pytest.raises(PackageError, match="cannot be written"):
        archive_package(broken, tmp_path)
    assert list(tmp_path.iterdir()) == [broken]
