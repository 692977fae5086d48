// Shows what was read at a mark beside it, on touch, click or focus. Without it a mark leads to the list of notes.

const box = document.createElement("div");
box.className = "note-at";
box.setAttribute("role", "note");
box.hidden = true;
document.body.append(box);
let shown = null;

function show(mark) {
  const note = document.querySelector(mark.getAttribute("href"));
  if (!note) return;
  box.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
  box.hidden = false;
  const at = mark.getClientRects()[0];
  const left = Math.min(Math.max(at.left, 8), innerWidth - box.offsetWidth - 8);
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${at.bottom + scrollY + 6}px`;
  shown = mark;
}

function hide() {
  box.hidden = true;
  shown = null;
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("a.m");
  if (mark) {
    event.preventDefault();
    if (shown === mark) hide(); else show(mark);
  } else if (!box.contains(event.target)) hide();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("a.m:focus-visible")) show(event.target);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
