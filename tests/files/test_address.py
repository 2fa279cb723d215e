"""Addresses as typed: what they name, which are refused, and that no key of one is ever told."""

import pytest

from personacheck.files.address import Address, is_address


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("s3://bucket/contacts.csv", True),
        ("HTTPS://files.example/contacts.csv", True),
        ("simplecache::s3://bucket/contacts.csv", True),
        ("file:///etc/passwd", True),
        ("contacts.csv", False),
        ("exports/s3/contacts.csv", False),
        ("C://contacts.csv", False),
        ("-", False),
    ],
)
def test_an_address_is_told_from_a_path(text, so):
    assert is_address(text) is so


@pytest.mark.parametrize(
    ("text", "place", "folder", "parts"),
    [
        ("s3://b/e/c.csv", "s3://b", "s3://b/e/", ("c.csv",)),
        ("S3://b/e/c.csv", "s3://b", "s3://b/e/", ("c.csv",)),
        ("s3://b/c.csv", "s3://b", "s3://b/", ("c.csv",)),
        ("s3://b/e/", "s3://b", "s3://b/e/", ("e",)),
        ("s3://b/", "s3://b", "s3://b/", ("b",)),
        ("s3://b/e/*.csv", "s3://b", "s3://b/e/", ("*.csv",)),
        ("s3://b/e/202?-*/c.csv", "s3://b", "s3://b/e/", ("202?-*", "c.csv")),
        ("s3://b/**/c[12].csv", "s3://b", "s3://b/", ("**", "c[12].csv")),
        ("s3://b/e/a#1.csv", "s3://b", "s3://b/e/", ("a#1.csv",)),
        ("abfs://c@a.dfs.core.windows.net/c.csv", "abfs://c@a.dfs.core.windows.net",
         "abfs://c@a.dfs.core.windows.net/", ("c.csv",)),
        ("https://h:8443/e%20f/my%20c.csv?sig=a/b#x", "https://h:8443", "https://h:8443/e%20f/", ("my c.csv",)),
        ("https://h/e/?C=N", "https://h", "https://h/e/", ("e",)),
        ("http://[::1]:80/e/*.csv", "http://[::1]:80", "http://[::1]:80/e/", ("*.csv",)),
    ],
)  # fmt: skip  # a row a kind
def test_what_an_address_names(text, place, folder, parts):
    address = Address(text)
    assert (address.place, address.folder, address.parts) == (place, folder, parts)
    assert address.problem() is None


def test_a_question_mark_is_a_wildcard_in_a_store_and_a_query_on_the_web():
    assert Address("s3://b/c?.csv").is_pattern
    assert not Address("https://h/c.csv?a").is_pattern
    assert Address("https://h/c.csv?a").has_query


@pytest.mark.parametrize(
    ("text", "shown", "said"),
    [
        ("simplecache::s3://b/c.csv", "simplecache::s3", "is a chain of addresses"),
        ("zip://c.csv::s3://b/a.zip", "zip", "is a chain of addresses"),
        ("s3://b/a.zip::file:///etc/passwd", "s3", "is a chain of addresses"),
        ("file:///etc/passwd", "file", "is not a kind of address that is read"),
        ("local:///etc/passwd", "local", "is not a kind of address that is read"),
        ("memory://e/c.csv", "memory", "is not a kind of address that is read"),
        ("reference://c.csv", "reference", "is not a kind of address that is read"),
        ("http://files.example/c.csv", "http", "is not encrypted. Use https://."),
        ("http://127.0.0.1.example/c.csv", "http", "is not encrypted. Use https://."),
        ("http://localhost@files.example/c.csv", "http", "is not encrypted. Use https://."),
        ("ftp://localhost/c.csv", "ftp", "is not encrypted. Use https://."),
        ("https://me:s3cret@h/c.csv", "https", "holds a user name or password"),
        ("https://s3cret@h/c.csv", "https", "holds a user name or password"),
        ("https://me:s3/cret@h/c.csv", "https", "holds a user name or password"),
        ("s3://KEY:s3cret@b/c.csv", "s3", "holds a user name or password"),
        ("s3://KEY:s3/cret@b/c.csv", "s3", "holds a user name or password"),
        ("abfs://c:s3cret@a.dfs.core.windows.net/c.csv", "abfs", "holds a user name or password"),
        ("s3:///c.csv", "s3", "no name of a host or bucket"),
        ("abfs://c@a.dfs.core.windows.net/c.csv?sv=1&sig=s3cret", "abfs", "has a query"),
        ("s3://b", "s3", "names no file"),
        ("s3://b/e/..", "s3", "names no file"),
        ("s3://b/*/../c.csv", "s3", "names no file"),
        ("https://h/a%2F..%2F..%2Fc.csv", "https", "names no file"),
        ("s3://b/cast.YAML", "s3", "is a cast or settings"),
    ],
)
def test_what_is_refused_before_anybody_is_asked(text, shown, said):
    told = str(Address(text).problem())
    assert told.startswith(f"{shown}://…: ")
    assert said in told
    assert "cret" not in told


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("s3://b/e/c.csv", "s3://b/e/c.csv"),
        ("gs://b/e/", "gs://b/e/"),
        ("https://h/c.csv", "https://h/c.csv"),
        ("https://h/k3y/c.csv", "https://h/…/c.csv"),
        ("https://h/c.csv?sig=s3cret", "https://h/…/c.csv"),
        ("https://h/k3y/e/?sig=s3cret", "https://h/…/e/"),
        ("https://h/", "https://h/"),
        ("https://h/?sig=s3cret", "https://h/…/"),
    ],
)
def test_commands_hold_no_key(text, command):
    assert Address(text).pasteable == command
