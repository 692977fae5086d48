// The SPARQL page works without this module, as a form. With it, and with the editor that `make setup` builds
// (service/web/assets), the form gives way to YASGUI: tabs, completion, results that lead to the pages. Nothing is
// asked of another server.

import { completions, declared, vocabulary } from "./sparql-terms.js";
import { named, translated } from "./sparql-results.js";

const ENDPOINT = `${location.origin}/sparql`;
const LONGEST = 4000; // characters of an address; many proxies take no more than 8,000 with all that goes before
const box = document.getElementById("editor");
const form = document.getElementById("plain");
const words = JSON.parse(box.dataset.words);

try {
  const [{ default: Yasgui }, known] = await Promise.all([import("/static/vendor/yasgui.js"), vocabulary(), styled()]);
  start(Yasgui, known);
} catch (error) {
  console.info("The plain form stays: the editor could not be loaded.", error);
}

function styled() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "/static/vendor/yasgui.css";
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = () => failed(new Error(`${link.href} is missing`));
    document.head.prepend(link); // before our own sheet, which then has the last word
  });
}

function start(Yasgui, known) {
  configure(Yasgui, known);
  const asked = new URLSearchParams(location.search);
  const long = new URLSearchParams(location.hash.slice(1)).get("query");
  const given = long || asked.has("query") || asked.has("mau");
  const text = declared(long || document.getElementById("query").value, known.prefixes);
  box.hidden = false;
  const editor = new Yasgui(box, {
    autofocus: false,
    populateFromUrl: false,
    autoAddOnInit: false,
    corsProxy: undefined,
    persistenceId: "cancu",
    tabName: words["Query"],
    requestConfig: { endpoint: ENDPOINT, method: "POST", acceptHeaderGraph: "text/turtle" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: ENDPOINT }], keys: [] },
    yasqe: { value: declared(box.dataset.start, known.prefixes), editorHeight: "22rem", prefixCcApi: null, screenReaderLabel: words["Editor"] },
    yasr: { prefixes: known.prefixes, maxPersistentResponseSize: 0, defaultPlugin: "table" },
  });
  form.hidden = true;
  apart(editor.tabElements);
  if (given || !editor.persistentConfig.getTabs().length) {
    open(editor, text);
  }
  editor.on("query", (_, tab) => ran(tab));
  editor.on("tabSelect", (_, id) => told(editor.getTab(id).getPersistedJson().yasqe.value));
  samples(editor, known.prefixes);
  translated(box, words);
}

function configure(Yasgui, known) {
  const { Yasqe, Yasr, Tab } = Yasgui;
  Object.assign(Yasr.plugins.table.defaults, { openIriInNewWindow: false });
  Object.assign(Yasr.plugins.table.defaults.tableConfig.language, JSON.parse(box.dataset.table));
  nameControls(Yasr.plugins.table.prototype);
  named(Yasr.plugins.table.prototype, box, known, ENDPOINT, words);
  Yasr.defaults.errorRenderers = [refusal];
  Tab.prototype.getShareableLink = function () {
    return linkTo(this.getYasqe().getValue());
  };
  completions(Yasqe, known);
}

// The column of row numbers and the choice of the page's size have no name in the library.
function nameControls(table) {
  const { getColumns, drawControls } = table;
  table.getColumns = function () {
    const columns = getColumns.call(this);
    columns.slice(0, 1).forEach((column) => (column.title = "#"));
    return columns;
  };
  table.drawControls = function () {
    drawControls.call(this);
    this.tableSizeField.setAttribute("aria-label", words["Page size:"]);
  };
}

// A list of tabs holds tabs alone: the button that adds one comes after it.
function apart(tabs) {
  tabs._tabsListEl.setAttribute("aria-label", words["Tabs"]);
  tabs._tabsListEl.after(tabs.addTabEl);
  tabs.addTabEl = undefined;
}

// A query in a tab of its own, or in the tab that has it already.
function open(editor, text, name) {
  const same = Object.values(editor.persistentConfig.getTabs()).find(
    (id) => editor.persistentConfig.getTab(id).yasqe.value.trim() === text.trim(),
  );
  if (same) {
    editor.selectTabId(same);
    return editor.getTab(same);
  }
  return editor.addTab(true, { name: editor.createTabName(name || words["Query"]), yasqe: { value: text } });
}

function samples(editor, prefixes) {
  document.getElementById("samples").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-query]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const tab = open(editor, declared(link.dataset.query, prefixes), link.textContent.trim());
    box.scrollIntoView();
    tab.query().catch(() => {}); // the refusal is shown below the editor
  });
}

// What the server answered before the editor came is in the way of the new answer.
function ran(tab) {
  document.getElementById("answer")?.remove();
  told(tab.getYasqe().getValue());
}

function told(text) {
  history.replaceState(null, "", linkTo(text));
}

// The query in the address; a long one behind "#", where no server or proxy on the way finds it too long.
function linkTo(text) {
  const query = new URLSearchParams({ query: text });
  return `${ENDPOINT}${`${query}`.length > LONGEST ? "#" : "?"}${query}`;
}

// What the service says of a query that it does not answer is JSON ("title", "detail", "line", "column").
async function refusal(error) {
  const told = document.createElement("div");
  told.setAttribute("role", "alert");
  let problem;
  try {
    problem = JSON.parse(error.text);
  } catch {
    problem = { detail: error.text || words["No answer"] };
  }
  const head = document.createElement("p");
  const place = problem.line ? words["Syntax"].replace("{line}", problem.line).replace("{column}", problem.column) : "";
  head.textContent = place || words["Refused"];
  const detail = document.createElement("p");
  detail.lang = "en";
  detail.textContent = [problem.title, problem.detail].filter(Boolean).join(". ");
  told.append(head, detail);
  return told;
}
