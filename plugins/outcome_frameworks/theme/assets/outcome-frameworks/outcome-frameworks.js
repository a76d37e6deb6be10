// The filter of the index of outcomes: shows the rows that match, in the page, without a server.
(() => {
  const start = () => {
    const form = document.querySelector(".of-filter");
    if (!form || form.dataset.ready) return;
    form.dataset.ready = "yes";
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
    form.addEventListener("submit", (event) => {
      event.preventDefault(); // all is filtered already: the address becomes one to share
      history.replaceState(null, "", `?${new URLSearchParams(new FormData(form))}`);
    });
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

// Search: its script is loaded when it is first opened, by its button or the key /, and on the search page.
(() => {
  // The header stays where the theme brings the next page without a reload: its addresses must not depend on the page.
  for (const e of document.querySelectorAll("dialog.of-search :is(a, form)"))
    e.matches("form") ? e.setAttribute("action", e.action) : e.setAttribute("href", e.href);
  // What cannot be loaded, as from a file instead of a server, leaves the index with its filter.
  const leave = () => location.assign(document.querySelector(".of-search-else a:last-child").href);
  const use = (run) => import("./search.js").then(run, leave);
  const open = () => {
    const button = document.querySelector(".of-search-button");
    if (button) use((search) => search.open(button));
    return button;
  };
  addEventListener("click", (e) => e.target.closest?.(".of-search-button") && open());
  addEventListener("keydown", (e) => {
    const typing = e.target.closest?.("input,select,textarea,dialog,[contenteditable]");
    if (e.key == "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey && open()) e.preventDefault();
  });
  const start = () => {
    document.querySelector("dialog.of-search[open]")?.close();
    const place = document.querySelector(".of-search-page");
    if (place) use((search) => search.start(place));
  };
  window.document$ ? document$.subscribe(start) : start();
})();

// Material for MkDocs: menu, sections and palette by keyboard; only on pages that the plugin has mended.
(() => {
  if (!("ofMaterial" in document.body.dataset)) return;
  const drawer = document.querySelector("[data-md-toggle=drawer]");
  const narrow = matchMedia("(max-width: 76.234375em)");
  const one = (css) => document.querySelector(css);
  const focus = (element) => element && element.focus({ preventScroll: true });
  const say = (css, open) => document.querySelectorAll(css).forEach((b) => b.setAttribute("aria-expanded", open));

  // While the menu is open, what is behind it cannot be reached.
  let behind = [];
  const shut = (on) => {
    for (const element of behind) element.inert = false;
    behind = [];
    for (let inside = on && one("#of-navigation"); inside && inside !== document.body; inside = inside.parentElement)
      for (const other of inside.parentElement.children)
        if (other !== inside && !other.inert && !other.matches("script, style, .md-overlay, .md-toggle"))
          (other.inert = true), behind.push(other);
  };
  const drawerMoved = () => {
    const open = drawer.checked, within = one("#of-navigation"), at = document.activeElement;
    say("[data-of-drawer=open]", open);
    shut(open && narrow.matches);
    if (open) focus(one("[data-of-drawer=close]"));
    else if (narrow.matches && (at === document.body || (within && within.contains(at)))) focus(one("[data-of-drawer=open]"));
  };
  const sectionMoved = (box) => {
    const open = box.checked || box.matches(".md-toggle--indeterminate");
    say(`[data-of-toggle="${box.id}"]:not(.md-nav__title)`, open);
  };

  document.addEventListener("change", ({ target }) => {
    if (target === drawer) drawerMoved();
    else if (target.matches(".md-toggle")) sectionMoved(target);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-of-drawer], [data-of-toggle], [data-of-option]");
    if (!button) return;
    const { ofDrawer, ofToggle, ofOption } = button.dataset;
    (ofDrawer ? drawer : document.getElementById(ofToggle || ofOption)).click();
    if (ofToggle && ofToggle !== "__search" && narrow.matches)
      focus(button.matches(".md-nav__title") ? document.getElementById(`${ofToggle}_label`) : one(`.md-nav__title[data-of-toggle="${ofToggle}"]`));
    if (ofOption) setTimeout(() => focus(one("[data-of-option]:not([hidden])")));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drawer.checked) drawer.click();
    // Material's palette listens for Enter as well, and would switch back
    if (event.key === "Enter" && event.target.closest("[data-of-option]")) event.stopPropagation();
  }, true);
  narrow.addEventListener("change", () => !narrow.matches && drawer.checked && drawer.click());

  const tables = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      scrolls ? target.removeAttribute("role") : target.setAttribute("role", "group"); // or each is a landmark
      scrolls ? (target.tabIndex = 0) : target.removeAttribute("tabindex");
    }
  });
  const start = () => {
    if (drawer.checked) drawer.click(); // some browsers bring it back after a reload
    document.querySelectorAll(".md-nav__toggle").forEach(sectionMoved);
    document.querySelectorAll(".of-scroll").forEach((element) => tables.observe(element));
  };
  window.document$ ? document$.subscribe(start) : start();
})();

// The share panel: the script with its buttons is loaded when a reader turns to it.
for (const turn of ["toggle", "pointerover", "focusin"])
  addEventListener(turn, (e) => e.target.closest?.(".of-section--cite") && import("./share.js").then((share) => share.start()).catch(() => {}), true);
