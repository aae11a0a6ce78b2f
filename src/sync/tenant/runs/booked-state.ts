/** What a run of an order begins with: what stands for it, and what was written for it. */
import type { RunFacts } from "../../../flows/port.ts";
import { disputeLosses } from "../journal/disputes.ts";
import { payoutPaidAmounts } from "../journal/invoiced.ts";
import * as journal from "../journal/journal.ts";
import * as meta from "../storage/meta.ts";

type Standing = Required<
  Pick<RunFacts, "documents" | "journal" | "journalBornAt" | "paidByPayouts" | "lost">
>;

export function bookedState(sql: SqlStorage, key: string): Standing {
  const documents = journal.documents(sql, key);
  return {
    documents,
    journal: journal.forJob(sql, "", key).map(journal.entry),
    journalBornAt: meta.bornAt(sql),
    paidByPayouts: payoutPaidAmounts(sql, documents),
    lost: disputeLosses(sql, key),
  };
}
