"""The site from a real nginx, with the settings that docs/serving/nginx.conf gives, and compressed beforehand."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from test_calculators import EDITION, outcome_shown

from publishing.compress import compress
from publishing.load import load_library
from publishing.runtime.bundle import ROOT, runtime_files

SETTINGS = (ROOT / "docs" / "serving" / "nginx.conf").read_text(encoding="utf-8")
NGINX = ROOT / "build" / "setup" / "nginx"
FILES = runtime_files()["files"]
AROUND = """
{module}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
    uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
    server {{
        listen 127.0.0.1:{port};
{settings}
    }}
}}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A copy of the site in its edition in force (links to its files), with its compressed copies beside them."""
    folder = tmp_path_factory.mktemp("served") / "site"
    others = [name for name in load_library().editions if name != EDITION]
    shutil.copytree(ROOT / "site", folder, copy_function=os.symlink, ignore=shutil.ignore_patterns(*others, "*.pdf", "embedded*"))
    compress(folder)
    return folder


@pytest.fixture(scope="module")
def address(site, tmp_path_factory):
    """The address of nginx, which serves that copy."""
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "mime.types").write_text(Path("/etc/nginx/mime.types").read_text())
    module = "load_module modules/ngx_http_brotli_static_module.so;"
    settings = SETTINGS.replace("/srv/safeguarding/site", str(site))
    assert settings != SETTINGS
    user = "user root;" if os.geteuid() == 0 else ""
    text = AROUND.format(module=f"{user}\n{module}", folder=folder, port=port, settings=settings)
    (folder / "nginx.conf").write_text(text)
    nginx = NGINX.read_text(encoding="utf-8").strip()
    server = subprocess.Popen([nginx, "-p", "/usr/share/nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")])
    for _ in range(100):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert server.poll() is None, (folder / "error.log").read_text()
        time.sleep(0.1)
    yield f"http://localhost:{port}"
    server.terminate()
    server.wait()


def headers(address, accepted="br"):
    with urlopen(Request(address, headers={"Accept-Encoding": accepted})) as response:
        return response.headers


@pytest.mark.parametrize("encoding", ["br", "gzip", None])
@pytest.mark.parametrize("name", ["pyodide.asm.wasm", "snapshot.bin", "pyodide.asm.js"])
def test_the_runtime_comes_compressed_with_its_type_and_may_be_kept_for_a_year(address, name, encoding):
    found = headers(f"{address}/assets/runtime/{FILES[name]}", encoding or "identity")
    assert found["Content-Encoding"] == encoding
    assert found["Cache-Control"] == "public, max-age=31536000, immutable"
    assert name != "pyodide.asm.wasm" or found["Content-Type"] == "application/wasm"


def test_a_page_is_asked_for_again_each_time_and_nobody_may_frame_it_elsewhere(address):
    found = headers(f"{address}/{EDITION}/index.html")
    assert (found["Cache-Control"], found["Content-Encoding"]) == ("no-cache", "br")
    assert found["X-Content-Type-Options"] == "nosniff" and found["Content-Security-Policy"] == "frame-ancestors 'self'"


def test_a_calculator_answers_from_it(chromium, address, figure):
    context = chromium.new_context()
    page = context.new_page()
    page.wrong, sizes = [], []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{address}/{EDITION}/calculators/private-fostering.html")
    page.get_by_label("A grandparent").check()
    page.get_by_role("button", name="Show what to do").click()
    assert outcome_shown(page, 0)["outcome"] == "not_private_fostering"
    assert page.wrong == []
    assert sum(sizes) <= 6e6
    figure(f"first visit to a calculator, compressed by brotli: {sum(sizes) / 1e6:.1f} MB in {len(sizes)} files")
    context.close()


def test_a_page_without_a_calculator_is_small(chromium, address, figure):
    context = chromium.new_context()
    page = context.new_page()
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{address}/{EDITION}/index.html")
    page.wait_for_load_state("networkidle")
    context.close()
    assert sum(sizes) < 350_000
    figure(f"first visit to a page without a calculator, compressed by brotli: {sum(sizes) / 1e3:.0f} kB in {len(sizes)} files")


def test_a_folder_that_is_no_site_is_refused_in_one_line(tmp_path):
    with pytest.raises(RuntimeError, match="holds no index.html; build the site first"):
        compress(tmp_path)
