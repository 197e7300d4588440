(() => {
  const root = document.documentElement;
  const box = document.getElementById("cards");
  if (!box) return;
  root.classList.add("js");
  const cards = [...box.querySelectorAll(".card")];
  const kind = document.getElementById("kind");
  const order = document.getElementById("order");
  const shown = document.getElementById("shown");
  const seen = () => [...box.querySelectorAll(".card")].filter((card) => card.offsetParent !== null);
  const count = () => { shown.textContent = `${seen().length} of ${cards.length} shown`; };
  kind.addEventListener("change", () => {
    for (const card of cards) card.hidden = kind.value !== "" && card.dataset.kind !== kind.value;
    count();
  });
  order.addEventListener("change", () => {
    const place = (card) => Number(order.value === "place" ? card.id.slice(1) : card.dataset.rank);
    for (const card of [...cards].sort((a, b) => place(a) - place(b))) box.append(card);
  });
  document.querySelector(".filters").addEventListener("change", count);
  const go = (step) => {
    const list = seen();
    if (!list.length) return;
    const now = list.findIndex((card) => `#${card.id}` === location.hash);
    const next = list[Math.min(Math.max(now + step, 0), list.length - 1)];
    location.hash = next.id;
    next.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "t" && /^#f\d+$/.test(location.hash)) location.hash = `at-${location.hash.slice(1)}`;
    else if (event.key === "c" && location.hash.startsWith("#at-")) location.hash = location.hash.slice(4);
    else return;
    event.preventDefault();
  });
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) { one.open = true; folded.push(one); }
  });
  addEventListener("afterprint", () => { for (const one of folded.splice(0)) one.open = false; });
  count();
})();
