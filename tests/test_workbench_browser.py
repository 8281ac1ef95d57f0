"""The workbench in a real browser: keys, marks, filters, progress; nothing foreign runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench_store import fill

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="no Chromium with its driver here: apt-get install chromium chromium-driver",
    ),
    # Selenium leaves the sockets to its driver to the collector of garbage.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WAIT = 30.0


class Served:
    """A workbench as its user starts it."""

    def __init__(self, folder: Path) -> None:
        self.ids = fill(folder / "news.db")
        command = [sys.executable, "-m", "dragoman", "serve", "--store", "news.db", "--port", "0"]
        # This checkout's code, also from another folder.
        ours = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, text=True, env=ours
        )
        assert self.process.stdout is not None
        told = self.process.stdout.readline()
        if "http" not in told:
            self.stop()
        self.address = told.split()[1].rstrip("/")

    def json(self, path: str) -> Any:
        """What the server gives to a program."""
        with urllib.request.urlopen(self.address + path, timeout=WAIT) as answer:  # noqa: S310
            return json.loads(answer.read())

    def stop(self) -> None:
        """End the server and close its output."""
        self.process.terminate()
        self.process.communicate(timeout=WAIT)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(tmp_path_factory.mktemp("served"))
    yield running
    running.stop()


def a_browser() -> Any:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for each in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                 "--window-size=1200,900"):  # fmt: skip
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


@pytest.fixture
def browser() -> Iterator[Any]:
    opened = a_browser()
    yield opened
    complaints = [each["message"] for each in opened.get_log("browser")]
    opened.quit()
    assert not [each for each in complaints if "409" not in each], complaints


def one(browser: Any, chosen: str) -> Any:
    """The element, as soon as it is there."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, WAIT).until(lambda b: b.find_element(By.CSS_SELECTOR, chosen))


def until(browser: Any, test: Any) -> None:
    """Wait until it is so."""
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    wait = WebDriverWait(browser, WAIT, ignored_exceptions=[StaleElementReferenceException])
    wait.until(lambda _browser: test())


def press(browser: Any, *keys: str) -> None:
    """Press keys where the focus is."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def together(browser: Any, holding: str, key: str) -> None:
    """Press a key while another is held."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).key_down(holding).send_keys(key).key_up(holding).perform()


def test_the_call_is_found_opened_and_corrected_by_keyboard(served: Served, browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(served.address)
    press(browser, "/", *"Rubio–Dar call", Keys.ENTER)
    until(browser, lambda: "/events?q=" in browser.current_url)
    press(browser, "j", Keys.ENTER)
    until(browser, lambda: browser.current_url.endswith(served.ids["call"]))
    assert "telephone call" in one(browser, "blockquote.passage").text
    press(browser, "m")
    press(browser, *"visit")
    together(browser, Keys.CONTROL, Keys.ENTER)
    until(browser, lambda: one(browser, ".verdict").text == "corrected")
    judged = served.json(f"/records/{served.ids['call']}.json")
    assert judged["judgement"]["fields"] == {"mode": "visit"}
    with urllib.request.urlopen(served.address + "/export/gold.jsonl", timeout=WAIT) as answer:  # noqa: S310
        page = json.loads(answer.readline())
    assert [event["mode"] for event in page["events"]] == ["visit"]


def test_a_script_in_title_body_or_name_is_text(served: Served, browser: Any) -> None:
    for path in ("/", "/events", "/articles", f"/articles/{served.ids['hostile_article']}",
                 f"/records/{served.ids['hostile']}", "/map", "/review"):  # fmt: skip
        browser.get(served.address + path)
        one(browser, "h1")
        assert browser.title != "taken" and "Dragoman" in browser.title, path
        assert not browser.execute_script("return document.querySelectorAll('main script').length")
    browser.get(f"{served.address}/articles/{served.ids['hostile_article']}")
    assert "<script>alert('title')</script>" in one(browser, "h1").text
    assert "<script>document.title='taken'</script>" in one(browser, "article.page").text


def test_two_browsers_correct_one_record_and_the_later_sees_the_earlier(
    served: Served, browser: Any
) -> None:
    from selenium.webdriver.common.keys import Keys

    other = a_browser()
    try:
        for each in (browser, other):
            each.get(f"{served.address}/records/{served.ids['accused']}")
        press(other, "x")
        until(other, lambda: one(other, ".verdict").text == "rejected")
        press(browser, "c")
        one(browser, "#f-dead").send_keys("3")
        together(browser, Keys.CONTROL, Keys.ENTER)
        until(browser, lambda: "was earlier: rejected" in one(browser, "[role=alert]").text)
        assert one(browser, "#f-dead").get_property("value") == "3"
        together_from = one(browser, "#f-dead")
        together_from.click()
        together(browser, Keys.CONTROL, Keys.ENTER)
        until(browser, lambda: one(browser, ".verdict").text == "corrected")
    finally:
        other.quit()


def test_a_filter_changes_the_list_and_the_address_without_a_new_page(
    served: Served, browser: Any
) -> None:
    from selenium.webdriver.support.ui import Select

    browser.get(served.address + "/events")
    browser.execute_script("window.same = true")
    Select(one(browser, "#f-type")).select_by_value("SUPPORT")
    until(browser, lambda: one(browser, "#results [role=status]").text.startswith("1 found"))
    assert "type=SUPPORT" in browser.current_url
    assert browser.execute_script("return window.same") is True
    browser.refresh()
    assert one(browser, "#results [role=status]").text.startswith("1 found")


def test_a_click_on_a_marked_word_opens_its_record(served: Served, browser: Any) -> None:
    browser.get(f"{served.address}/articles/{served.ids['article']}")
    one(browser, "a.act").click()
    until(browser, lambda: "Marked here" in one(browser, "#panel").text)
    assert "CONSULT" in one(browser, "#panel").text


def test_a_dropped_file_is_coded_with_its_progress(
    served: Served, browser: Any, tmp_path: Path
) -> None:
    page, packed = tmp_path / "oslo.txt", tmp_path / "bomb.zip"
    page.write_text("OSLO, May 3, 2026 (Agency) -- Norway expelled two Albanian diplomats.\n")
    packed.write_bytes(b"PK\x03\x04" + bytes(99))
    browser.get(served.address + "/add")
    one(browser, "#f-files").send_keys(f"{page}\n{packed}")
    # As a drop: the files of the field, given over by the event.
    browser.execute_script(
        "const given = new DataTransfer();"
        "for (const file of document.querySelector('#f-files').files) given.items.add(file);"
        "document.querySelector('#drop').dispatchEvent("
        "new DragEvent('drop', {dataTransfer: given, bubbles: true, cancelable: true}));"
    )
    browser.implicitly_wait(0)
    for _ in range(6):
        if "pages coded" in one(browser, "#progress").text:
            break
        try:
            until(browser, lambda: "pages coded" in one(browser, "#progress").text)
        except Exception:  # noqa: S112 - the parser loads slowly on a busy machine
            continue
    told = one(browser, "#progress").text
    assert "bomb.zip: is a packed file" in told and "1 pages coded" in told
    assert served.json("/articles.json?q=Albanian")["items"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_light_and_dark(served: Served, browser: Any, scheme: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    browser.get(f"{served.address}/articles/{served.ids['article']}")
    one(browser, "a.act")
    pairs = browser.execute_script(
        "return [...document.querySelectorAll('h1, p, a, mark, .small, button')].map(e => {"
        "  let at = e; const clear = 'rgba(0, 0, 0, 0)';"
        "  while (at && getComputedStyle(at).backgroundColor === clear) at = at.parentElement;"
        "  return [e.textContent.trim().slice(0, 30), getComputedStyle(e).color,"
        "    at ? getComputedStyle(at).backgroundColor : 'rgb(255, 255, 255)'];"
        "}).filter(each => each[0])"
    )
    faint = [each for each in pairs if contrast(each[1], each[2]) < 4.5]
    assert not faint


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours (WCAG 2.2, 1.4.3). In: as CSS writes them."""
    light = sorted((luminance(ink), luminance(ground)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [float(each) / 255 for each in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_field_has_a_name_that_is_read_aloud(served: Served, browser: Any) -> None:
    for path in ("/", "/events", "/add", "/audits", "/relations", f"/records/{served.ids['call']}"):
        browser.get(served.address + path)
        one(browser, "h1")
        nameless = browser.execute_script(
            "return [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
            ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.name)"
        )
        assert not nameless, path
        assert browser.execute_script("return document.querySelectorAll('h1').length") == 1
