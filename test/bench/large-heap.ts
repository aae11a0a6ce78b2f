/**
 * A shop with years of orders behind it and 50,000 unfinished jobs, on the object's tables in
 * memory: what the parts of its object that look at them hold, and how much of the processor the
 * longest step of each takes. A step ends where the object lets other work be done. Prints that as
 * JSON. Run by test/bench/large-steps.ts.
 */
import { updateAlerts } from "../../src/sync/tenant/alarm/watching.ts";
import * as resuming from "../../src/sync/tenant/claims/resuming.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { jobCounts } from "../../src/sync/tenant/counts/counters.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { unsettledKeys } from "../../src/sync/tenant/jobs/keys.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { hasOlder } from "../../src/sync/tenant/privacy/older-seals.ts";
import { step as rotate } from "../../src/sync/tenant/privacy/reseal.ts";
import { yieldToEventLoop } from "../../src/sync/tenant/storage/yield-to-event-loop.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import type { JobQuery } from "../../src/sync/contract/jobs.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import type { Measured } from "./heap-process.ts";
import { MB, type Step } from "./heap-steps.ts";

const heads = Number(process.argv[2] ?? 1_000_000);
const UNFINISHED = 50_000;
const OVER = 10_000;
const NOW = Date.parse("2026-11-30T12:00:00Z");
const PAGES = 10;
/** Orders by the ledger's accounts for payment methods. */
const VOUCHER = JSON.stringify({
  charged: "125.00",
  currency: "SEK",
  rate: null,
  ledgerItem: null,
  clearing: { account: 1580, moved: "125.00", day: "2026-03-01", method: "CARD" },
});

/** An act takes what the quietest of its tries takes: the first ones compile. */
const TRIES = 3;

/** `n` counts from 1 to as many as are wanted. */
const series = (most: number): string =>
  `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${most})`;

function lay(sql: SqlStorage): void {
  run(
    sql,
    `INSERT INTO keys (key, wanted, fetched_at, known_state, hour, outcome, currency, gross, vat)
     ${series(heads)} SELECT 'order:' || n, 1, 1, 'abcdefgh', 1, 'booked', 'SEK', 1, 1 FROM s`,
  );
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, voucher, updated_at)
     ${series(heads)}
     SELECT 'order:' || n, 'voucher', 1, '6f1c2a9e-0000-4000-8000-00000' || n, n, 'live',
       '${VOUCHER}', 1
     FROM s`,
  );
  run(
    sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, document_id)
     ${series(heads)}
     SELECT 'order:' || n, n, 'j0' || n, 'voucher', 1, 'voucher.create', 'done', 1,
       '6f1c2a9e-0000-4000-8000-00000' || n
     FROM s`,
  );
  const columns = `id, key, flow, lane, status, over, outcome, wait, due, label, types, reasons,
    figures, facts, articles, created_at, updated_at`;
  const rest = `'["order.created"]', '[{"code":"tenant-paused","params":{}}]',
    '{"currency":"SEK","gross":"125.00","vat":"25.00"}', '{"date":"2026-11-30","net":"100.00"}',
    'A-' || n % 100, n, ${NOW} - n * 7919 % 1000003`;
  run(
    sql,
    `INSERT INTO jobs (${columns})
     ${series(UNFINISHED)}
     SELECT 'j6' || printf('%08d', n), 'order:' || (n + 100000000), 'orders',
       iif(n % 3 = 0, 'back-fill', 'update'), 'waiting', 0, NULL, 'pause',
       iif(n % 2 = 0, ${NOW} + n * 7919 % 50000), 'L' || n, ${rest}
     FROM s`,
  );
  run(
    sql,
    `INSERT INTO jobs (${columns})
     ${series(OVER)}
     SELECT 'j5' || printf('%08d', n), 'order:' || n, 'orders', 'live', 'done', 1, 'booked', NULL,
       NULL, 'K' || n, ${rest}
     FROM s`,
  );
}

/** What the longest step of an act used, and what was on the heap at its end, garbage as well. */
class Breaks {
  ms = 0;
  heapMb = 0;
  #since = process.cpuUsage();

  constructor() {
    const later = globalThis.setTimeout;
    globalThis.setTimeout = ((work: () => void, ms?: number) => {
      this.end();
      return later(() => {
        globalThis.gc?.();
        this.#since = process.cpuUsage();
        work();
      }, ms);
    }) as typeof setTimeout;
  }

  begin(): void {
    globalThis.gc?.();
    this.ms = 0;
    this.heapMb = 0;
    this.#since = process.cpuUsage();
  }

  end(): void {
    const { user, system } = process.cpuUsage(this.#since);
    this.ms = Math.max(this.ms, (user + system) / 1000);
    this.heapMb = Math.max(this.heapMb, process.memoryUsage().heapUsed / MB);
  }
}

async function main(): Promise<void> {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k2", bytes: new Uint8Array(32).fill(7) }]);
  const nothing = async (): Promise<number> => 0;
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => NOW,
    bytes: () => 0,
    tenantId: () => "t",
    wake: () => undefined,
    vault: { views: () => [], identity: () => null, reseal: nothing, client: () => "main" },
    deps: { keyring: async () => keyring, forgetKeys: nothing, timings: { sweepMs: 300_000 } },
  } as unknown as TenantContext;
  const settings = settingsSchema.parse({});
  meta.set(sql, "configuration", JSON.stringify({ administrationId: 1, version: 1, settings }));
  lay(sql);
  globalThis.gc?.();
  const baseMb = process.memoryUsage().heapUsed / MB;
  const breaks = new Breaks();
  const steps: Step[] = [];
  const act = async (
    name: string,
    work: () => unknown,
    before: () => void = () => undefined,
  ): Promise<void> => {
    let ms = Infinity;
    let heapMb = 0;
    for (let n = 0; n < TRIES; n += 1) {
      before();
      breaks.begin();
      await work();
      breaks.end();
      ms = Math.min(ms, breaks.ms);
      heapMb = Math.max(heapMb, breaks.heapMb);
    }
    steps.push({ name, ms, heapMb });
  };
  const forgotten = (): void => forget(sql);
  const list = async (query: JobQuery, pages = 1): Promise<void> => {
    let cursor: string | null | undefined;
    for (let n = 0; n < pages && cursor !== null; n += 1) {
      ({ cursor } = await page(context, { ...query, ...(cursor == null ? {} : { cursor }) }));
      // The next page is another call.
      await yieldToEventLoop();
    }
  };
  await act("which jobs run, once in an object's life", () => jobs.running(sql), forgotten);
  await act("the state of a shop", () => jobCounts(sql));
  await act("the watch", () => updateAlerts(context));
  await act("orders that aren't settled, for the stock", () => unsettledKeys(sql));
  const shown = { flow: "orders", sums: true } as const;
  await act("a list, once in an object's life", () => list(shown), forgotten);
  await act("a list", () => list(shown));
  await act(`a page of a list, of ${PAGES}`, () => list({ flow: "orders" }, PAGES));
  await act("a list sorted by amount", () => list({ sort: { by: "gross", down: true } }));
  await act("a list sorted by document", () => list({ sort: { by: "document", down: true } }));
  await act("a search that finds nothing", () => list({ text: "zzz", withoutPeople: true }));
  const number = { text: "L17", number: "L17", withoutPeople: true } as const;
  await act("a number searched", () => list(number));
  await act(`a page of the CSV, of ${PAGES}`, () => list({ flow: "orders", limit: 200 }, PAGES));
  await act("what providers owe, a look", () => clearing(context, {}));
  await act("whether an older key seals something", () => hasOlder(sql, "k2", NOW));
  await act("a step of a rotation", () => rotate(context));
  await act("a resume", () => context.atomically(() => resuming.begin(sql, {}, NOW)));
  await act("a step of a resume", () => context.atomically(() => resuming.step(sql, NOW)));
  console.log(JSON.stringify({ baseMb, steps } satisfies Measured));
}

await main();
