// Whole-chain highlight of outcome maps, on hover and on focus. Everything works without it.
(() => {
  const light = map => {
    const cards = [...map.querySelectorAll(".of-card")], wires = [...map.querySelectorAll(".of-wires path")];
    const atFirst = [map, ...cards, ...wires].filter(e => e.matches(".of-on, .of-lit"));
    const show = on => {
      cards.concat(wires).forEach(e => e.classList.toggle("of-on", on.has(e)));
      map.classList.toggle("of-lit", on.size > 0);
    };
    const reset = () => show(new Set(atFirst));
    const chain = key => {
      const on = new Set();
      for (const [near, far] of [["from", "to"], ["to", "from"]]) {
        const keys = new Set([key]);
        for (const k of keys) for (const w of wires) if (w.dataset[near] === k) on.add(w), keys.add(w.dataset[far]);
        cards.forEach(c => keys.has(c.dataset.ofId) && on.add(c));
      }
      show(on);
    };
    const react = e => {
      const card = e.pointerType !== "touch" && e.target.closest(".of-card");
      card ? chain(card.dataset.ofId) : reset();
    };
    for (const name of ["pointerover", "focusin"]) map.addEventListener(name, react);
    for (const name of ["pointerleave", "focusout"]) map.addEventListener(name, reset);
    map.addEventListener("keydown", e => e.key === "Escape" && reset());
  };
  const start = () => document.querySelectorAll(".of-map:not([data-of-live])").forEach(map => {
    map.dataset.ofLive = "";
    light(map);
  });
  window.document$ ? document$.subscribe(start) : start();
})();
