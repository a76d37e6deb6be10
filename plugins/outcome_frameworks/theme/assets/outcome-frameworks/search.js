// The search: a dialog over Pagefind's index, and the same on the search page. Loaded when one of them is opened.
const root = new URL("../../", import.meta.url);
const FIELDS = ["q", "programme", "kind", "level", "status"];
const BATCH = 10;

const style = new Promise((done) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("search.css", import.meta.url);
  link.onload = link.onerror = done;
  document.head.append(link);
});

// Without its worker Pagefind is 12 KB lighter and answers sooner: what it does for a search is over in milliseconds.
let engine;
const load = () => {
  engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: "/", noWorker: true, excerptLength: 24, ranking: { metaWeights: { code: 20, aliases: 20, title: 6 } } });
    await pagefind.init();
    return pagefind;
  });
  engine.catch(() => (engine = undefined));
  return engine;
};

load().catch(() => {}); // at once, while the style sheet is on its way; who searches is told of failures

const make = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
};
const fold = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
// "New models (new-models)": the title is for people, the id for addresses.
const split = (value) => /^(.*) \(([^()]+)\)$/s.exec(value)?.slice(1) ?? [value, value];

// What is found, best first: an exact code or earlier id, in this page's programme before others, which follow
// the alphabet; then programmes that are called so; then by Pagefind's score.
const find = async (words, filters) => {
  const pagefind = await load();
  const home = document.querySelector("[data-of-programme]")?.dataset.ofProgramme;
  const ask = (more) => pagefind.search(words || null, { filters: { ...filters, ...more } });
  const [all, programmes, own] = await Promise.all([
    ask({}),
    words && !filters.kind ? ask({ kind: ["Programme"] }) : undefined,
    home && /^\S{1,20}$/.test(words) && !filters.programme ? ask({ programme: [home] }) : undefined,
  ]);
  const results = new Map();
  for (const [found, most] of [[own, 3], [programmes, 3], [all, BATCH]])
    for (const result of found?.results.slice(0, most) ?? []) results.set(result.id, result);
  const order = new Map(all.results.map((result, place) => [result.id, place]));
  const wanted = fold(words);
  const rankOf = (data) => {
    const { code, aliases, title } = data.meta;
    if (wanted && fold(code) === wanted) return data.filters.programme?.includes(home) ? 0 : 1;
    if (wanted && fold(aliases).split(" ").includes(wanted)) return data.filters.programme?.includes(home) ? 2 : 3;
    const called = fold(title);
    return data.filters.kind?.includes("Programme") && wanted.split(/\s+/).every((word) => called.includes(word)) ? 4 : 5;
  };
  const loaded = await Promise.all([...results.values()].map((result) => result.data()));
  const rank = new Map(loaded.map((data) => [data, rankOf(data)]));
  const place = new Map(loaded.map((data, at) => [data, order.get([...results.keys()][at]) ?? order.size]));
  const programme = (data) => (rank.get(data) < 4 && data.filters.programme?.[0]) || "";
  loaded.sort((a, b) =>
    rank.get(a) - rank.get(b) || programme(a).localeCompare(programme(b)) || place.get(a) - place.get(b));
  const rest = all.results.filter((result) => !results.has(result.id));
  return { total: all.results.length, loaded, rest, isExact: rank.get(loaded[0]) < 4 };
};

// Texts only: what Pagefind marks stays marked, everything else is shown as it is written.
const excerpt = (data) => {
  const marked = new DOMParser().parseFromString(data.excerpt, "text/html").body;
  const title = fold(data.meta.title);
  if (![...marked.querySelectorAll("mark")].some((mark) => !title.includes(fold(mark.textContent)))) return "";
  const parts = [...marked.childNodes].map((part) =>
    part.nodeName === "MARK" ? make("mark", "", part.textContent) : part.textContent);
  return make("p", "of-search-excerpt", "… ", ...parts, " …");
};

const entry = (data) => {
  const { code, aliases } = data.meta;
  const { kind = [], level = [], status = [] } = data.filters;
  const title = data.meta.title ?? data.raw_url;
  const isCoded = code && title.startsWith(`${code} `);
  const link = make("a", "of-search-hit");
  link.dir = "auto";
  link.href = new URL((data.raw_url ?? data.url).replace(/^\//, ""), root);
  if (isCoded) link.append(make("bdi", "of-code", code), " ");
  link.append(isCoded ? title.slice(code.length + 1) : title);
  const badges = [level[0] ?? kind[0], status[0] !== "Active" && status[0], aliases && `Earlier: ${aliases}`];
  const words = badges.filter(Boolean).flatMap((text) => [make("span", "of-search-badge", text), " "]);
  return make("li", "", link, make("p", "of-search-badges", ...words), excerpt(data));
};

// By programme: a programme's own page before its parts, unless one of them was asked for by its code.
const grouped = ({ loaded, isExact }) => {
  const groups = new Map();
  for (const data of loaded) {
    const name = data.filters.programme ? split(data.filters.programme[0])[0] : "Other pages";
    const group = groups.get(name) ?? groups.set(name, []).get(name);
    !isExact && data.filters.kind?.includes("Programme") ? group.unshift(data) : group.push(data);
  }
  return [...groups].map(([name, list]) =>
    make("section", "", make("h2", "", name), make("ul", "", ...list.map(entry))));
};

// Bring a search to life in `place`: the dialog, or the part of the search page.
const mount = (place, { onPage }) => {
  const form = place.querySelector("form");
  const status = place.querySelector(".of-search-status");
  const list = place.querySelector(".of-search-results");
  const share = place.querySelector(".of-search-share");
  const hits = () => [...list.querySelectorAll("a, button")];
  let turn = 0, timer, filled;

  const values = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  const address = (now) => {
    const query = new URLSearchParams(Object.entries(now).filter(([, value]) => value));
    return form.getAttribute("action") + (query.size ? `?${query}` : "");
  };
  const fill = async () => {
    const pagefind = await load();
    filled ??= pagefind.filters().then((filters) => {
      for (const name of FIELDS.slice(1)) {
        const options = Object.keys(filters[name] ?? {}).map((value) => [...split(value), value]);
        for (const [label, id, value] of options) {
          const option = new Option(label, name === "programme" ? id : value);
          option.dataset.value = value;
          form.elements[name].add(option);
        }
      }
    });
    return filled;
  };
  const failed = () => {
    list.replaceChildren();
    status.textContent = "The search is not available here. The link below lists what there is.";
  };

  const show = (found, number) => {
    list.replaceChildren(...grouped(found));
    const shown = found.loaded.length;
    status.textContent = shown < found.total ? `${number}, the first ${shown} shown` : number;
    if (!found.rest.length) return;
    const more = make("button", "of-search-more", "More results");
    more.type = "button";
    more.onclick = async () => {
      const next = await Promise.all(found.rest.splice(0, BATCH).map((result) => result.data()));
      const known = new Set(found.loaded.map((data) => data.raw_url));
      found.loaded.push(...next.filter((data) => !known.has(data.raw_url)));
      show(found, number);
      hits()[shown]?.focus();
    };
    list.append(more);
  };

  const search = async () => {
    clearTimeout(timer);
    const mine = ++turn, now = values(), { q, ...chosen } = now;
    share.href = address(now);
    if (onPage) history.replaceState(history.state, "", share.href);
    const filters = {};
    for (const name of Object.keys(chosen)) {
      const option = form.elements[name].selectedOptions[0];
      if (chosen[name]) filters[name] = [option.dataset.value];
    }
    if (!q && !Object.keys(filters).length) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const found = await find(q, filters);
      if (mine === turn) show(found, found.total ? `${found.total.toLocaleString("en")} result${found.total === 1 ? "" : "s"}` : "No results");
    } catch {
      if (mine === turn) failed();
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await search();
    hits()[0]?.focus();
  });
  place.querySelector("details").addEventListener("toggle", () => fill().catch(failed));
  place.addEventListener("keydown", (event) => {
    if (!onPage) event.stopPropagation(); // the theme has keys of its own, such as n for the next page
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.matches("select")) return;
    const stops = [form.elements.q, ...hits()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });

  const begin = async (query) => {
    try {
      form.elements.q.value = query.get("q") ?? "";
      const chosen = FIELDS.slice(1).filter((name) => query.get(name));
      if (chosen.length) {
        place.querySelector("details").open = true;
        await fill();
        for (const name of chosen) form.elements[name].value = query.get(name);
      } else await load();
      await search();
    } catch {
      failed();
    }
  };
  return { begin, form };
};

let dialog;

/** Open the dialog; `button` is the one in the header. */
export const open = async (button) => {
  await style;
  const place = document.getElementById(button.getAttribute("aria-controls"));
  if (!place || place.open) return;
  if (dialog?.place !== place) {
    dialog = { place, ...mount(place, { onPage: false }) };
    place.querySelector(".of-search-close").onclick = () => place.close();
    // A search field empties itself at the first Esc; here it closes the dialog.
    place.addEventListener("keydown", (event) => event.key === "Escape" && (event.preventDefault(), place.close()));
    place.addEventListener("click", (event) => event.target === place && place.close());
    place.addEventListener("close", () => {
      button.setAttribute("aria-expanded", "false");
      dialog.back.focus();
    });
  }
  const { activeElement } = document;
  dialog.back = activeElement && activeElement !== document.body ? activeElement : button;
  place.showModal();
  button.setAttribute("aria-expanded", "true");
  dialog.form.elements.q.focus();
  dialog.form.elements.q.select();
  if (!dialog.form.elements.q.value) dialog.begin(new URLSearchParams());
};

/** Show the search of the search page, with what its address asks for. */
export const start = async (place) => {
  await style;
  if (place.dataset.ready) return;
  place.dataset.ready = "yes";
  place.hidden = false;
  await mount(place, { onPage: true }).begin(new URLSearchParams(location.search));
};
