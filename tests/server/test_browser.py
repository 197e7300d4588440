"""The explorer in a real browser: search, brief, tables, wrong input, back, print, narrow and wide, axe."""

import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
_SEEN = (
    "/", "/search?q=Korea", "/actors", "/actors/CHL", "/actors/CHL/votes", "/organisations/BRICS",
    "/resolutions/A/RES/68/262", "/agreements/CTBT", "/pairs", "/pairs/CHL/RUS", "/sources",
    "/sources/starter",
    "/definitions", "/about", "/api", "/actors/Atlantis",
)  # fmt: skip
_FIRST_PAINT_MS = 1000


@pytest.fixture(scope="module")
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser, address):
    """A page that fails the test when something on it fails or asks an address elsewhere."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    shown = context.new_page()
    wrong = []
    shown.on("pageerror", lambda error: wrong.append(str(error)))
    shown.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
    shown.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
    yield shown
    assert context.cookies() == []
    context.close()
    assert wrong == []


def first_cells(page):
    return page.locator("#live tbody tr th").all_inner_texts()


def test_a_search_leads_to_the_page_of_what_is_meant(page):
    page.goto("/")
    page.get_by_label("Find a state, resolution, organisation or agreement").fill("чили")
    page.keyboard.press("Enter")
    page.locator(".exact a").first.click()
    assert page.url.endswith("/actors/CHL")
    assert page.locator("h1").inner_text() == "Chile"


def test_suggestions_come_while_a_name_is_typed(page):
    page.goto("/pairs")
    page.get_by_label("Another state").press_sequentially("Burk")
    page.wait_for_selector("#near-b option", state="attached")
    values = page.locator("#near-b option").evaluate_all("all => all.map(one => one.value)")
    assert "Burkina Faso" in values


def test_two_states_give_their_brief_and_its_notes_are_one_click_away(page):
    page.goto("/")
    page.get_by_label("One state or region").fill("Chile")
    page.get_by_label("Another state").fill("Russia")
    page.get_by_role("button", name="Brief").click()
    page.wait_for_url("**/pairs/CHL/RUS")
    assert page.locator("h1").inner_text() == "Chile and Russia"
    mark = page.locator("a.ref").first
    number = mark.inner_text()
    mark.click()
    assert page.url.endswith(f"#note-{number}")
    assert page.locator(f"#note-{number}").is_visible()


def test_a_table_is_sorted_in_place_and_back_undoes_it(page):
    page.goto("/resolutions/A/RES/68/262/votes")
    before = first_cells(page)
    assert before == sorted(before, key=str.casefold)
    page.locator("#live thead").get_by_text("name").click()
    page.locator("#live th[aria-sort=ascending]").wait_for()
    page.locator("#live thead").get_by_text("name").click()
    page.locator("#live th[aria-sort=descending]").wait_for()
    assert first_cells(page)[0] == "Zimbabwe"
    assert page.evaluate("document.activeElement.textContent").startswith("name")
    page.go_back()
    page.locator("#live th[aria-sort=ascending]").wait_for()
    assert first_cells(page)[0] == before[0]


def test_a_table_is_filtered_and_the_rows_can_be_taken_away(page, tmp_path):
    page.goto("/resolutions/A/RES/68/262/votes")
    page.get_by_label("Choice").select_option("no")
    page.get_by_role("button", name="Show").click()
    page.locator("#live .count", has_text="11 rows of 193").wait_for()
    assert "choice=no" in page.url
    with page.expect_download() as started:
        page.locator("#live").get_by_text("CSV").click()
    assert started.value.suggested_filename == "A-RES-68-262-votes.csv"
    saved = tmp_path / "votes.csv"
    started.value.save_as(saved)
    assert len(saved.read_text().splitlines()) == 12
    page.go_back()
    page.locator("#live .count", has_text="193 rows").wait_for()


def test_without_a_script_tables_sort_and_filter_too(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    shown = context.new_page()
    shown.goto("/resolutions/A/RES/68/262/votes")
    shown.get_by_label("Choice").select_option("no")
    shown.get_by_label("Sorted by").select_option("-name")
    shown.get_by_role("button", name="Show").click()
    rows = shown.locator("#live tbody tr th").all_inner_texts()
    assert len(rows) == 11
    assert rows == sorted(rows, reverse=True)
    context.close()


def test_wrong_input_is_answered_with_a_way_on(page):
    page.goto("/pairs")
    page.get_by_label("One state or region").fill("Chiel")
    page.get_by_label("Another state").fill("Russia")
    page.get_by_role("button", name="Brief").click()
    assert "No actor is called" in page.locator(".failure").inner_text()
    page.get_by_role("link", name="Chile (CHL)").click()
    assert page.locator("h1").inner_text() == "Chile"
    page.go_back()
    page.go_back()
    assert page.url.endswith("/pairs")


def test_a_page_is_walked_by_keyboard_alone(page):
    page.goto("/actors/CHL")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.tagName"))
    assert seen <= {"A", "INPUT", "BUTTON", "SELECT", "DIV", "SUMMARY"}


def test_a_brief_prints_without_menu_and_forms(page, tmp_path):
    page.goto("/pairs/CHL/RUS")
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert page.locator("h1").is_visible()
    page.pdf(path=tmp_path / "brief.pdf", format="A4")
    pypdf = pytest.importorskip("pypdf")
    text = "".join(leaf.extract_text() for leaf in pypdf.PdfReader(tmp_path / "brief.pdf").pages)
    assert "Chile and Russia" in text
    assert "Notes" in text


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("path", _SEEN)
def test_no_page_is_wider_than_the_screen(page, path, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
@pytest.mark.parametrize("path", _SEEN)
def test_axe_finds_nothing_serious(page, path):
    axe = pytest.importorskip("axe_playwright_python")
    script = next(Path(axe.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
    page.goto(path)
    # Evaluated by the browser itself, not by the page: its policy lets no script in.
    page.evaluate(script)
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in serious] == []


@pytest.mark.parametrize("path", ["/", "/actors/CHL", "/resolutions/A/RES/68/262", "/pairs/CHL/RUS"])
def test_the_first_paint_comes_within_a_second(page, path):
    page.goto(path)
    page.goto(path, wait_until="load")
    paint = "performance.getEntriesByName('first-contentful-paint').map(one => one.startTime)[0]"
    painted = next(filter(None, (page.wait_for_timeout(50) or page.evaluate(paint) for _ in range(100))))
    assert painted < _FIRST_PAINT_MS
