/**
 * Catalogues on disk. PO, so that any editor for translations opens them: `msgctxt` is the
 * message's id, `msgid` the English text that it was translated from, `msgstr` the text in ICU
 * MessageFormat.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PO from "pofile";

export const FOLDER = join(import.meta.dirname, "../../src/messages");
export const SOURCE = "en";

/** What `npm start` and `npm run deploy` print: English alone, and no part of the Worker. */
export const isTerminals = (id: string): boolean => id.startsWith("cli.");

export type Entry = {
  readonly id: string;
  /** The English text that it was translated from. */
  readonly english: string;
  readonly text: string;
  readonly fuzzy: boolean;
  /** For translators: what an argument holds, where the text stands. */
  readonly comments: readonly string[];
};
/** By language, in the order of the file. */
export type Catalogues = ReadonlyMap<string, readonly Entry[]>;

export function readCatalogues(folder = FOLDER): Catalogues {
  const files = readdirSync(folder).filter((name) => name.endsWith(".po"));
  return new Map(
    files
      .toSorted()
      .map((name) => [name.slice(0, -3), parse(readFileSync(join(folder, name), "utf8"))]),
  );
}

export function parse(text: string): readonly Entry[] {
  return PO.parse(text).items.map((item) => ({
    id: item.msgctxt ?? "",
    english: item.msgid,
    text: item.msgstr[0] ?? "",
    fuzzy: item.flags["fuzzy"] === true,
    comments: item.extractedComments,
  }));
}

export function print(language: string, entries: readonly Entry[]): string {
  const po = new PO();
  po.headers = {
    "Project-Id-Version": "asperion-eaccounting-bridge",
    Language: language,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
  };
  for (const { id, english, text, fuzzy, comments } of entries) {
    const item = new PO.Item();
    item.msgctxt = id;
    item.msgid = english;
    item.msgstr = [text];
    item.extractedComments = [...comments];
    if (fuzzy) item.flags["fuzzy"] = true;
    po.items.push(item);
  }
  return `${po.toString().trimEnd()}\n`;
}

/** Replaced whole, as others may read them meanwhile. */
export function writeCatalogues(catalogues: Catalogues, folder = FOLDER): void {
  for (const [language, entries] of catalogues) {
    const path = join(folder, `${language}.po`);
    writeFileSync(`${path}.new`, print(language, entries));
    renameSync(`${path}.new`, path);
  }
}

/** Each language with English's ids, in their order, beside today's English texts. */
export function syncCatalogues(catalogues: Catalogues): Catalogues {
  const source = [...(catalogues.get(SOURCE) ?? [])]
    .map((entry) => ({ ...entry, english: entry.text }))
    .toSorted((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  const synced = [...catalogues].map(([language, entries]): [string, readonly Entry[]] => {
    if (language === SOURCE) return [language, source];
    const known = new Map(entries.map((entry) => [entry.id, entry]));
    const wanted = source.filter(({ id }) => !isTerminals(id));
    return [language, wanted.map((english) => translated(english, known.get(english.id)))];
  });
  return new Map(synced);
}

function translated(english: Entry, known: Entry | undefined): Entry {
  const { id, text, comments } = english;
  if (known === undefined) return { id, english: text, text: "", fuzzy: false, comments };
  const fuzzy = known.text !== "" && (known.fuzzy || known.english !== text);
  return { id, english: text, text: known.text, fuzzy, comments };
}
