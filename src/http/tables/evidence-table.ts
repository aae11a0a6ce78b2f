/**
 * A quarter's evidence of VAT as a table for a spreadsheet: its head in the reader's language. What
 * can't be opened is counted in its last line, as a table must not look whole where it isn't.
 */
import type { Language } from "../../domain/language.ts";
import { messagesOf } from "../../messages/index.ts";
import { csvFormOf, csvOf, FOR_PROGRAMS, stampIn } from "./csv.ts";
import type { TenantRequest } from "../deps.ts";
import {
  AS_CODES,
  EVIDENCE_COLUMNS,
  evidencePage,
  evidenceRows,
  type EvidenceWords,
} from "../usecases/ledger/vat-evidence.ts";
import type { Answer } from "../usecases/refusal.ts";
import { ok } from "../../domain/result.ts";

/** `forPeople`: in the words and the form of the reader's country, not as programs read it. */
export async function evidenceTable(
  asking: TenantRequest,
  quarter: string,
  { language, forPeople }: { readonly language: Language; readonly forPeople: boolean },
): Answer<ReadableStream<Uint8Array>> {
  const first = await evidencePage(asking, quarter, null);
  if (!first.ok) return first;
  const { t } = messagesOf(language);
  const words = forPeople ? wordsIn(language) : AS_CODES;
  let unreadable = 0;
  return ok(
    csvOf(
      EVIDENCE_COLUMNS.map((column) => t(`evidence.columns.${column}`)),
      async (cursor) => {
        const page = cursor === null ? first : await evidencePage(asking, quarter, cursor);
        // A table that is cut off must not look whole.
        if (!page.ok) throw new Error(`the rest can't be read: ${page.error.kind}`);
        const { evidence, cursor: next } = page.value;
        unreadable += page.value.unreadable;
        const rows = evidence.flatMap((one) => evidenceRows(one, words));
        const missing =
          next === null && unreadable > 0
            ? [[t("evidence.unreadable", { count: unreadable })]]
            : [];
        return { rows: [...rows, ...missing], cursor: next };
      },
      null,
      forPeople ? csvFormOf(language) : FOR_PROGRAMS,
    ),
  );
}

function wordsIn(language: Language): EvidenceWords {
  const { find } = messagesOf(language);
  const form = csvFormOf(language);
  return {
    code: (of, code) => find(`evidence.${of}.${code}`) ?? code,
    figure: (figure) => figure.replace(".", form.decimal),
    instant: (at) => stampIn(form, at),
  };
}
