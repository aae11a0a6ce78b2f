/** The states of orders between shop and ledger. */
import { orderKey } from "../../../domain/ids.ts";
import type { OrderState } from "../../../flows/port.ts";
import type { ClaimRef, OrderStatesAnswer } from "../../contract/runs.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import { extend } from "./run-calls.ts";
import { loweredBy } from "./originals.ts";

const PREFIX = orderKey("");

/** Returns every order that isn't settled, and those of `ids` that are known. */
export function forRun(
  context: TenantContext,
  ref: ClaimRef,
  ids: readonly string[],
): OrderStatesAnswer {
  const { sql } = context;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(context, job, context.now());
  const open = new Set(keys.listOpen(sql));
  const asked = new Set([...open, ...ids.map(orderKey).filter((key) => keys.isKnown(sql, key))]);
  return {
    kind: "order-states",
    orderStates: [...asked].map((key) => stateOf(sql, key, open.has(key))),
  };
}

function stateOf(sql: SqlStorage, key: string, open: boolean): OrderState {
  const job = jobs.latestFor(sql, key);
  const held = job?.status === "running" || journal.unresolved(sql, job?.id ?? "", key).length > 0;
  const whenStill = open ? "open" : "settled";
  return {
    orderId: key.slice(PREFIX.length),
    state: held ? "moving" : whenStill,
    fetchedAt: jobs.fetchedAt(sql, key),
    knownState: keys.of(sql, key)?.known_state ?? null,
    documents: journal.documents(sql, key),
    loweredBy: loweredBy(sql, key),
  };
}
