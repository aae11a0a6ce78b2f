/**
 * The page of rules. What fields, functions and faults say of themselves is part of the language of
 * expressions, and English.
 */
import type { Translated } from "../words.ts";

export const en = {
  title: (tenant: string) => `Mapping of ${tenant}`,
  heading: "Mapping",
  version: (version: number) => `Version ${version} of the settings.`,
  versions: "Versions",
  refused: "The rules were not saved.",
  lead: "A rule fills a field of eAccounting by a field of the order, by an expression, or by a default alone.",
  example: "No order is at hand yet: rules are tried on an example.",
  triedOn: (order: string) => `Rules are tried on order ${order}.`,
  unnumbered: "without a number",
  parts: {
    "orders.head": "The document",
    "orders.rows": "Its rows, for each line of the shop",
    customers: "The customer",
  },
  ids: {
    title: "Projects and cost centres, with the ids that a rule gives",
    name: "Name",
    id: "Id",
  },
  targets: "Fields of eAccounting that these rules can fill",
  targetsFor: (part: string) => `Fields of eAccounting: ${part}`,
  takes: "Takes, at most",
  about: "What it is for",
  taken: (why: string) => `Not for a rule under these settings: ${why}`,
  fields: "Fields that these rules can name",
  fieldsFor: (part: string) => `Fields for ${part}`,
  field: "Field",
  is: "Is",
  here: "In this order",
  tables: "Tables for lookup(…)",
  entry: "One entry a line: table: from = to",
  badLine: (line: number) => `line ${line} isn't of the form table: from = to`,
  functions: "Functions",
  or: " or ",
  gives: (expression: string, result: string) => `${expression} gives ${result}`,
  record: "Try on order",
  newest: "the newest",
  try: "Try",
  compare: "Compare with the last orders",
  save: "Save the rules",
  document: "The whole document under these rules",
  held: "Under these rules the order would be held.",
  rule: {
    target: (number: number) => `Target of rule ${number}`,
    field: (number: number) => `Field of rule ${number}`,
    default: (number: number) => `Default of rule ${number}`,
    expression: (number: number) => `Expression of rule ${number}`,
    none: "no rule",
    fieldShort: "field",
    defaultShort: "default",
    expressionShort: "expression",
    at: (line: number, column: number) => `(line ${line}, column ${column})`,
    stops: (text: string, value: string) =>
      `On this order the rule stops: ${text} It has “${value}”.`,
    gives: "Gives:",
    nothing: "nothing",
    steps: (count: number) => `(${count} steps)`,
  },
};

export type MappingWords = Translated<typeof en>;
