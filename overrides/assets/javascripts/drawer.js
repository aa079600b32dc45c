// The navigation drawer of narrow screens opens and closes without this script, by a switch that the keyboard
// reaches. The script keeps the focus inside while it is open, and closes it with Escape.

const drawer = document.querySelector("#__drawer");
const narrow = matchMedia("(max-width: 76.1875em)");
const navigation = document.querySelector(".md-sidebar--primary");
const covered = document.querySelectorAll(".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer");

function settle() {
  const open = drawer.checked && narrow.matches;
  for (const part of covered) part.inert = open;
  return open;
}

drawer.addEventListener("change", () => {
  if (settle()) navigation.querySelector("a").focus();
});
narrow.addEventListener("change", settle);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return;
  drawer.checked = false;
  settle();
  drawer.focus();
});
// A browser may remember the switch, and come back to a page with the drawer open.
window.addEventListener("pageshow", () => {
  drawer.checked = false;
  settle();
});
