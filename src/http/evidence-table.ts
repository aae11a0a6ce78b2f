/** A quarter's evidence of VAT as a table for a spreadsheet: its head in the reader's language. */
import type { Language } from "../domain/language.ts";
import { messagesOf } from "../messages/index.ts";
import { csvOf } from "./csv.ts";
import type { Actor, EdgeDeps } from "./deps.ts";
import { EVIDENCE_COLUMNS, evidencePage, evidenceRows } from "./usecases/vat-evidence.ts";
import type { Answer } from "./usecases/refused.ts";
import { ok } from "../domain/result.ts";

export async function evidenceTable(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  quarter: string,
  language: Language,
): Answer<ReadableStream<Uint8Array>> {
  const first = await evidencePage(deps, actor, tenantId, quarter, null);
  if (!first.ok) return first;
  const { t } = messagesOf(language);
  return ok(
    csvOf(
      EVIDENCE_COLUMNS.map((column) => t(`evidence.columns.${column}`)),
      async (cursor) => {
        const page =
          cursor === null ? first : await evidencePage(deps, actor, tenantId, quarter, cursor);
        // A table that is cut off must not look whole.
        if (!page.ok) throw new Error(`the rest can't be read: ${page.error.kind}`);
        return { rows: page.value.evidence.flatMap(evidenceRows), cursor: page.value.cursor };
      },
    ),
  );
}
