"""The list of what a browser keeps: every file by its hash, the same for the same site."""

import base64
import hashlib

from publishing.offline import WORKER, make_service_worker, site_files


def small_site(folder):
    (folder / "assets" / "runtime").mkdir(parents=True)
    for name, text in {"index.html": "a", "assets/runtime/embedded.1.js": "b", "assets/runtime/worker.2.js": "c"}.items():
        (folder / name).write_text(text)
    return folder


def test_each_file_is_named_with_the_hash_of_its_bytes(tmp_path):
    found = {entry["url"]: entry for entry in site_files(small_site(tmp_path))}
    digest = hashlib.sha256(b"a").digest()
    assert found["index.html"] == {
        "url": "index.html",
        "revision": digest.hex()[:16],
        "integrity": "sha256-" + base64.b64encode(digest).decode(),
    }


def test_what_only_a_folder_needs_and_the_worker_itself_are_left_out(tmp_path):
    (small_site(tmp_path) / WORKER).write_text("old")
    assert [entry["url"] for entry in site_files(tmp_path)] == ["assets/runtime/worker.2.js", "index.html"]


def test_the_worker_has_the_same_bytes_for_the_same_site_and_others_for_a_changed_one(tmp_path):
    folder = small_site(tmp_path)
    workers = []
    for text in ("a", "a", "A"):
        (folder / "index.html").write_text(text)
        make_service_worker(folder)
        workers.append((folder / WORKER).read_bytes())
    assert workers[0] == workers[1] != workers[2]
