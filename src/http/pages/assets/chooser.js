/*
 * A choice among many by number or name as one types. The browser's own list stays what is sent
 * and what is there without scripts: pressed, or typed at, it opens a field with the choices that
 * fit. What is opened stands outside of the page's main part, so bringing that up to date never
 * closes it. Touch screens keep their own picker.
 */
const FEW = 8;

const isLong = (target) =>
  target.matches?.("main select:not([multiple]):not(:disabled)") && target.options.length > FEW;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

let close = () => {};

/* Choices that many fields share stand once on the page (`data-from`: the ids of their lists). */
function fill({ target: select }) {
  if (!select.dataset?.from || select.length > 1) return;
  for (const id of select.dataset.from.split(" ")) {
    const list = document.getElementById(id);
    const group = document.createElement("optgroup");
    group.label = list.dataset.label;
    group.append(...[...list.options].map((option) => option.cloneNode()));
    if (list.options.length) select.append(group);
  }
}
for (const one of ["pointerdown", "focusin"]) document.addEventListener(one, fill);

function open(select, typed = "") {
  close();
  fill({ target: select });
  const panel = document.createElement("div");
  const field = document.createElement("input");
  const list = document.createElement("ul");
  panel.className = "chooser";
  list.id = "chooser-list";
  list.role = "listbox";
  field.role = "combobox";
  field.autocomplete = "off";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "true";
  field.ariaLabel = list.ariaLabel = select.ariaLabel ?? select.labels[0]?.textContent ?? "";
  field.setAttribute("aria-controls", list.id);
  field.value = typed;
  panel.append(field, list);
  document.body.append(panel);
  const { left, bottom, width } = select.getBoundingClientRect();
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${bottom + scrollY}px`;
  panel.style.minWidth = `${width}px`;

  let at = 0;
  const items = () => [...list.children];
  const mark = (index) => {
    at = Math.max(0, Math.min(index, items().length - 1));
    for (const [place, item] of items().entries()) item.ariaSelected = String(place === at);
    const marked = items()[at];
    field.setAttribute("aria-activedescendant", marked?.id ?? "");
    marked?.scrollIntoView({ block: "nearest" });
  };
  /* Each word has to be somewhere in the number or the name. */
  const show = () => {
    const words = fold(field.value).split(/\s+/);
    const fits = [...select.options].filter((option) =>
      words.every((word) => fold(option.label).includes(word)),
    );
    list.replaceChildren(
      ...fits.map((option) => {
        const item = document.createElement("li");
        item.role = "option";
        item.dir = "auto";
        item.id = `chooser-${option.index}`;
        item.value = option.index;
        item.textContent = option.label;
        return item;
      }),
    );
    mark(field.value === "" ? fits.findIndex((option) => option.selected) : 0);
  };
  const take = (item) => {
    if (item) {
      select.selectedIndex = item.value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    close();
    (textOf(select) || select).focus();
  };
  close = () => {
    close = () => {};
    panel.remove();
  };
  field.addEventListener("input", show);
  field.addEventListener("blur", () => close());
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter") take(items()[at]);
    else if (event.key === "Escape") take(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => take(target.closest("li")));
  show();
  field.focus();
}

/* A choice may be written into a text (`data-into`), in place of what is selected there. */
const textOf = ({ dataset }) => document.getElementById(dataset.into);

document.addEventListener("change", ({ target }) => {
  const field = textOf(target);
  if (!field) return;
  field.setRangeText(target.value, field.selectionStart, field.selectionEnd, "end");
  target.selectedIndex = 0;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

document.addEventListener("mousedown", (event) => {
  if (event.button !== 0 || !isLong(event.target) || matchMedia("(pointer: coarse)").matches)
    return;
  event.preventDefault();
  open(event.target);
});

document.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    const select = event.ctrlKey && document.querySelector(`[data-into="${target.id}"]`);
    if (select && key === " ") {
      const [word] = /[\w.]*$/.exec(target.value.slice(0, target.selectionEnd));
      target.selectionStart -= word.length;
      event.preventDefault();
      open(select, word);
    }
    if (!isLong(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = key === "Enter" || key === " " || key === "F4";
    if (!opens && key.length !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    open(target, opens ? "" : key);
  },
  true,
);
