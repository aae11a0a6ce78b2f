/*
 * Keys that lead somewhere, where nobody is typing: `/` to the search, `?` to the list of them,
 * Escape off a sheet to where it was opened, and `g` with a letter to a page of the shop. Whoever
 * speaks to their computer can switch them off on the page that lists them (WCAG 2.1.4).
 */
import { announce } from "./announce.js";

const OFF = "keys-off";
const WITHIN_MS = 1500;

const isTyping = ({ target }) => target.closest?.("input:not([type=checkbox]), textarea, select");

let goes = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  if (localStorage.getItem(OFF) || document.querySelector("dialog[open]")) return;
  const { key } = event;
  const link =
    event.timeStamp - goes < WITHIN_MS &&
    document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
  goes = key === "g" ? event.timeStamp : 0;
  const back = key === "Escape" && document.querySelector("a[data-back]");
  const field = key === "/" && document.getElementById("find");
  if (!link && !back && !field && key !== "?") return;
  event.preventDefault();
  if (link || back) (link || back).click();
  else if (field) field.select();
  else void list();
});

/* The plain page's own list, above the page that one is on. */
async function list() {
  const answer = await fetch("/admin/shortcuts");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const keys = page.getElementById("shortcuts");
  if (!keys) return;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "shortcuts-title");
  dialog.append(keys);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

document.addEventListener("click", ({ target }) => {
  const toggle = target.closest?.("[data-keys]");
  if (!toggle) return;
  const on = localStorage.getItem(OFF);
  if (on) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
  announce(toggle.dataset[on ? "on" : "off"]);
});
