// The search page. The index is fetched when a reader starts to type, from this site alone, and holds the pages
// of the reader's language.

const form = document.querySelector("#search-form");
const field = document.querySelector("#search-field");
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const words = status.dataset;
const index = new URL("../../pagefind/pagefind.js", document.currentScript.src);
const SHOWN = 10;
// A page with the word for a name comes first, and a long page is hardly the worse for its length. What counts for
// how much within a page stands in the pages' templates.
const RANKING = {pageLength: 0.1, metaWeights: {title: 5, names: 10}};
const SECTIONS = /^(h[2-6]|dt)$/;
let engine;
let latest = 0;

async function search(query) {
  const turn = ++latest;
  if (!query) return show(turn, [], "");
  status.textContent = words.searching;
  try {
    engine ??= await start();
    const found = await engine.search(query);
    const pages = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    show(turn, pages, found.results.length ? words.found.replace("{n}", found.results.length) : words.none);
  } catch {
    show(turn, [], words.failed);
  }
}

async function start() {
  const engine = await import(index);
  await engine.options({ranking: RANKING});
  return engine;
}

// Answers may arrive out of order: only the one to the latest question is shown.
function show(turn, pages, said) {
  if (turn !== latest) return;
  status.textContent = said;
  list.replaceChildren(...pages.map(entry));
}

function entry(page) {
  const item = document.createElement("li");
  item.append(link(page.url, page.meta.title), excerpt(page.excerpt));
  const parts = sections(page);
  if (parts.length) {
    const below = document.createElement("ul");
    for (const part of parts) {
      const line = document.createElement("li");
      line.append(link(`${page.url}#${part.id}`, part.text));
      below.append(line);
    }
    item.append(below);
  }
  return item;
}

// The sections that answer best: those with the weightiest of the words found.
function sections(page) {
  const weights = new Map();
  for (const found of page.weighted_locations) {
    const section = page.anchors.findLast((part) => SECTIONS.test(part.element) && part.location <= found.location);
    if (section) weights.set(section, Math.max(weights.get(section) ?? 0, found.balanced_score));
  }
  return [...weights].sort((one, other) => other[1] - one[1]).slice(0, 3).map(([section]) => section);
}

function link(address, text) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = text;
  return anchor;
}

// The engine puts <mark> around the words that it found and writes < and > of the text as &lt; and &gt;, but not its &:
// read as HTML, an entity that a text merely names would turn into its sign. So it is never read as HTML.
function excerpt(marked) {
  const paragraph = document.createElement("p");
  marked.split(/<\/?mark>/).forEach((piece, place) => {
    const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const found = place % 2 ? document.createElement("mark") : undefined;
    if (found) found.textContent = text;
    paragraph.append(found ?? text);
  });
  return paragraph;
}

function remember(query) {
  const address = new URL(location);
  query ? address.searchParams.set("q", query) : address.searchParams.delete("q");
  history.replaceState(null, "", address);
}

let pause;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => { remember(field.value.trim()); search(field.value.trim()); }, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  remember(field.value.trim());
  search(field.value.trim());
});
if (location.protocol === "file:") {
  // Browsers let no page in a folder fetch a file, so there is no index to search.
  field.disabled = true;
  status.textContent = words.folder;
} else {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  search(field.value.trim());
}
