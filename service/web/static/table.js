// Sorts and filters a table by its own cells. Without it the table stands in the order of the act.

const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim();
const byKey = new Intl.Collator("vi", { numeric: true });

function keyOf(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.key ?? plain(cell?.textContent ?? "");
}

function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const groups = [...table.tBodies].map((body) => [body, [...body.rows]]);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      if (next !== "none") head.setAttribute("aria-sort", next);
      for (const [body, rows] of groups) {
        const [titles, lines] = [rows.filter((row) => row.matches(".section")), rows.filter((row) => !row.matches(".section"))];
        if (next !== "none") {
          lines.sort((one, two) => byKey.compare(keyOf(one, column), keyOf(two, column)));
          if (next === "descending") lines.reverse();
        }
        body.append(...titles, ...lines);
      }
    });
  });
}

function filtered(input, table) {
  const told = input.closest("[data-tools]").querySelector("[role=status]");
  input.addEventListener("input", () => {
    const words = plain(input.value).split(" ").filter(Boolean);
    let left = 0;
    for (const body of table.tBodies) {
      const lines = [...body.rows].filter((row) => !row.matches(".section"));
      for (const row of lines) {
        const text = plain(row.textContent);
        row.hidden = !words.every((word) => text.includes(word));
        left += !row.hidden;
      }
      body.hidden = lines.every((row) => row.hidden);
    }
    told.textContent = words.length ? told.dataset.count.replace("{n}", left) : "";
  });
}

for (const table of document.querySelectorAll("table[data-sorted]")) sortable(table);
for (const input of document.querySelectorAll("input[data-filter]")) {
  input.closest("[data-tools]").hidden = false;
  filtered(input, document.getElementById(input.dataset.filter));
}
