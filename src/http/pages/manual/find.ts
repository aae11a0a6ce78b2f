/**
 * The manual by its words, in the reader's language. Its pages are read when somebody searches: the
 * Worker's start pays for none.
 */
import type { Language } from "../../../domain/language.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import { cut } from "../../../domain/platform/text.ts";
import { blockId, partsOf } from "./markdown.tsx";
import { MANUAL_PAGES, type ManualPage, manualText } from "./pages.ts";

export type ManualHit = {
  readonly page: ManualPage;
  /** The way to the paragraph on its page. */
  readonly href: string;
  /** The heading of the paragraph's part. */
  readonly heading: string;
  /** The paragraph's beginning; `null`: the heading itself was found. */
  readonly text: string | null;
};

type Part = ManualHit & { readonly folded: string };

const MOST = 6;
const MOST_CHARS = 160;

/** `isSaid`: whether a folded text is what was looked for. Headings first. */
export async function manualHits(
  language: Language,
  isSaid: (folded: string) => boolean,
): Promise<readonly ManualHit[]> {
  const parts = await partsIn(language);
  const found = parts.filter(({ folded }) => isSaid(folded));
  return [
    ...found.filter(({ text }) => text === null),
    ...found.filter(({ text }) => text !== null),
  ].slice(0, MOST);
}

/** Texts never change while the code runs. */
const read = new Map<Language, readonly Part[]>();

async function partsIn(language: Language): Promise<readonly Part[]> {
  const known = read.get(language);
  if (known !== undefined) return known;
  const texts = await Promise.all(
    MANUAL_PAGES.map(async (page) => partsOfPage(page, await manualText(language, page))),
  );
  read.set(language, texts.flat());
  return texts.flat();
}

function partsOfPage(page: ManualPage, text: string): readonly Part[] {
  let heading = "";
  return partsOf(text).flatMap((block, index) => {
    const id = blockId(index);
    const title = /^#{1,3} (.+)$/.exec(block)?.[1];
    if (title !== undefined) {
      heading = plain(title);
      return [part(page, block.startsWith("# ") ? null : id, heading, null)];
    }
    const lines = block.split("\n");
    if (lines.every((line) => line.startsWith("- ")))
      return lines.map((line, at) => part(page, `${id}-${at}`, heading, plain(line.slice(2))));
    if (lines.every((line) => line.startsWith("|")))
      return lines.slice(2).map((line) => part(page, id, heading, plain(line)));
    return [part(page, id, heading, plain(lines.join(" ")))];
  });
}

const part = (page: ManualPage, id: string | null, heading: string, text: string | null): Part => ({
  page,
  href: `/admin/manual/${page}${id === null ? "" : `#${id}`}`,
  heading,
  text: text === null ? null : cut(text, MOST_CHARS),
  folded: wordsIn(text ?? heading).join(" "),
});

/** Without what Markdown marks. */
const plain = (text: string): string =>
  text
    .replaceAll(/\[(.+?)\]\(.+?\)/g, "$1")
    .replaceAll(/[*`]/g, "")
    .replaceAll(/^\||\|$/g, "")
    .replaceAll(/\s*\|\s*/g, " · ")
    .trim();
