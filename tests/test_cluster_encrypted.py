"""A real scheduler and worker behind TLS, with a certificate made here: the same result, and nobody else gets in."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from personacheck.cli.app import run

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")
OPENSSL = shutil.which("openssl")
pytestmark = [
    pytest.mark.safety,
    pytest.mark.long,
    pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificates"),
]

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("check", str(ROOT / "fixtures" / "contacts.csv"), "--cast", str(ROOT / "fixtures" / "cast.yaml"))
ASKED = ("--format", "json,csv", "--as-of", "2026-09-30", "--quiet")
FILES = ("result.json", "contacts.csv", "accounts.csv")
MINUTES = 600


def certificate(folder, name):
    """A certificate that is its own authority, and its key."""
    key, made = folder / f"{name}-key.pem", folder / f"{name}.pem"
    asked = ("-x509", "-nodes", "-newkey", "rsa:2048", "-days", "1", "-subj", f"/CN={name}")
    subprocess.run([OPENSSL, "req", *asked, "-keyout", key, "-out", made], check=True, capture_output=True)
    return str(made), str(made), str(key)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The certificate of a scheduler with one worker, and its address."""
    folder = tmp_path_factory.mktemp("cluster")
    tls, place = certificate(folder, "ours"), folder / "scheduler.json"
    flags = [text for pair in zip(("--tls-ca-file", "--tls-cert", "--tls-key"), tls, strict=True) for text in pair]
    flags += ["--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(place)]
    scheduler = ["scheduler", *flags, "--protocol", "tls", "--port", "0"]
    worker = ["worker", *flags, "--no-nanny", "--nthreads", "1"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen([sys.executable, "-m", "dask", *command], env=surroundings, stderr=subprocess.DEVNULL)
        for command in (scheduler, worker)
    ]
    try:
        until = time.monotonic() + MINUTES
        while not place.exists() and time.monotonic() < until:
            time.sleep(0.1)
        yield tls, json.loads(place.read_text("utf-8"))["address"]
    finally:
        for process in processes:
            process.terminate()
            process.wait(MINUTES)


@pytest.fixture
def settle(monkeypatch):
    """Names certificates as docs/scale.md tells a user to."""

    told = re.findall(r"export (DASK_DISTRIBUTED__COMM__TLS__\w+)=", (ROOT / "docs" / "scale.md").read_text("utf-8"))

    def named(tls):
        for name, file in zip(told, tls, strict=True):
            monkeypatch.setenv(name, file)
        dask.config.refresh()

    yield named
    monkeypatch.undo()
    dask.config.refresh()


def checked(out, *more):
    assert run([*COMMAND, *ASKED, "--out", str(out), *more]) == 0
    texts = [(out / name).read_text("utf-8") for name in FILES]
    result = json.loads(texts[0])
    result.pop("run")
    return result, texts[1:]


def test_the_result_is_that_of_one_process(cluster, settle, tmp_path):
    tls, address = cluster
    assert address.startswith("tls://127.0.0.1:")
    settle(tls)
    encrypted = checked(tmp_path / "dask", "--engine", "dask", "--scheduler", address)
    assert encrypted == checked(tmp_path / "local")


@pytest.mark.parametrize("protocol", ["tcp", "tls"])
def test_nobody_gets_in_without_the_certificate(cluster, settle, protocol, tmp_path, capsys):
    settle(certificate(tmp_path, "theirs"))
    address = cluster[1].replace("tls", protocol)
    assert run([*COMMAND, *ASKED, "--out", str(tmp_path / "out"), "--engine", "dask", "--scheduler", address]) == 2
    assert "no scheduler answers at this address" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
