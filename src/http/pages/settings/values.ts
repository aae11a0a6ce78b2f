/**
 * Settings as the texts of a form, and back. What a person typed is kept as it was typed until it is valid, so nothing
 * is lost when something else is refused; settings without a field keep the value that they have.
 */
import { z } from "zod";
import { PAYMENT_STATUSES, STATUSES, widened } from "../../../mapping/filter-lines.ts";
import type { Settings } from "../../../mapping/settings.ts";
import type { Fault } from "../../problem.ts";
import { type Form, many, one } from "../form.ts";
import { inputStamp, readInputStamp } from "../format.ts";
import type { Field } from "./field.ts";
import { GROUPS, LOOKUPS, type LookupName } from "./fields.ts";
import { ruleInput, ruleValues } from "./product-rules.ts";

type Tree = { readonly [name: string]: unknown };

const FIELDS: readonly Field[] = GROUPS.flatMap((group) => group.fields);
const NEVER = "never";
const FILTER_LINES = "orders.filterLines";
const ordersFilter = z.object({ enabled: z.boolean(), statuses: z.array(z.literal(STATUSES)), paymentStatuses: z.array(z.enum(PAYMENT_STATUSES)) });

/** The texts that show these settings. */
export function valuesOf(settings: Settings): Form {
  const form = new Map<string, readonly string[]>();
  for (const field of FIELDS) form.set(field.path, textsOf(field, read(settings, field.path)));
  const debtor = settings.orders.defaultDebtor;
  form.set("orders.defaultDebtor.when", [debtor?.when ?? NEVER]);
  form.set("orders.defaultDebtor.id", [debtor?.id ?? ""]);
  for (const [name, texts] of ruleValues(settings.products)) form.set(name, texts);
  for (const { name } of LOOKUPS) {
    const lookup = settings.lookups[name];
    const rows = Object.entries(lookup.table);
    form.set(names(name).default, [lookup.default ?? ""]);
    form.set(names(name).force, [lookup.force ?? ""]);
    form.set(names(name).from, rows.map(([from]) => from));
    form.set(names(name).to, rows.map(([, to]) => to));
  }
  return form;
}

function textsOf(field: Field, value: unknown): readonly string[] {
  if (field.kind === "check") return value === true ? ["on"] : [];
  if (field.kind === "instant") return [typeof value === "string" ? inputStamp(Date.parse(value)) : ""];
  if (field.kind === "pairs") return [pairsText(value)];
  if (field.kind === "whole-numbers" || field.kind === "texts") return [Array.isArray(value) ? value.join(", ") : ""];
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null ? [""] : [String(value)];
}

export const names = (lookup: LookupName) => ({
  default: `lookups.${lookup}.default`,
  force: `lookups.${lookup}.force`,
  from: `lookups.${lookup}.from`,
  to: `lookups.${lookup}.to`,
});

/** What is to be validated: the settings as they are, with all that the form has a field for. */
export function inputOf(settings: Settings, form: Form): unknown {
  const input: Tree = FIELDS.filter((field) => !field.path.startsWith("orders.defaultDebtor.") && field.path !== FILTER_LINES).reduce<Tree>((tree, field) => write(tree, field.path, fieldValue(field, form, settings)), settings);
  const rules = ruleInput(settings.products, form);
  const ruled = write(write(input, "products.fields", rules.fields), "products.variants", rules.variants);
  const when = one(form, "orders.defaultDebtor.when");
  const debtor = when === NEVER || when === "" ? null : { when, id: one(form, "orders.defaultDebtor.id") };
  return LOOKUPS.reduce<Tree>((tree, { name }) => (form.has(names(name).default) ? write(tree, `lookups.${name}`, lookupValue(name, form)) : tree), write(write(ruled, FILTER_LINES, linesOf(settings, ruled, form)), "orders.defaultDebtor", debtor));
}

/** One instant for all that the filter lets in and didn't before. */
function linesOf(settings: Settings, input: Tree, form: Form): unknown {
  const { orders } = settings;
  const from = instant(one(form, FILTER_LINES), null);
  const asked = ordersFilter.safeParse(input["orders"]);
  if (from === null || !asked.success) return orders.filterLines;
  return widened(orders, { ...orders, ...asked.data }).reduce((lines, { part, status }) => ({ ...lines, [part]: { ...lines[part], [status]: from } }), orders.filterLines);
}

function fieldValue(field: Field, form: Form, settings: Settings): unknown {
  // A page that was opened before this field came says nothing of it. A box that isn't ticked says nothing either way.
  if (!form.has(field.path) && field.kind !== "check" && field.kind !== "choices") return read(settings, field.path);
  const text = one(form, field.path);
  switch (field.kind) {
    case "check":
      return many(form, field.path).length > 0;
    case "choices":
      return many(form, field.path).map((value) => (field.path === "orders.statuses" ? Number(value) : value));
    case "whole-number":
      return wholeNumber(text);
    case "optional-number":
      return text === "" ? null : wholeNumber(text);
    case "interval":
      return text === "" ? null : text === "never" ? text : wholeNumber(text);
    case "whole-numbers":
      return text === "" ? [] : text.split(",").map((part) => wholeNumber(part.trim()));
    case "texts":
      return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
    case "pairs":
      return pairs(text);
    case "text-or-none":
      return text === "" ? undefined : text;
    case "instant":
      return instant(text, read(settings, field.path));
    default:
      return text;
  }
}

function pairsText(value: unknown): string {
  return typeof value === "object" && value !== null ? Object.entries(value).map(([from, to]) => `${from} = ${String(to)}`).join(", ") : "";
}

/** The text itself where it isn't pairs: the validator refuses it with its path. */
function pairs(text: string): Readonly<Record<string, string>> | string {
  const parts = text.split(",").map((part) => part.trim()).filter((part) => part !== "").map((part) => part.split("=").map((side) => side.trim()));
  return parts.every((part) => part.length === 2 && part.every((side) => side !== "")) ? Object.fromEntries(parts as [string, string][]) : text;
}

/** The text itself where it isn't a whole number: the validator refuses it with its path. */
const wholeNumber = (text: string): number | string => (/^-?\d{1,9}$/.test(text) ? Number(text) : text);

/** An instant that is shown to the second and was not touched stays as it is, to the millisecond. */
function instant(text: string, before: unknown): unknown {
  if (text === "") return null;
  if (typeof before === "string" && inputStamp(Date.parse(before)) === text) return before;
  const ms = readInputStamp(text);
  return ms === null ? text : new Date(ms).toISOString();
}

function lookupValue(name: LookupName, form: Form): Tree {
  const { default: fallback, force, from, to } = names(name);
  const targets = many(form, to);
  const rows = many(form, from).map((source, index) => [source.trim(), (targets[index] ?? "").trim()] as const);
  return {
    ...(one(form, fallback) === "" ? {} : { default: one(form, fallback) }),
    ...(one(form, force) === "" ? {} : { force: one(form, force) }),
    table: Object.fromEntries(rows.filter(([source, target]) => source !== "" || target !== "")),
  };
}

/** Rows that would silently mean something else than was typed: one side empty, or the same source twice. */
export function tableFaults(form: Form): readonly Fault[] {
  return LOOKUPS.flatMap(({ name }) => {
    const targets = many(form, names(name).to).map((target) => target.trim());
    const sources = many(form, names(name).from).map((source) => source.trim());
    const half = sources.some((source, index) => (source === "") !== ((targets[index] ?? "") === ""));
    const twice = sources.find((source, index) => source !== "" && sources.indexOf(source) !== index);
    return [
      ...(half ? [{ path: `lookups.${name}`, message: "each row needs both sides: what Asperion says, and what is meant in eAccounting" }] : []),
      ...(twice === undefined ? [] : [{ path: `lookups.${name}`, message: `"${twice}" stands in two rows` }]),
    ];
  });
}

function read(tree: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (typeof value === "object" && value !== null ? (value as Tree)[name] : undefined), tree);
}

function write(tree: Tree, path: string, value: unknown): Tree {
  const [name = "", ...rest] = path.split(".");
  const inner = tree[name];
  return { ...tree, [name]: rest.length === 0 ? value : write(typeof inner === "object" && inner !== null ? (inner as Tree) : {}, rest.join("."), value) };
}
