// The search page with a script: a facet counts as soon as it is ticked, and hits are offered while one types.
// The field is a combobox with a list (WAI-ARIA Authoring Practices, "Editable Combobox With List Autocomplete").

const form = document.getElementById("tim");
const field = document.getElementById("q");
const WAIT = 180; // milliseconds after the last letter
const EACH = 3; // of each kind

for (const box of document.querySelectorAll('.facets input[type="checkbox"]')) {
  box.addEventListener("change", () => form.requestSubmit());
}

const list = document.createElement("ul");
list.className = "suggestions";
list.id = "goi-y";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", form.dataset.suggestions);
field.after(list);
for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
  field.setAttribute(name, value);
}

let timer = 0;
let asking = new AbortController();
let active = -1;

function close() {
  list.hidden = true;
  active = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function activate(number) {
  const options = [...list.children];
  active = (number + options.length) % options.length;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
  options[active].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[active].id);
}

function option(hit, number) {
  const made = document.createElement("li");
  made.id = `goi-y-${number}`;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.dataset.page = hit.page;
  made.append(hit.name.length > 140 ? `${hit.name.slice(0, 140)}…` : hit.name);
  const about = document.createElement("small");
  about.textContent = [hit.act?.name, hit.act ? hit.act_by : hit.by].filter(Boolean).join(", ");
  made.append(about);
  return made;
}

async function offer() {
  asking.abort();
  asking = new AbortController();
  const words = field.value.trim();
  if (words.length < 2) return close();
  try {
    const answer = await fetch(`/api/search?${new URLSearchParams({ q: words, each: EACH })}`, {
      headers: { accept: "application/json" },
      signal: asking.signal,
    });
    const hits = answer.ok ? (await answer.json()).hits : [];
    if (!hits.length || document.activeElement !== field) return close();
    list.replaceChildren(...hits.map(option));
    active = -1;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    field.removeAttribute("aria-activedescendant");
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(offer, WAIT);
});

field.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    location.assign(list.children[active].dataset.page);
  } else if (event.key === "Escape") {
    event.preventDefault();
    close();
  }
});

field.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
list.addEventListener("click", (event) => {
  const chosen = event.target.closest("li");
  if (chosen) location.assign(chosen.dataset.page);
});
form.addEventListener("submit", () => clearTimeout(timer));
