// The filter of the index of outcomes: shows the rows that match, in the page, without a server.
(() => {
  const start = () => {
    const form = document.querySelector(".of-filter");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "yes";
    form.hidden = false;
    const rows = [...document.querySelectorAll(".of-filtered .of-row")].map((row) => [row, row.textContent.toLowerCase()]);
    const groups = [...document.querySelectorAll(".of-filtered .of-group")];
    const apply = () => {
      const { words, programme, level } = Object.fromEntries(new FormData(form));
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !(
          wanted.every((word) => text.includes(word)) &&
          (!programme || row.dataset.programme === programme) &&
          (!level || row.dataset.level === level)
        );
        shown += !row.hidden;
      }
      for (const group of groups) group.hidden = !group.querySelector(".of-row:not([hidden])");
      form.querySelector("output").textContent = `${shown} of ${rows.length} shown`;
    };
    const query = new URLSearchParams(location.search);
    for (const [name, value] of query) if (form.elements[name]) form.elements[name].value = value;
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  };
  window.document$ ? document$.subscribe(start) : start();
})();

// Whole-chain highlight of outcome maps, on hover and focus. Everything works without it.
(() => {
  const enliven = map => {
    map.dataset.ofLive = "";
    const all = css => [...map.querySelectorAll(css)];
    const cards = all(".of-card"), wires = all(".of-wires path"), atFirst = new Set(all(".of-on"));
    const show = on => {
      for (const e of [...cards, ...wires]) e.classList.toggle("of-on", on.has(e));
      map.classList.toggle("of-lit", on.size > 0);
    };
    const reset = () => show(atFirst);
    const chain = key => {
      const on = new Set();
      for (const [near, far] of [["from", "to"], ["to", "from"]]) {
        const keys = new Set([key]);
        for (const k of keys) for (const w of wires) if (w.dataset[near] == k) on.add(w), keys.add(w.dataset[far]);
        for (const c of cards) if (keys.has(c.dataset.ofId)) on.add(c);
      }
      show(on);
    };
    const react = e => {
      const card = e.pointerType != "touch" && e.target.closest(".of-card");
      card ? chain(card.dataset.ofId) : reset();
    };
    for (const name of ["pointerover", "focusin"]) map.addEventListener(name, react);
    for (const name of ["pointerleave", "focusout"]) map.addEventListener(name, reset);
    map.addEventListener("keydown", e => e.key == "Escape" && reset());
  };
  const start = () => document.querySelectorAll(".of-map:not([data-of-live])").forEach(enliven);
  window.document$ ? document$.subscribe(start) : start();
})();
