// What the editor shows, made ours: IRIs go by their names and lead to our pages, its English words are translated.

import { shortened } from "./sparql-terms.js";

const PAGE = 50; // rows, as the table has them at first
const LONG = 90; // letters of a name
const LANGUAGE = document.documentElement.lang;
const ONTOLOGY = "https://w3id.org/cancu/ontology#";
const SOUND = /^[^<>"{}|^`\\\s]+$/; // an IRI that may stand between < and >
const ATTRIBUTES = ["title", "aria-label", "placeholder"];

const NAMES = `SELECT ?iri ?name ?act ?ordinal {
  VALUES ?iri { … }
  { ?iri rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) IN ("", "vi", "en")) }
  UNION { ?iri cancu:setBy/rdfs:label ?act ; cancu:ordinal ?ordinal }
}`;

// Teaches the table of results (YASR's plugin) to show IRIs by the names that the graph gives them, as links to their
// pages. Names are looked up a page of rows at a time: those of the first before it is drawn, so that columns fit them.
export function named(table, box, { base, prefixes }, endpoint, words) {
  const names = new Map();
  const { draw } = table;
  table.draw = async function (config) {
    const rows = (this.yasr.results?.getBindings() ?? []).slice(0, config?.pageSize || PAGE);
    const values = rows.flatMap((row) => Object.values(row));
    await look(values.filter(({ type }) => type === "uri").map(({ value }) => value), names, endpoint);
    draw.call(this, { isEllipsed: false, compact: true, ...config }); // at first: whole cells, and values alone
    tellCut(this.yasr, words);
  };
  table.getUriLinkFromBinding = ({ value }) => linked(value, names.get(value) || shortened(value, prefixes), base);

  const later = soon(async () => {
    const links = [...box.querySelectorAll(".yasr_results a.iri")].filter((link) => !names.has(link.dataset.iri));
    await look(links.map((link) => link.dataset.iri), names, endpoint);
    for (const link of links.filter(({ dataset }) => names.get(dataset.iri))) {
      link.textContent = names.get(link.dataset.iri);
    }
  });
  new MutationObserver(later).observe(box, { childList: true, subtree: true });
}

// The service ends an answer that reached one of its limits with a word of it: …]},"truncated":{"limit":"rows",…}}
function tellCut(yasr, words) {
  const end = yasr.results?.getOriginalResponseAsString().slice(-600) ?? "";
  const limit = end.match(/"truncated":\s*\{[^{}]*"limit":\s*"(\w+)"/)?.[1];
  yasr.rootEl.querySelector(":scope > .notice")?.remove();
  if (limit) {
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    notice.textContent = words[`Cut ${limit}`] ?? words["Cut rows"];
    yasr.resultsEl.before(notice);
  }
}

function linked(iri, name, base) {
  const link = document.createElement("a");
  link.className = "iri";
  link.href = address(iri, base);
  link.title = iri;
  link.dataset.iri = iri;
  link.textContent = name;
  return link.outerHTML;
}

// An act without a number is named by its whole title.
function short(name) {
  return name.length > LONG ? `${name.slice(0, LONG).replace(/\s+\S*$/, "")}…` : name;
}

function address(iri, base) {
  if (iri.startsWith(base)) {
    return `/id/${iri.slice(base.length)}`;
  }
  return iri.startsWith(ONTOLOGY) ? `/ontology#${iri.slice(ONTOLOGY.length)}` : /^https?:/.test(iri) ? iri : "#";
}

async function look(wanted, names, endpoint) {
  const iris = [...new Set(wanted)].filter((iri) => SOUND.test(iri) && !names.has(iri));
  iris.forEach((iri) => names.set(iri, ""));
  if (!iris.length) {
    return;
  }
  const query = NAMES.replace("…", iris.map((iri) => `<${iri}>`).join(" "));
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { Accept: "application/sparql-results+json" },
    body: new URLSearchParams({ query }),
  });
  if (!answer.ok) {
    return; // the IRIs stay as they are
  }
  const rank = (name) => (name["xml:lang"] === LANGUAGE ? 2 : 1);
  const best = new Map();
  for (const { iri, name, act, ordinal } of (await answer.json()).results.bindings) {
    const found = name ? { ...name, value: short(name.value) } : { value: `${short(act.value)} · ${ordinal.value}` };
    if (!best.has(iri.value) || rank(found) > rank(best.get(iri.value))) {
      best.set(iri.value, found);
    }
  }
  best.forEach((name, iri) => names.set(iri, name.value));
}

// From now on, the editor's own words stand in the language of the page.
export function translated(box, words) {
  const work = () => {
    for (const one of box.querySelectorAll("[title], [aria-label], [placeholder]")) {
      for (const attribute of ATTRIBUTES.filter((name) => words[one.getAttribute(name)])) {
        one.setAttribute(attribute, words[one.getAttribute(attribute)]);
      }
    }
    const texts = box.querySelectorAll(".yasr_header span, .yasr_header option, .context-menu-item, .yasr_results button");
    for (const one of texts) {
      const text = one.childElementCount ? "" : one.textContent.trim();
      if (words[text]) {
        one.textContent = words[text];
      }
    }
    const told = box.querySelector(".tabPanel.active .yasr_response_chip");
    const [, rows, seconds] = told?.textContent.match(/^(?:(\d+) results?|Response) in ([\d.]+) seconds?$/) ?? [];
    if (seconds) {
      told.textContent = words[rows ? "Count" : "Time"].replace("{n}", rows).replace("{s}", seconds);
    }
  };
  new MutationObserver(soon(work)).observe(box, { childList: true, subtree: true });
  work();
}

// The function, once after many calls.
function soon(work) {
  let waiting = false;
  return () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        work();
      });
    }
  };
}
