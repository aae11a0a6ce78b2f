/*
 * What is typed into forms that say so (`data-kept`) isn't lost unasked: leaving the page asks
 * first, and what was sent after the session had ended is offered again once the same person is
 * back. It lies in this tab's session storage until then. Passwords and hidden fields never do.
 */
const KEPT = "typed";
const main = () => document.getElementById("main");
const NEVER = "[type=hidden], [type=password], [type=file]";

let changed = null;
const isChanged = () => changed?.isConnected;

document.addEventListener("input", ({ target }) => {
  const form = target.form?.closest("form[data-kept]");
  if (form) changed = form;
});

addEventListener("beforeunload", (event) => {
  if (isChanged()) event.preventDefault();
});

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !isChanged() || event.ctrlKey || event.metaKey) return;
    if (link.target || link.hasAttribute("download") || link.getAttribute("href")[0] === "#")
      return;
    if (confirm(main().dataset.unsaved)) changed = null;
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  },
  true,
);

const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !one.matches(NEVER));
const isTicked = ({ type }) => type === "checkbox" || type === "radio";
const valueOf = (field) => {
  if (isTicked(field)) return field.checked;
  return field.multiple ? [...field.selectedOptions].map(({ value }) => value) : field.value;
};

document.addEventListener(
  "submit",
  ({ target: form }) => {
    changed = null;
    if (form.getAttribute("action") === "/admin/sign-out") sessionStorage.removeItem(KEPT);
    if (!form.matches("[data-kept]")) return;
    const fields = fieldsOf(form).map((one) => [
      one.name,
      isTicked(one) && one.value,
      valueOf(one),
    ]);
    const { who } = main().dataset;
    sessionStorage.setItem(
      KEPT,
      JSON.stringify({ who, path: location.pathname, action: form.getAttribute("action"), fields }),
    );
  },
  true,
);

/* It was answered. */
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target === document.body) sessionStorage.removeItem(KEPT);
});

function offer() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  const box = document.getElementById("offer");
  if (!kept || !box) return;
  const form = [...document.querySelectorAll("form[data-kept]")].find(
    (one) => one.getAttribute("action") === kept.action,
  );
  if (kept.who !== main().dataset.who) sessionStorage.removeItem(KEPT);
  else if (kept.path === location.pathname && form) {
    box.hidden = false;
    box.addEventListener("click", ({ target }) => {
      if (!target.value) return;
      if (target.value === "restore") putBack(form, kept.fields);
      sessionStorage.removeItem(KEPT);
      box.hidden = true;
    });
  }
}

/* Fields of one name in their order; a box by the value that it stands for. */
function putBack(form, fields) {
  const left = [...fields];
  for (const one of fieldsOf(form)) {
    const value = isTicked(one) && one.value;
    const at = left.findIndex(([name, of]) => name === one.name && of === value);
    if (at < 0) continue;
    const [[, , was]] = left.splice(at, 1);
    if (isTicked(one)) one.checked = was;
    else if (one.multiple) for (const o of one.options) o.selected = was.includes(o.value);
    else one.value = was;
  }
  changed = form;
  form.querySelector("input:not([type=hidden])")?.focus();
}
offer();
