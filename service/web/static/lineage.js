// Opens and closes boxes without leaving the page, and saves the picture as PNG. Without it each step is a page.

const place = () => document.getElementById("so-do");

async function show(address, remember) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.assign(address); return; }
  const read = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("so-do");
  if (!read) { location.assign(address); return; }
  const old = place().querySelector(".canvas");
  const [left, top] = [old.scrollLeft, old.scrollTop];
  place().replaceWith(document.adoptNode(read));
  place().querySelector(".canvas").scrollTo(left, top);
  if (remember) history.pushState(null, "", address);
  ready();
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-toggle]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const key = link.dataset.toggle;
  await show(link.getAttribute("href"), true);
  const same = [...document.querySelectorAll("a[data-toggle]")].find((one) => one.dataset.toggle === key);
  same?.focus({ preventScroll: true });
  same?.scrollIntoView({ block: "nearest", inline: "center" });
});

// What looks like a button answers to the space bar too.
document.addEventListener("keydown", (event) => {
  if (event.key === " " && event.target.matches("a[data-toggle]")) {
    event.preventDefault();
    event.target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
});

addEventListener("popstate", () => show(location.href, false));

async function saved(file, name) {
  const text = await (await fetch(file)).text();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  const scale = Math.min(2, 16000 / Math.max(image.width, image.height));
  canvas.width = image.width * scale;
  canvas.height = image.height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await new Promise((done) => canvas.toBlob(done, "image/png")));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function ready() {
  const button = place().querySelector("button[data-png]");
  const file = place().querySelector("a[data-file]").getAttribute("href");
  button.hidden = false;
  button.addEventListener("click", () => saved(file, `${location.pathname.split("/").pop()}.png`));
}

ready();
