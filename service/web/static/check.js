// The page on which a draft is checked works without this module; with it a file can be dropped, the way of the file
// is shown, and the report comes into the page, where the same file can then be downloaded with comments.

const form = document.getElementById("check-form");
const input = document.getElementById("draft");
const drop = document.getElementById("drop");
const progress = document.getElementById("progress");
const status = document.getElementById("status");
const words = form.dataset;

document.querySelector(".by-drag").hidden = false;

for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) {
  drop.addEventListener(name, () => drop.classList.remove("over"));
}
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    send(form.action, show);
  }
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const kind = event.submitter?.dataset.download;
  if (kind) {
    send(event.submitter.formAction, save);
  } else {
    send(form.action, show);
  }
});

function send(address, done) {
  const file = input.files[0];
  if (!file) {
    tell(words.none);
    return;
  }
  if (file.size > Number(words.megabytes) * 1024 * 1024) {
    tell(`${words.tooLarge} (${words.megabytes} MB).`);
    return;
  }
  const data = new FormData();
  data.append("file", file);
  const request = new XMLHttpRequest();
  request.open("POST", address);
  request.responseType = "blob";
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = (100 * event.loaded) / event.total;
  });
  request.upload.addEventListener("load", () => {
    progress.removeAttribute("value");
    tell(words.reading);
  });
  request.addEventListener("load", async () => {
    busy(false);
    await done(request);
  });
  request.addEventListener("error", () => {
    busy(false);
    tell(words.lost);
  });
  busy(true);
  progress.value = 0;
  tell(words.sending);
  request.setRequestHeader("Accept", done === show ? "text/html" : "*/*");
  request.send(data);
}

function busy(now) {
  progress.hidden = !now;
  form.setAttribute("aria-busy", String(now));
  for (const button of form.querySelectorAll("button")) button.disabled = now;
}

function tell(text) {
  status.textContent = text;
}

// The server answers with the whole page; its result takes the place of ours.
async function show(request) {
  const page = new DOMParser().parseFromString(await request.response.text(), "text/html");
  const result = page.getElementById("result");
  if (!result) {
    tell(words.lost);
    return;
  }
  document.getElementById("result").replaceWith(document.importNode(result, true));
  tell(request.status === 200 ? words.done : "");
  document.getElementById("result-head")?.focus();
}

async function save(request) {
  if (request.status !== 200) {
    tell(readable(await request.response.text()));
    return;
  }
  const disposition = request.getResponseHeader("Content-Disposition") ?? "";
  const named = /filename\*=UTF-8''([^;]+)/.exec(disposition);
  const name = named ? decodeURIComponent(named[1]) : `${input.files[0].name}.json`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(request.response);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(link.href);
  tell(`${words.saved} ${name}`);
}

function readable(problem) {
  try {
    const { advice, detail } = JSON.parse(problem);
    return advice ?? detail;
  } catch {
    return words.lost;
  }
}
