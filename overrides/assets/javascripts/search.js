// The search page. The index is fetched when a reader starts to type, from this site alone, and holds the pages
// of the reader's language only.

const form = document.querySelector("#search-form");
const field = document.querySelector("#search-field");
const status = document.querySelector("#search-status");
const list = document.querySelector("#search-results");
const words = status.dataset;
const index = new URL("../../../pagefind/pagefind.js", document.currentScript.src);
const SHOWN = 10;
let engine;
let latest = 0;

async function search(query) {
  const turn = ++latest;
  if (!query) return show(turn, [], "");
  status.textContent = words.searching;
  try {
    engine ??= await import(index);
    const found = await engine.search(query);
    const pages = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
    show(turn, pages, found.results.length ? words.found.replace("{n}", found.results.length) : words.none);
  } catch {
    show(turn, [], words.failed);
  }
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
  const parts = page.sub_results.filter((part) => part.url !== page.url).slice(0, 3);
  if (parts.length) {
    const below = document.createElement("ul");
    for (const part of parts) {
      const line = document.createElement("li");
      line.append(link(part.url, part.title));
      below.append(line);
    }
    item.append(below);
  }
  return item;
}

function link(address, text) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = text.replace(/#$/, "").trim();
  return anchor;
}

// The engine marks the words that it found and escapes everything else.
function excerpt(html) {
  const paragraph = document.createElement("p");
  paragraph.innerHTML = html;
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
field.value = new URLSearchParams(location.search).get("q") ?? "";
search(field.value.trim());
