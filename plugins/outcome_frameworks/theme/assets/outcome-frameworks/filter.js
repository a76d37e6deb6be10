/* The filter of the index of outcomes: shows the rows that match, in the page, without a server. */
const startFilter = () => {
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
