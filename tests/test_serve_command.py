"""``toolkit serve`` as people start and stop it: a process of its own on a real port."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from packages_to_serve import make_package

from toolkit.errors import AddressError, PackageError
from toolkit.serve import serve_package

REPOSITORY = Path(__file__).parents[1]


@contextmanager
def serving(
    package: Path, cache: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "serve", str(package), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "XDG_CACHE_HOME": str(cache)},
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        yield process, found.group()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_on_a_free_port_and_stops_quietly(tmp_path: Path, stop: signal.Signals) -> None:
    package = make_package(tmp_path / "package")
    with serving(package, tmp_path / "cache") as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urllib.request.urlopen(address, timeout=30) as response:
            assert response.status == 200
            assert response.headers["content-security-policy"].startswith("default-src 'none'")
            assert response.headers["server"] is None
            assert b"Harbour reports" in response.read()
        process.send_signal(stop)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (0, "")


def test_a_zip_is_served_like_the_folder_that_it_was_made_from(tmp_path: Path) -> None:
    packed = shutil.make_archive(f"{tmp_path}/packed", "zip", make_package(tmp_path / "package"))
    with (
        serving(Path(packed), tmp_path / "cache") as (_, address),
        urllib.request.urlopen(address, timeout=30) as response,
    ):
        assert b"Harbour reports" in response.read()


def test_a_port_in_use_is_refused_with_what_to_do(tmp_path: Path) -> None:
    package = make_package(tmp_path / "package")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AddressError, match="already in use") as caught:
            serve_package(package, port=taken.getsockname()[1], on_ready=pytest.fail)
    assert "--port" in caught.value.hint


def test_an_unknown_host_is_refused_with_what_to_do(tmp_path: Path) -> None:
    package = make_package(tmp_path / "package")
    with pytest.raises(AddressError, match="no address to listen on") as caught:
        serve_package(package, host="no host", port=0, on_ready=pytest.fail)
    assert "--host" in caught.value.hint


def test_a_folder_without_a_package_is_refused_before_anything_listens(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="holds no package"):
        serve_package(tmp_path, port=0, on_ready=pytest.fail)


def test_another_name_is_refused_unless_it_was_allowed(tmp_path: Path) -> None:
    package = make_package(tmp_path / "package")

    def ask(address: str, name: str) -> int:
        request = urllib.request.Request(address, headers={"Host": name})
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)

    with serving(package, tmp_path / "cache", "--allow-host", "harbour.example") as (_, address):
        assert ask(address, "harbour.example") == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            ask(address, "other.example")
        assert refused.value.code == 400
        assert b"--allow-host NAME" in refused.value.read()
