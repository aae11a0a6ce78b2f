/** What a run of an order begins with: what stands for it, and what was written for it. */
import type { RunFacts } from "../../../flows/port.ts";
import { lostOf } from "../journal/disputes.ts";
import { byPayouts } from "../journal/invoiced.ts";
import * as journal from "../journal/journal.ts";
import * as meta from "../storage/meta.ts";

type Standing = Required<
  Pick<RunFacts, "documents" | "journal" | "journalBornAt" | "paidByPayouts" | "lost">
>;

export function standing(sql: SqlStorage, key: string): Standing {
  const documents = journal.documents(sql, key);
  return {
    documents,
    journal: journal.forJob(sql, "", key).map(journal.entry),
    journalBornAt: meta.bornAt(sql),
    paidByPayouts: byPayouts(sql, documents),
    lost: lostOf(sql, key),
  };
}
