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
