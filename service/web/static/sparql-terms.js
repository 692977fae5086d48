// What the SPARQL editor completes: our prefixes, classes and properties, found by their name or their label.

const SHOWN = 60;

// The vocabulary of the service: {base, prefixes: {cancu: "https://…"}, terms: [{iri, kind, vi, en}]}.
export async function vocabulary() {
  const answer = await fetch("/ontology/terms.json");
  if (!answer.ok) {
    throw new Error(`the vocabulary cannot be read: ${answer.status}`);
  }
  return answer.json();
}

export function completions(Yasqe, { prefixes, terms }) {
  const named = terms.map((one) => ({ ...one, short: shortened(one.iri, prefixes) }));
  Object.assign(Yasqe.Autocompleters.prefixes, {
    get: () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    persistenceId: null,
  });
  for (const kind of ["class", "property"]) {
    const those = named.filter((one) => one.kind === kind);
    const labels = new Map(those.map((one) => [one.short, one]));
    Object.assign(Yasqe.Autocompleters[kind], {
      autoShow: true,
      get: (_, token) => fitting(those, token.string),
      postProcessSuggestion: (_, __, short) => short,
      postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, displayText: described(labels.get(hint.text)) })),
    });
  }
}

// The terms whose name or label holds what was typed behind the prefix; those whose name begins with it come first.
function fitting(terms, typed) {
  const wanted = typed.trim().replace(/^<|>$/g, "").toLowerCase();
  const [, prefix, rest] = wanted.match(/^([\w-]*:(?!\/))?(.*)$/);
  const name = (one) => one.short.slice(one.short.indexOf(":") + 1).toLowerCase();
  const rank = (one) => (name(one).startsWith(rest) ? 0 : 1);
  return terms
    .filter((one) => one.short.startsWith(prefix ?? ""))
    .filter((one) => {
      const words = [name(one), rest.includes("/") && one.iri, one.vi, one.en];
      return words.some((word) => word && word.toLowerCase().includes(rest));
    })
    .sort((one, other) => rank(one) - rank(other) || one.short.localeCompare(other.short))
    .slice(0, SHOWN)
    .map((one) => one.short);
}

function described({ short, vi, en }) {
  const label = document.documentElement.lang === "en" ? en : vi;
  return label ? `${short} · ${label}` : short;
}

export function shortened(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const rest = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[\w-]+$/.test(rest)) {
      return `${prefix}:${rest}`;
    }
  }
  return `<${iri}>`;
}

// The query with the prefixes that it uses and does not declare: this service needs no declarations, the editor's
// check does, and so do other servers to which the query may be taken.
export function declared(text, prefixes) {
  const words = text.replace(/<[^<>\s]*>/g, "<>");
  const missing = Object.keys(prefixes).filter(
    (prefix) =>
      new RegExp(`(?<![\\w:.-])${prefix}:\\w`).test(words) && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(text),
  );
  return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + text;
}
