/** From catalogues to modules: parsed messages, and the types of their ids and arguments. */
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { pack } from "../../src/messages/packed.ts";
import { type Catalogues, type Entry, isTerminals, SOURCE } from "./catalogue.ts";

export type Compilation = {
  /** By name below the folder of compiled files. */
  readonly files: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
};

type Kind = "text" | "number" | "date" | "plural" | "select" | "tag";
type Shape = ReadonlyMap<string, ReadonlySet<Kind>>;
type Parsed = { readonly elements: MessageFormatElement[]; readonly shape: Shape };

const HEADER = "// Made by scripts/compile-messages.ts from the catalogues beside this folder.\n";

export function compileAll(catalogues: Catalogues): Compilation {
  const faults: string[] = [];
  const english = parsedAll(SOURCE, catalogues.get(SOURCE) ?? [], faults);
  const workers = [...english.keys()].filter((id) => !isTerminals(id));
  const files = new Map<string, string>();
  for (const [language, entries] of catalogues) {
    const parsed = language === SOURCE ? english : parsedAll(language, entries, faults);
    faults.push(
      ...differences(language, english, parsed),
      ...outdated(language, entries, catalogues),
    );
    files.set(`${language}.ts`, textsOf(workers, parsed));
  }
  files.set("listed.ts", idsOf(workers));
  files.set("cli.ts", moduleOf(only(english, isTerminals)));
  files.set("catalogues.ts", listOf([...catalogues.keys()]));
  files.set("ids.ts", typesOf(only(english, (id) => !isTerminals(id))));
  files.set("cli-ids.ts", terminalTypesOf(only(english, isTerminals)));
  return { files, faults };
}

const only = (
  parsed: ReadonlyMap<string, Parsed>,
  wanted: (id: string) => boolean,
): ReadonlyMap<string, Parsed> => new Map([...parsed].filter(([id]) => wanted(id)));

function parsedAll(
  language: string,
  entries: readonly Entry[],
  faults: string[],
): ReadonlyMap<string, Parsed> {
  const parsed = new Map<string, Parsed>();
  for (const entry of entries) {
    const at = `${language}.po, ${entry.id}`;
    if (parsed.has(entry.id)) faults.push(`${at}: stands there twice`);
    if (entry.text.trim() === "") faults.push(`${at}: is empty`);
    if (entry.fuzzy) faults.push(`${at}: is marked fuzzy`);
    try {
      const elements = parse(entry.text, { captureLocation: false, shouldParseSkeletons: true });
      const shape = shapeOf(elements);
      for (const fault of pluralFaults(language, elements)) faults.push(`${at}: ${fault}`);
      parsed.set(entry.id, { elements, shape });
    } catch (error) {
      faults.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return parsed;
}

/** Names of arguments and tags, each with what is done with it. */
function shapeOf(elements: readonly MessageFormatElement[]): Shape {
  const shape = new Map<string, Set<Kind>>();
  const note = (name: string, kind: Kind): void =>
    void shape.set(name, (shape.get(name) ?? new Set()).add(kind));
  const walk = (parts: readonly MessageFormatElement[]): void => {
    for (const part of parts) {
      if (part.type === TYPE.argument) note(part.value, "text");
      if (part.type === TYPE.number) note(part.value, "number");
      if (part.type === TYPE.date || part.type === TYPE.time) note(part.value, "date");
      if (part.type === TYPE.plural) note(part.value, "plural");
      if (part.type === TYPE.select) note(part.value, "select");
      if (part.type === TYPE.tag) note(part.value, "tag");
      if (part.type === TYPE.tag) walk(part.children);
      if (part.type === TYPE.plural || part.type === TYPE.select)
        for (const option of Object.values(part.options)) walk(option.value);
    }
  };
  walk(elements);
  return shape;
}

/** Forms of the language's grammar that a plural lacks. Figures of their own (`=0`) come on top. */
function pluralFaults(
  language: string,
  elements: readonly MessageFormatElement[],
): readonly string[] {
  return elements.flatMap((part): readonly string[] => {
    if (part.type === TYPE.tag) return pluralFaults(language, part.children);
    if (part.type !== TYPE.plural && part.type !== TYPE.select) return [];
    const inner = Object.values(part.options).flatMap((option) =>
      pluralFaults(language, option.value),
    );
    if (part.type === TYPE.select) return inner;
    const { pluralCategories } = new Intl.PluralRules(language, {
      type: part.pluralType ?? "cardinal",
    }).resolvedOptions();
    const missing = pluralCategories.filter((form) => !Object.hasOwn(part.options, form));
    return missing.length === 0
      ? inner
      : [...inner, `the plural of ${part.value} lacks ${missing.join(", ")}`];
  });
}

function differences(
  language: string,
  english: ReadonlyMap<string, Parsed>,
  parsed: ReadonlyMap<string, Parsed>,
): readonly string[] {
  const missing = [...english.keys()]
    .filter((id) => !parsed.has(id) && !isTerminals(id))
    .map((id) => `${language}.po lacks ${id}`);
  const surplus = [...parsed.keys()]
    .filter((id) => !english.has(id) || (isTerminals(id) && language !== SOURCE))
    .map((id) =>
      isTerminals(id)
        ? `${language}.po has ${id}, which stands in English alone`
        : `${language}.po has ${id}, which English has not`,
    );
  const others = [...parsed].flatMap(([id, { shape }]) => {
    const wanted = english.get(id)?.shape ?? shape;
    const unknown = [...shape.keys()].filter((name) => !wanted.has(name));
    const absent = [...wanted.keys()].filter(
      (name) => !shape.has(name) && wanted.get(name)?.has("tag"),
    );
    return [
      ...unknown.map((name) => `${language}.po, ${id}: English has no {${name}}`),
      ...absent.map((name) => `${language}.po, ${id}: lacks <${name}>`),
      ...[...shape]
        .filter(
          ([name, kinds]) => kinds.has("tag") !== wanted.get(name)?.has("tag") && wanted.has(name),
        )
        .map(
          ([name]) =>
            `${language}.po, ${id}: ${name} is a tag in one language and an argument in the other`,
        ),
    ];
  });
  return [...missing, ...surplus, ...others];
}

/** Messages whose English text is another one now than the one that was translated. */
function outdated(
  language: string,
  entries: readonly Entry[],
  catalogues: Catalogues,
): readonly string[] {
  const english = new Map((catalogues.get(SOURCE) ?? []).map(({ id, text }) => [id, text]));
  return entries
    .filter(({ id, english: from }) => english.has(id) && english.get(id) !== from)
    .map(({ id }) => `${language}.po, ${id}: its English text changed: run npm run messages`);
}

/** A string that is parsed when the language is first needed costs nothing at the Worker's start. */
const parsedLater = (value: unknown): string =>
  `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

/** The ids stand once for all languages, whose texts come in the same order. */
const idsOf = (ids: readonly string[]): string =>
  `${HEADER}export const IDS: readonly string[] = ${parsedLater(ids)};\n`;

const textsOf = (ids: readonly string[], parsed: ReadonlyMap<string, Parsed>): string =>
  `${HEADER}export const texts = ${parsedLater(ids.map((id) => pack(parsed.get(id)?.elements ?? [])))};\n`;

function moduleOf(parsed: ReadonlyMap<string, Parsed>): string {
  const messages = Object.fromEntries(
    [...parsed].map(([id, { elements }]) => [id, pack(elements)]),
  );
  return `${HEADER}export const messages = ${parsedLater(messages)};\n`;
}

function listOf(languages: readonly string[]): string {
  const lines = languages.map((language) => `  ${language}: () => import("./${language}.ts"),\n`);
  return `${HEADER}export const ids = () => import("./listed.ts");\nexport const CATALOGUES = {\n${lines.join("")}} as const;\n`;
}

function typesOf(english: ReadonlyMap<string, Parsed>): string {
  const plain: string[] = [];
  const rich: string[] = [];
  for (const [id, { shape }] of english) {
    const line = argumentsOf(id, shape);
    ([...shape.values()].some((kinds) => kinds.has("tag")) ? rich : plain).push(line);
  }
  return [
    HEADER,
    'import type { Child } from "hono/jsx";\n\n',
    "export type Text = string | number;\n",
    "export type Tag = (inside: readonly Child[]) => Child;\n\n",
    "/** Each id with its arguments; `null`: it has none. */\n",
    `export type PlainMessages = {\n${plain.join("\n")}\n};\n\n`,
    "/** Those with elements around parts of the text. */\n",
    `export type RichMessages = {\n${rich.join("\n")}\n};\n`,
  ].join("");
}

function terminalTypesOf(parsed: ReadonlyMap<string, Parsed>): string {
  const lines = [...parsed].map(([id, { shape }]) => argumentsOf(id, shape));
  return `${HEADER}import type { Text } from "./ids.ts";\n\nexport type TerminalMessages = {\n${lines.join("\n")}\n};\n`;
}

function argumentsOf(id: string, shape: Shape): string {
  const fields = [...shape].map(
    ([name, kinds]) => `readonly ${JSON.stringify(name)}: ${typeOf(kinds)}`,
  );
  return `  readonly ${JSON.stringify(id)}: ${fields.length === 0 ? "null" : `{ ${fields.join("; ")} }`};`;
}

function typeOf(kinds: ReadonlySet<Kind>): string {
  if (kinds.has("tag")) return "Tag";
  if (kinds.has("plural")) return "number";
  if (kinds.has("date")) return "number | Date";
  // What isn't there chooses the case "none".
  if (kinds.has("select")) return "Text | boolean | null";
  return "Text";
}
