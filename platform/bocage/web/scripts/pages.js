// What pages gain when scripts run: nothing here is needed to use them.

const FIELD = "input, textarea, select, [contenteditable]";
const status = () => document.getElementById("annonce");

// A form that writes goes once: what is sent while it is on its way is dropped.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  (event.submitter ?? form.querySelector("button"))?.setAttribute("aria-busy", "true");
});

// A page that comes back from the browser's memory is asked again: somebody may have signed out since.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

// Menus close by Escape, which gives the focus back to what opened them, and by a click or a focus elsewhere.
const openMenus = () => [...document.querySelectorAll("details.menu-of[open]")];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest("[popover]")) return;
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
}

// What was just done is read first; it is already on the screen, so nothing scrolls.
document.querySelector("[data-focus]")?.focus({ preventScroll: true });

// htmx: an answer that is a whole page, an error or a sign-in, is shown as a page and not inside a list.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.headers["HX-Request-Type"] !== "partial" || !/^\s*<!doctype html/i.test(ctx.text)) return;
  event.preventDefault();
  window.location.assign(ctx.request.method === "GET" ? ctx.request.action : window.location.href);
});
// The same when nothing came back: the browser says better than we would what is wrong with the network.
document.addEventListener("htmx:error", (event) => {
  const { ctx } = event.detail;
  if (ctx?.request?.method === "GET") window.location.assign(ctx.request.action);
});

// htmx: what a swap changed is said once; the focus follows the work when its control is gone.
let held = null;
document.addEventListener("htmx:before:request", () => {
  held = document.activeElement;
});
document.addEventListener("htmx:after:swap", (event) => {
  const region = event.detail.ctx.target;
  const fresh = region?.id ? document.getElementById(region.id) : region;
  const said = fresh?.closest("[data-announce]") ?? fresh?.querySelector("[data-announce]");
  if (said) status().textContent = said.dataset.announce;
  if (document.activeElement === document.body && held && !held.matches(FIELD)) landing(fresh)?.focus();
});

// Where reading goes on: what is wrong, what was done, the next row, or the heading of the section.
function landing(region) {
  const found = region?.querySelector("[autofocus], [data-focus], [data-next]") ?? region?.querySelector("h2, h3, h1");
  if (found && !found.matches("a, button, [tabindex]")) found.tabIndex = -1;
  return found;
}
