/*
 * Links and forms within the page. Only pages are asked for so: files are saved, and signing in at
 * a vendor ends at another host, where this page may not follow. Whatever isn't a page of this
 * release is loaded as a whole.
 */
import "htmx.org";
import { announce, focusNews, tell } from "./announce.js";

const on = (name, act) => document.addEventListener(`htmx:${name}`, act);

const isPage = (address) => /^\/admin(\/[^.]*)?$/.test(new URL(address, document.baseURI).pathname);

on("before:init", (event) => {
  const { target } = event;
  if (!isPage(target.getAttribute("href") ?? target.getAttribute("action") ?? ""))
    event.preventDefault();
});

/* The files that a page loads are named by their content: other names, another release. */
export const filesOf = (document) =>
  [...document.querySelectorAll("head > link[rel=stylesheet], head > script[src]")]
    .map((file) => file.getAttribute("href") ?? file.getAttribute("src"))
    .join();

const isOurs = (text) =>
  filesOf(new DOMParser().parseFromString(text, "text/html")) === filesOf(document);

on("before:response", (event) => {
  const { request, response } = event.detail.ctx;
  if (!response.headers.get("content-type")?.startsWith("text/html"))
    loadWhole(event, request.method, request.action);
});

on("after:request", (event) => {
  const { request, response, text, target } = event.detail.ctx;
  if (target !== document.body || isOurs(text)) return;
  const { redirected, url } = response.raw;
  loadWhole(event, redirected ? "GET" : request.method, url);
});

/* A form that was sent isn't sent again: nobody knows what came of it. */
function loadWhole(event, method, address) {
  event.preventDefault();
  if (method === "GET") location.assign(address);
  else tell();
}

on("error", ({ detail: { ctx } }) => {
  if (ctx?.target !== document.body) return;
  if (ctx.request.method === "GET") location.assign(ctx.request.action);
  else tell();
});

/* What answers a form without a redirect has no address of its own, but a sheet says one. */
let answersForm = false;
/* A list that is sorted or filtered keeps what was pressed, and says what it has. */
let keeps;
export const isAnswer = () => answersForm;
on("before:swap", ({ detail: { ctx } }) => {
  if (ctx.target !== document.body) return;
  answersForm = ctx.request.method !== "GET" && !ctx.response.raw.redirected;
  keeps = (ctx.request.submitter ?? ctx.sourceElement).dataset.keeps;
});
on("before:history:update", (event) => {
  if (answersForm && !event.detail.response.headers.has("hx-push-url")) event.preventDefault();
});

on("after:swap", ({ detail: { ctx } }) => {
  if (ctx.target !== document.body) return;
  focusNews(document.getElementById(keeps ?? ctx.request.anchor));
  const hits = keeps && document.querySelector(".hits");
  announce(hits?.textContent || ctx.title || document.title);
});

/*
 * A pressed button says what is under way; htmx disables it until the answer is there. A form that
 * is on its way isn't sent once more, whatever sends it.
 */
on("config:request", (event) => {
  if (event.target.matches("form[aria-busy]")) event.preventDefault();
});
const pressed = new WeakMap();
on("before:request", ({ detail: { ctx } }) => {
  const { submitter } = ctx.request;
  if (!submitter) return;
  const { busy } = submitter.closest("[data-busy]")?.dataset ?? {};
  ctx.sourceElement.setAttribute("aria-busy", "true");
  if (!busy) return;
  pressed.set(ctx, { submitter, words: [...submitter.childNodes] });
  submitter.replaceChildren(busy);
  announce(busy);
});
on("finally:request", ({ detail: { ctx } }) => {
  ctx.sourceElement.removeAttribute("aria-busy");
  const { submitter, words } = pressed.get(ctx) ?? {};
  submitter?.replaceChildren(...words);
});
