/**
 * A settlement file of many lines, from its bytes to what its page shows and its run claims: the
 * real reader, the real matching and planning over the object's tables. Prints what each step took
 * and held, as JSON. Run by test/bench/payouts.ts.
 */
import { payoutKey } from "../../src/domain/payouts/lines.ts";
import { ok } from "../../src/domain/result.ts";
import { SettlementReader } from "../../src/flows/payouts/read/read-settlement.ts";
import { hashOf } from "../../src/flows/settlement.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import type { ClaimRef } from "../../src/sync/contract/runs.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { hasPlansToMake, advancePlans } from "../../src/sync/tenant/payouts/plan/current.ts";
import { forRun } from "../../src/sync/tenant/payouts/run-questions.ts";
import {
  approve,
  lines as linesOf,
  list,
  one,
  stage,
} from "../../src/sync/tenant/payouts/payouts.ts";
import { LineParts } from "../../src/http/usecases/vouchers/line-parts.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { HeapSteps, MB } from "./heap-steps.ts";

const lines = Number(process.argv[2] ?? 100_000);
const NOW = Date.parse("2026-04-01T12:00:00Z");
const PIECE = 64 * 1024;

const sql = objectSql();
const context = {
  sql,
  atomically: atomicallyOn(sql),
  now: () => NOW,
  wake: () => undefined,
  deps: { timings: { leaseMs: 60_000 } },
} as unknown as TenantContext;

const heap = new HeapSteps();
const step = <T>(name: string, work: () => Promise<T>): Promise<T> => heap.step(name, work);

const HEAD =
  "automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,created,currency,gross,fee,net,reporting_category,description,customer_facing_amount,customer_facing_currency,charge_id,payment_intent_id,payment_method_type,payment_metadata[order_id]\n";
const lineAt = (n: number): string =>
  `po_bench,2026-03-02 00:00:00,txn_${n},2026-03-01 08:00:00,sek,125.00,2.50,122.50,charge,Payment for order ${100_000 + n},,sek,ch_${n},pi_3Bench${n},card,${100_000 + n}\n`;

/** As it comes over the wire: pieces that cut lines wherever. */
function* pieces(): Generator<Uint8Array> {
  let text = HEAD;
  for (let n = 0; n < lines; n += 1) {
    text += lineAt(n);
    if (text.length >= PIECE) {
      yield new TextEncoder().encode(text.slice(0, PIECE));
      text = text.slice(PIECE);
    }
  }
  yield new TextEncoder().encode(text);
}

function seed(): void {
  meta.set(
    sql,
    "configuration",
    JSON.stringify({
      administrationId: 1,
      version: 1,
      settings: settingsSchema.parse({
        lookups: {
          payoutBank: { default: "1930", table: {} },
          payoutClearing: { default: "1580", table: {} },
          payoutFee: { default: "6570", table: {} },
          payoutFeeVat: { default: "exempt", table: {} },
        },
      }),
    }),
  );
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, NOW);
  for (let n = 0; n < lines; n += 1) {
    const key = `order:${n}`;
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, marker)
       VALUES (?, ?, 'j', 'voucher', 1, 'voucher.create', 'compared', 1, ?)`,
      key,
      n + 1,
      `${100_000 + n} #K7Q2M9XA`,
    );
    run(
      sql,
      "INSERT INTO keys (key, wanted, currency, gross) VALUES (?, 1, 'SEK', 125000000)",
      key,
    );
    journal.saveDocument(
      sql,
      key,
      {
        role: "voucher",
        n: 1,
        id: key,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        voucher: {
          charged: "125.00",
          currency: "SEK",
          rate: null,
          ledgerItem: null,
          clearing: { account: 1580, moved: "125.00", day: "2026-03-01", method: "CARD" },
        },
      },
      NOW,
    );
  }
}

async function main(): Promise<void> {
  seed();
  heap.note();
  const baseMb = process.memoryUsage().heapUsed / MB;
  const upload = "u1";
  const reader = new SettlementReader({
    provider: "stripe",
    encoding: "utf-8",
    account: "",
    currency: "SEK",
    zone: "Europe/Stockholm",
    dateOrder: null,
    roundingLimit: "0.00",
    referenceColumn: "",
    kinds: {},
    columns: settingsSchema.parse({}).payouts.columns,
  });
  let bytes = 0;
  const read = await step("read, line by line, and hand in", async () => {
    const parts = new LineParts(async (part) => {
      store.addLines(sql, { upload, ...part });
      return ok(null);
    });
    for (const piece of pieces()) {
      bytes += piece.byteLength;
      const rows = reader.push(piece);
      if ("code" in rows) throw new Error(rows.code);
      await parts.take(rows.lines);
    }
    const end = reader.end();
    if ("code" in end) throw new Error(end.code);
    await parts.take(end.lines);
    await parts.flush();
    return end.payouts;
  });
  const payout = read[0];
  if (payout === undefined || payout.lines !== lines) throw new Error("lines were lost");
  const id = await hashOf(payoutKey(payout.head));
  const { slot, head, amount, digest, said } = payout;
  await stage(context, upload, [{ id, slot, head, amount, lines, digest, said }], "bench");
  const first = await step("the payout's page, before its plan", () => one(context, id));
  if (first?.progress === null) throw new Error("nothing is made");
  for (let ticks = 0; hasPlansToMake(sql); ticks += 1) {
    await step("match and plan, a step of the alarm", () => advancePlans(context));
    if (ticks > lines) throw new Error("it never ends");
  }
  const shown = await step("the payout's page", () => one(context, id));
  if (shown?.plan.kind !== "voucher" || shown.matched !== lines) throw new Error("not matched");
  await step("a page of its lines", () => linesOf(context, id, 900));
  await step("the list of payouts", () => list(context));
  const { mark } = shown;
  const approved = await step("approve", () => approve(context, id, { mark, actor: "bench" }));
  if (!approved.ok || approved.jobId === null) throw new Error("not approved");
  run(sql, "UPDATE jobs SET status = 'running', claim = 1, lease_until = ?", NOW + 60_000);
  const ref: ClaimRef = { tenantId: "t", jobId: approved.jobId, claimNo: 1 };
  const askPlan = () => forRun(context, ref, { ask: "plan", inSteps: true });
  let plan = await step("plan again for the run, a call", askPlan);
  while (plan.kind === "planning") plan = await step("plan again for the run, a call", askPlan);
  if (plan.kind !== "plan" || plan.mark !== shown.mark) throw new Error(plan.kind);
  let from = 0;
  const claim = () => forRun(context, ref, { ask: "claim", from, inSteps: true });
  let claimed = await step("claim each line, a call", claim);
  while (claimed.kind === "claiming") {
    ({ from } = claimed);
    claimed = await step("claim each line, a call", claim);
  }
  if (claimed.kind !== "claimed") throw new Error(claimed.kind);
  journal.saveDocument(
    sql,
    store.keyOf(id),
    {
      role: "payout",
      n: 1,
      id: "v",
      number: "A1",
      state: "live",
      sourceHash: "compared",
      ownedHash: null,
    },
    NOW,
  );
  let looks = 0;
  for (let counting = true; counting; looks += 1) {
    const seen = await step("count what is still owed, a look", () => clearing(context, {}));
    counting = seen.counting;
    if (looks > 100) throw new Error("it never ends");
    if (!counting && seen.sums[0]?.open !== "0.00") throw new Error("not all is paid out");
  }
  console.log(JSON.stringify({ baseMb, bytes, looks, steps: heap.all }));
}

await main();
