/** An order of a tenant's object, and what links a document to it. */
import type { DocumentRecord, WriteIntent } from "../../src/flows/port.ts";
import type { ManualLink } from "../../src/sync/contract/runs.ts";
import { take } from "../../src/sync/tenant/actions/manual-links.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";

import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

export const NOW = 1_000_000;
export const OURS = "K7Q2M9XA";

export const record = (more: Partial<DocumentRecord> = {}): DocumentRecord => ({
  role: "sales-order",
  n: 0,
  id: "d-1",
  number: "42",
  state: "live",
  sourceHash: "h",
  ownedHash: "by-hand",
  ...more,
});

export function object() {
  const sql = objectSql();
  const keyring = openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => NOW,
    tenantId: () => "t1",
    wake: () => undefined,
    deps: { keyring: () => keyring },
  } as unknown as TenantContext;
  const asking = jobs.create(sql, {
    key: "link:1",
    flow: "link",
    lane: "live",
    type: "by-hand",
    due: NOW,
    now: NOW,
  });
  jobs.update(sql, asking.id, { status: "running", claim: 7, lease_until: NOW + 1000 }, NOW);
  const ref = { tenantId: "t1", jobId: asking.id, claimNo: 7 };
  const order = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: NOW,
    now: NOW,
  });
  const sent = (more: Partial<WriteIntent> = {}): number => {
    const intent: WriteIntent = {
      key: "order:1",
      role: "sales-order",
      n: 1,
      kind: "order.create",
      marker: `1001 #${OURS}`,
      markerCode: OURS,
      markerField: "OurReference",
      documentId: null,
      ...more,
    };
    return journal.send(sql, {
      jobId: order.id,
      claimNo: 1,
      intent,
      request: { keyId: "k1", bytes: new Uint8Array() },
      now: 0,
      abortAt: 10,
    }).opId;
  };
  const desired = (more: Partial<NonNullable<ManualLink["document"]>> = {}): ManualLink => ({
    orderKey: "order:1",
    actor: "anna",
    confirmed: false,
    number: "42",
    document: {
      kind: "order",
      record: record(),
      codes: [],
      differs: [],
      label: "1001",
      figures: { gross: "125.00", vat: "25.00", currency: "SEK" },
      ...more,
    },
  });
  const job = () => jobs.byId(sql, order.id);
  const link = (more: Parameters<typeof desired>[0] = {}) => take(context, ref, desired(more));
  return { sql, context, ref, order, sent, job, link };
}

export const codes = (answer: ReturnType<typeof take>): readonly string[] =>
  answer.kind === "fenced" ? ["fenced"] : [answer.kind, ...answer.reasons.map(({ code }) => code)];
