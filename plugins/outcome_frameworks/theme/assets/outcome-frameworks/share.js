// The buttons of the share panel: each copies a text, and says so.
const copy = async (text, output) => {
  output.textContent = "";
  try {
    await navigator.clipboard.writeText(text.textContent);
    output.textContent = "Copied";
  } catch { // not on a secure address, or not allowed
    getSelection().selectAllChildren(text);
    output.textContent = document.execCommand("copy") ? "Copied" : "Selected: copy it with your keyboard";
  }
};

export const start = () => {
  for (const text of document.querySelectorAll(".of-copied:not([data-of-live])")) {
    text.dataset.ofLive = "";
    const summary = text.parentElement.querySelector(":scope > summary");
    const [row, button, output] = ["p", "button", "output"].map((name) => document.createElement(name));
    row.className = "of-copy";
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${summary ? summary.textContent : "citation"}`);
    button.addEventListener("click", () => copy(text, output));
    row.append(button, output);
    text.after(row);
  }
};
