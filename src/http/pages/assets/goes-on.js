/*
 * A form that goes on by itself (`data-goes-on`): what it asks for is done some at a time, each
 * time by the same request that its button sends. It is sent once, and only where the answer to the
 * request before brought it: not where none came, nor where a person has gone elsewhere meanwhile.
 */
const on = (name, act) => document.addEventListener(`htmx:${name}`, act);
const pathOf = ({ action }) => new URL(action, document.baseURI).pathname;

let newest;
on("before:request", ({ detail: { ctx } }) => {
  newest = ctx;
});

let answered;
on("after:swap", ({ detail: { ctx } }) => {
  const { request, response, target } = ctx;
  const isAnswer = target === document.body && request.method === "POST";
  if (isAnswer && response.raw.ok) answered = ctx;
});

on("finally:request", ({ detail: { ctx } }) => {
  if (ctx === answered) setTimeout(goOn, 0, ctx);
});

function goOn(ctx) {
  const form = document.querySelector("form[data-goes-on]");
  if (ctx !== newest || !form || pathOf(form) !== pathOf(ctx.request)) return;
  form.removeAttribute("data-goes-on");
  form.requestSubmit(form.querySelector("button:not([value])"));
}
