/*
 * A choice among many by number or name as one types. The browser's own list stays what is sent
 * and what is there without scripts: pressed, or typed at, it opens a field with the choices that
 * fit. What is opened stands outside of the page's main part, so bringing that up to date never
 * closes it. A field with a list of choices (`data-choice`) works alike, and keeps what is typed
 * where none fits. Touch screens keep their own picker.
 */
const FEW = 8;

const CHOICES = "main :is(select:not([multiple]), [data-choice]):not(:disabled)";
const choicesOf = (target) => [...(target.list ?? target).options];
const isLong = (target) => target.matches?.(CHOICES) && choicesOf(target).length > FEW;

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

let close;

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
  close?.();
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
  field.value = typed || (select.list ? select.value : "");
  panel.append(field, list);
  document.body.append(panel);
  const { left, bottom, width } = select.getBoundingClientRect();
  panel.style.left = `${left + scrollX}px`;
  panel.style.top = `${bottom + scrollY}px`;
  panel.style.minWidth = `${width}px`;

  let at = 0;
  const items = list.children;
  const mark = (index) => {
    at = Math.max(0, Math.min(index, items.length - 1));
    const marked = items[at];
    for (const item of items) item.ariaSelected = String(item === marked);
    field.setAttribute("aria-activedescendant", marked?.id ?? "");
    marked?.scrollIntoView({ block: "nearest" });
  };
  /* Each word has to be somewhere in the number or the name. */
  const show = (event) => {
    const wanted = event || typed ? fold(field.value) : "";
    const words = wanted.split(/\s+/);
    const fits = choicesOf(select).filter(({ label }) =>
      words.every((word) => fold(label).includes(word)),
    );
    list.replaceChildren(
      ...fits.map(({ label, value }, place) => {
        const item = document.createElement("li");
        item.role = "option";
        item.dir = "auto";
        item.id = `chooser-${place}`;
        item.choice = value;
        item.textContent = label;
        return item;
      }),
    );
    mark(fits.findIndex(({ value }) => (wanted ? fold(value) === wanted : value === select.value)));
  };
  const take = (item) => {
    close(item);
    (textOf(select) || select).focus();
  };
  /* Without a choice, what is typed into a field stays; `null`: all stays as it was. */
  close = (item) => {
    close = null;
    panel.remove();
    const value = item?.choice ?? (select.list && item === undefined ? field : select).value;
    if (value === select.value) return;
    select.value = value;
    for (const one of ["input", "change"]) select.dispatchEvent(new Event(one, { bubbles: true }));
  };
  field.addEventListener("input", show);
  field.addEventListener("blur", () => close?.());
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Enter") take(items[at]);
    else if (event.key === "Escape") take(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => take(target.closest("li")));
  show();
  field.focus();
  if (!typed) field.select();
}

/* A choice may be written into a text (`data-into`), in place of what is selected there. */
const textOf = ({ dataset }) => document.getElementById(dataset.into);

/* Beside a field with choices stands the name of what it says. */
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-choice]"))
    target.nextElementSibling.textContent = choicesOf(target).find(
      ({ value }) => value === target.value,
    )?.label;
  const field = textOf(target);
  if (!field) return;
  field.setRangeText(target.value, field.selectionStart, field.selectionEnd, "end");
  target.selectedIndex = 0;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

document.addEventListener("mousedown", (event) => {
  if (event.button || !isLong(event.target) || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  open(event.target);
});

document.addEventListener(
  "keydown",
  (event) => {
    const { key, target } = event;
    const { list, value } = target;
    const select = event.ctrlKey && document.querySelector(`[data-into="${target.id}"]`);
    if (select && key === " ") {
      const [word] = /[\w.]*$/.exec(value.slice(0, target.selectionEnd));
      target.selectionStart -= word.length;
      event.preventDefault();
      open(select, word);
    }
    if (!isLong(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = key === "F4" || (list ? key === "ArrowDown" : key === "Enter" || key === " ");
    if (!opens && key.length !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    const before = list ? value.slice(0, target.selectionStart) : "";
    open(target, opens ? "" : before + key);
  },
  true,
);
