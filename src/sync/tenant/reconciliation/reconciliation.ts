/**
 * The object's side of a reconciliation: takes the lists page by page, judges in steps, stores each
 * day's sums, and raises or resolves the alerts. An order that was missed becomes a job here, in
 * the transaction that found it.
 */
import type { OrderSums } from "../../../asperion/order-sums.ts";
import { INVOICED } from "../../../domain/jobs/requested-actions.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { type Balance, balanceOf, type Part } from "../../../monitor/reconciliation/balance.ts";
import { dayOf, type DaySums } from "../../../monitor/reconciliation/day-sums.ts";
import type { LedgerFact, SourceFact } from "../../../monitor/reconciliation/facts.ts";
import {
  isFromAbandonedWrite,
  classifyDocument,
} from "../../../monitor/reconciliation/classify-document.ts";
import { notListedOf } from "../../../monitor/reconciliation/kinds.ts";
import { classifyOrder, sidesOf } from "../../../monitor/reconciliation/classify-order.ts";
import type {
  ReconciliationAnswer,
  ReconciliationRequest,
} from "../../../monitor/reconciliation/port.ts";
import * as causes from "../monitoring/alert-causes.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as keys from "../jobs/keys.ts";
import { underClaim } from "../runs/under-claim.ts";
import { project } from "../storage/outbox.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first } from "../storage/sql.ts";
import * as credits from "./manual-credits.ts";
import { changedDay, changedDays, dayFacts, isReportedByDay, isShareMissing } from "./day-facts.ts";
import { addDeletedShares, type ListedRow, withoutDeleted } from "./deleted-orders.ts";
import { contextOf } from "./order-context.ts";
import { memoryOf } from "./order-memory.ts";
import * as store from "./reconciliation-store.ts";
import { lookForUnlisted } from "./unlisted-vouchers.ts";

/** The tables of the comparison of both sides. */
export const answer = underClaim(
  (context, job, ask: ReconciliationRequest): ReconciliationAnswer => {
    const { sql } = context;
    if (ask.ask === "begin") return begin(context, job.id, ask);
    const reconciliation = store.current(sql);
    if (ask.ask === "unfinished") return unfinished(reconciliation, job.id);
    if (reconciliation === null) throw new Error("a comparison that never began");
    switch (ask.ask) {
      case "done":
        store.save(sql, { ...reconciliation, done: [...reconciliation.done, ask.part] });
        return { kind: "taken" };
      case "sources":
        store.saveSources(sql, reconciliation, ask.orders, context.now());
        return { kind: "taken" };
      case "documents":
        store.saveDocuments(sql, ask.documents);
        return { kind: "taken" };
      case "unlinked":
        return { kind: "unlinked", ...store.unlinked(sql, ask.after) };
      case "link":
        for (const { kind, id, orderId } of ask.links) store.linkTo(sql, kind, id, orderId);
        return { kind: "taken" };
      case "unmarked":
        return { kind: "unmarked", ...store.unlisted(sql, reconciliation, ask.after) };
      case "credits":
        return { kind: "credits", ...credits.unknown(sql, ask.after) };
      case "remembered":
        return { kind: "remembered", ...credits.remembered(sql, ask.ids, ask.after) };
      case "found":
        store.saveFound(sql, ask.documents);
        return { kind: "taken" };
      case "step":
        return { kind: "stepped", next: STEPS[ask.part](context, reconciliation, ask.after) };
      case "end":
        return end(context, reconciliation);
    }
  },
);

function begin(
  context: TenantContext,
  jobId: string,
  { from, to, since }: Extract<ReconciliationRequest, { ask: "begin" }>,
): ReconciliationAnswer {
  const { sql } = context;
  const before = store.current(sql);
  // The same job over the same days: its runner died, and what it had read is here.
  if (
    before !== null &&
    before.endedAt === null &&
    before.jobId === jobId &&
    before.from === from &&
    before.to === to
  )
    return { kind: "begun", done: before.done };
  sql.exec("DELETE FROM reconciliation_documents");
  store.save(sql, {
    no: (before?.no ?? 0) + 1,
    jobId,
    from,
    to,
    since,
    startedAt: context.now(),
    endedAt: null,
    done: [],
    takenUp: 0,
  });
  return { kind: "begun", done: [] };
}

const unfinished = (
  before: store.ReconciliationRun | null,
  jobId: string,
): ReconciliationAnswer => ({
  kind: "unfinished",
  range:
    before !== null && before.endedAt === null && before.jobId === jobId
      ? { from: before.from, to: before.to }
      : null,
});

type Step = (
  context: TenantContext,
  reconciliation: store.ReconciliationRun,
  after: string,
) => string | null;

const STEPS: Readonly<Record<Extract<ReconciliationRequest, { ask: "step" }>["part"], Step>> = {
  link: (context, _proof, after) => store.link(context.sql, after),
  orders: judgeOrders,
  documents: judgeDocuments,
  days: sumDay,
};

const PAGE = 200;

function judgeOrders(
  context: TenantContext,
  reconciliation: store.ReconciliationRun,
  after: string,
): string | null {
  const { sql } = context;
  const rows = all<store.OrderRow>(sql)`
    SELECT * FROM reconciliation_orders WHERE run = ${reconciliation.no}
      AND id > ${Number(after === "" ? "0" : after)} ORDER BY id LIMIT ${PAGE}`;
  let takenUp = 0;
  for (const row of rows) {
    const source: SourceFact = {
      id: row.id,
      number: row.number,
      date: row.date,
      knownState: row.known_state,
      sums: row.sums === null ? null : storedJson<OrderSums>(row.sums),
    };
    const documents = [
      ...store.documentsOf(sql, row.key),
      ...dayFacts(sql, row.key, reconciliation),
    ];
    const memory = memoryOf(sql, row.key, source.sums);
    const around = contextOf(sql, reconciliation, row.date);
    const verdict = classifyOrder(source, memory, documents, around);
    // What was left to a person is in the ledger after all: the order's run takes it up.
    const isThere =
      around.enabled && documents.some((one) => isFromAbandonedWrite(one, memory, documents));
    if (verdict.needsJob) {
      intake.enqueue(context, { key: row.key, flow: "orders", type: "sweep", lane: "sweep" });
      keys.note(sql, row.key, { known_state: row.known_state });
      takenUp += 1;
    } else if (verdict.invoiced || isThere) {
      const type = verdict.invoiced ? INVOICED : "sweep";
      intake.enqueue(context, { key: row.key, flow: "orders", type, lane: "sweep" });
      context.wake();
    }
    store.saveVerdict(sql, row.id, { ...verdict, documents });
    for (const finding of verdict.findings) {
      if (finding === "missing" && isReportedByDay(sql, row.key, reconciliation)) continue;
      if (finding === "amount" && isShareMissing(sql, row.key, reconciliation)) continue;
      store.saveFinding(sql, {
        finding,
        thing: row.key,
        key: row.key,
        number: row.number,
        kind: null,
        document_id: null,
        document_number: null,
        day: row.day,
        made_at: null,
        run: reconciliation.no,
        at: context.now(),
      });
    }
  }
  if (takenUp > 0) {
    store.save(sql, { ...reconciliation, takenUp: reconciliation.takenUp + takenUp });
    context.wake();
  }
  return rows.length < PAGE ? null : String(rows.at(-1)?.id ?? "");
}

function judgeDocuments(
  context: TenantContext,
  reconciliation: store.ReconciliationRun,
  after: string,
): string | null {
  const { sql } = context;
  if (after === "") addDeletedShares(sql, reconciliation);
  const rows = all<ListedRow>(sql)`
    SELECT kind, id, key, fact
    FROM reconciliation_documents
    WHERE kind || ' ' || id > ${after}
    ORDER BY kind || ' ' || id
    LIMIT ${PAGE}`;
  for (const listed of rows) {
    const row = withoutDeleted(sql, reconciliation, listed);
    const fact = storedJson<ReturnType<typeof store.documentsOf>[number]>(row.fact);
    const belongs = classifyDocument(
      fact,
      row.key === null ? null : memoryOf(sql, row.key),
      row.key === null ? [] : store.documentsOf(sql, row.key),
    );
    const changed =
      belongs === "ours" && row.key?.startsWith("day:") === true
        ? changedDay(sql, row.key, fact)
        : null;
    const finding = changed === null ? belongs : "amount";
    if (finding !== "twice" && finding !== "without-order" && finding !== "amount") continue;
    store.saveFinding(sql, {
      finding,
      thing: `${row.kind} ${row.id}`,
      key: row.key,
      number: fact.order,
      kind: store.kindOf(fact),
      document_id: row.id,
      document_number: fact.number,
      day: changed?.day ?? null,
      made_at: fact.createdAt,
      parts: partsOf(row.key, fact, changed?.parts),
      run: reconciliation.no,
      at: context.now(),
    });
  }
  const last = rows.at(-1);
  return last === undefined || rows.length < PAGE ? null : `${last.kind} ${last.id}`;
}

const partsOf = (
  key: string | null,
  fact: LedgerFact,
  changed: readonly Part[] | undefined,
): string | null =>
  key === null || changed !== undefined ? JSON.stringify(changed ?? strangersParts(fact)) : null;

/** Returns what a document without an order adds to the difference of its day. */
const strangersParts = (fact: LedgerFact): readonly Part[] =>
  sidesOf(fact, null).flatMap(
    (sums) =>
      balanceOf({ due: null, own: [], others: [{ name: "without-order", sums }], name: "left" })
        .parts,
  );

/** One day per step: its sums, for D1 and the page. */
function sumDay(
  context: TenantContext,
  reconciliation: store.ReconciliationRun,
  after: string,
): string | null {
  const { sql } = context;
  // No order is known for these: they count on the day on which they were made.
  const strange = store
    .documentsWithoutOrder(sql)
    .flatMap((fact) =>
      fact.createdAt === null ? [] : [{ fact, day: localDay(fact.createdAt, SOURCE_ZONE) }],
    )
    .filter(
      (one) => one.day > after && one.day >= reconciliation.from && one.day <= reconciliation.to,
    );
  // Also days of an earlier run of which nothing is left: their sums are zero now.
  const listed =
    first<{ day: string | null }>(sql)`
      SELECT min(day) AS day FROM reconciliation_orders WHERE day > ${after}
        AND day >= ${reconciliation.from} AND day <= ${reconciliation.to}`?.day ?? null;
  const changed = changedDays(sql);
  const told = [...store.daysWithoutOrder(sql), ...changed.map((one) => one.day)].filter(
    (one) => one > after && one >= reconciliation.from && one <= reconciliation.to,
  );
  const day =
    [...(listed === null ? [] : [listed]), ...strange.map((one) => one.day), ...told].sort()[0] ??
    null;
  if (day === null) return null;
  const own = strange.filter((one) => one.day === day);
  const found =
    count(sql)`
      SELECT count(*) AS n FROM reconciliation_findings WHERE day = ${day}
        AND run = ${reconciliation.no}` + own.length;
  const rows = function* () {
    for (const row of sql.exec<store.OrderRow>(
      "SELECT * FROM reconciliation_orders WHERE day = ? AND run = ?",
      day,
      reconciliation.no,
    ))
      yield {
        state: row.state ?? "waiting",
        balance: row.balance === null ? null : storedJson<Balance>(row.balance),
      };
  };
  const sums: DaySums = dayOf(rows(), [
    ...own.flatMap(({ fact }) => strangersParts(fact)),
    ...changed
      .filter((one) => one.run === reconciliation.no && one.day === day)
      .flatMap(({ parts }) => parts),
  ]);
  project(
    sql,
    {
      table: "reconciliations",
      row: {
        day,
        at: context.now(),
        orders: sums.orders,
        states: sums.states,
        totals: sums.totals,
        findings: found,
      },
    },
    context.now(),
  );
  return day;
}

function end(
  context: TenantContext,
  reconciliation: store.ReconciliationRun,
): ReconciliationAnswer {
  const { sql } = context;
  const now = context.now();
  const orders = count(sql)`
    SELECT count(*) AS n FROM reconciliation_orders WHERE run = ${reconciliation.no}`;
  const documents = count(sql, "SELECT count(*) AS n FROM reconciliation_documents");
  lookForUnlisted(context, reconciliation);
  store.deleteStale(sql, reconciliation, notListedOf(reconciliation.done));
  causes.compared(sql, reconciliation.jobId, now);
  const { takenUp } = store.current(sql) ?? reconciliation;
  store.save(sql, { ...reconciliation, takenUp, endedAt: now });
  store.noteCompared(sql, reconciliation);
  return {
    kind: "ended",
    orders,
    documents,
    findings: count(sql, "SELECT count(*) AS n FROM reconciliation_findings"),
    enqueued: takenUp,
  };
}
