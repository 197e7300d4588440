// Suggestions while a name is typed, and tables that change in place; every page works without.
"use strict";

function suggest(input) {
  const list = document.getElementById(input.getAttribute("list"));
  let asked = "", timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = input.value.trim();
      if (text.length < 2 || text === asked) return;
      asked = text;
      const query = new URLSearchParams({ text, limit: 8 });
      if (input.dataset.suggest) query.set("kind", input.dataset.suggest);
      const answer = await fetch(`/api/suggest?${query}`);
      if (!answer.ok || asked !== text) return;
      const found = await answer.json();
      list.replaceChildren(...found.rows.map((row) => {
        const option = document.createElement("option");
        option.value = row.text;
        option.label = row.about;
        return option;
      }));
    }, 150);
  });
}

async function show(address, remember) {
  const live = document.getElementById("live");
  live.setAttribute("aria-busy", "true");
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  if (!answer.ok || !fresh) { location.assign(address); return; }
  const at = document.activeElement && document.activeElement.closest("thead th");
  const column = at ? [...at.parentElement.children].indexOf(at) : -1;
  live.replaceWith(fresh);
  const form = page.querySelector("form.filters"), old = document.querySelector("form.filters");
  if (form && old && !old.contains(document.activeElement)) old.replaceWith(form);
  if (column >= 0) { const next = fresh.querySelectorAll("thead th a")[column]; if (next) next.focus(); }
  if (remember) history.pushState({ live: true }, "", address);
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
if (document.getElementById("live")) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#live a[data-live]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href, true);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.filters[data-live]");
    if (!form) return;
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    show(`${form.action}?${new URLSearchParams(filled)}`, true);
  });
  window.addEventListener("popstate", () => show(location.href, false));
}

// The slider of the map: the year is told while it moves, and the map follows when it rests.
function follow(form) {
  const year = form.elements.year, told = document.getElementById("m-shown");
  let timer = 0, last = 0;
  async function draw() {
    const turn = ++last, address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    const area = document.getElementById("mapped");
    area.setAttribute("aria-busy", "true");
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== last) return;
    const fresh = page.getElementById("mapped");
    if (!fresh) { location.assign(address); return; }
    area.replaceWith(fresh);
    for (const place of ["h1", ".pages"]) {
      const old = document.querySelector(place), next = page.querySelector(place);
      if (old && next) old.replaceWith(next);
    }
    history.replaceState(null, "", address);
  }
  year.addEventListener("input", () => {
    told.textContent = year.value;
    clearTimeout(timer);
    timer = setTimeout(draw, 180);
  });
}
document.querySelectorAll("form[data-map]").forEach((form) => { if (form.elements.year.type === "range") follow(form); });
