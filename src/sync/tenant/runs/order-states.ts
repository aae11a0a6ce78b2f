/** What the stock flow asks of orders: how they stand between shop and ledger. */
import { orderKey } from "../../../domain/ids.ts";
import { documentOf, type Role } from "../../../domain/jobs/job.ts";
import type { ReadSale } from "../../../domain/goods/stock.ts";
import type { KnownDrafts, OrderState } from "../../../flows/port.ts";
import type { DraftsAnswer, LinkedSalesAnswer, OrderStatesAnswer } from "../../contract/runs.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import { all, raw } from "../storage/sql.ts";
import { loweringCredits } from "./originals.ts";
import { underClaim } from "./under-claim.ts";

const PREFIX = orderKey("");

/** Returns every order that isn't settled, and those of `ids` that are known. */
export const forRun = underClaim(({ sql }, _, ids: readonly string[]): OrderStatesAnswer => {
  const open = new Set(keys.unsettledKeys(sql));
  const asked = new Set([...open, ...ids.map(orderKey).filter((key) => keys.isKnown(sql, key))]);
  return {
    kind: "order-states",
    orderStates: [...asked].map((key) => stateOf(sql, key, open.has(key))),
  };
});

function stateOf(sql: SqlStorage, key: string, open: boolean): OrderState {
  const job = jobs.latestFor(sql, key);
  const held = job?.status === "running" || journal.unresolved(sql, job?.id ?? "", key).length > 0;
  const linked = keys.isLinked(sql, key);
  const whenStill = open || linked ? "open" : "settled";
  return {
    orderId: key.slice(PREFIX.length),
    state: held ? "moving" : whenStill,
    ...(linked ? { linked } : {}),
    fetchedAt: jobs.fetchedAt(sql, key),
    knownState: keys.of(sql, key)?.known_state ?? null,
    documents: journal.documents(sql, key),
    loweredBy: loweringCredits(sql, key),
  };
}

/** The roles that a draft of the ledger may have. */
const DRAFTS = [
  "sales-order",
  "invoice-draft",
  "credit-draft",
  "delta-draft",
  "delta-credit-draft",
] as const satisfies readonly Role[];

/** Word for word as the index `documents_maybe_drafts` has it: else SQLite doesn't use it. */
const MAYBE = `d.state = 'live' AND (d.number IS NULL OR d.owned_hash = 'by-hand') AND d.role IN (
  'sales-order', 'invoice-draft', 'credit-draft', 'delta-draft', 'delta-credit-draft'
)`;

/** What is booked and moves no stock in the ledger; `read`: as a run just read it. */
export const linkedSales = underClaim(
  ({ sql }, _, read: readonly ReadSale[]): LinkedSalesAnswer => {
    for (const { orderId, ...sale } of read) keys.keepSold(sql, orderKey(orderId), sale);
    return {
      kind: "linked-sales",
      sales: keys
        .linkedSales(sql)
        .map(({ key, sold }) => ({ orderId: key.slice(PREFIX.length), sold })),
    };
  },
);

export const draftsForRun = underClaim(({ sql }, _, ids: readonly string[]): DraftsAnswer => ({
  kind: "drafts",
  ...knownDrafts(sql, ids),
}));

/** Returns of these drafts of the ledger those that are orders' documents, and where to look. */
export function knownDrafts(sql: SqlStorage, ids: readonly string[]): KnownDrafts {
  const roles = JSON.stringify(DRAFTS);
  const made = all<{ role: Role }>(sql)`
    SELECT r.value AS role
    FROM json_each(${roles}) r
    WHERE EXISTS (
      SELECT 1 FROM documents d INDEXED BY documents_maybe_drafts
      WHERE d.role = r.value AND ${raw(MAYBE)}
    )`;
  const kinds = made.flatMap(({ role }): KnownDrafts["kinds"] => {
    const kind = documentOf(role)?.ledger;
    return kind === "order" || kind === "invoice-draft" ? [kind] : [];
  });
  const known = all<{ key: string; id: string }>(sql)`
    SELECT d.key AS key, d.id AS id
    FROM json_each(${roles}) r
    CROSS JOIN json_each(${JSON.stringify(ids)}) i
    CROSS JOIN documents d INDEXED BY documents_maybe_drafts
    WHERE d.role = r.value AND d.id = i.value AND ${raw(MAYBE)}`;
  return {
    kinds: [...new Set(kinds)],
    documents: known.map(({ key, id }) => ({ orderId: key.slice(PREFIX.length), id })),
  };
}
