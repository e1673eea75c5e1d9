// Keys that double what the page already offers, silent in a field. The list is the popover « touches ».

const FIELD = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const ROWS = "main .table tbody th a, main .todo-list h3 a";

function walk(step) {
  const links = [...document.querySelectorAll(ROWS)].filter((link) => link.checkVisibility());
  if (!links.length) return;
  const row = document.activeElement?.closest("tr, li");
  const here = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  links[next].focus();
}

function search() {
  const fields = ["input[data-key='/']", "main input[type=search]"].flatMap((each) => [...document.querySelectorAll(each)]);
  const found = fields.find((field) => field.checkVisibility());
  found?.focus();
  found?.select();
}

const KEYS = {
  "/": search,
  j: () => walk(1),
  k: () => walk(-1),
  u: () => document.querySelector("[data-key=u]")?.click(),
  "?": () => document.getElementById("touches")?.togglePopover(),
};

document.addEventListener("keydown", (event) => {
  const action = KEYS[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey || event.target.matches(FIELD)) return;
  event.preventDefault();
  action();
});
