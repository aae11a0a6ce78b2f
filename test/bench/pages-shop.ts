/**
 * A tenant with thousands of orders behind it: a few are really booked, the rest are copies of them
 * with timelines of their own, laid on the disk while the runtime is down, as booking them all
 * would take an hour of the vendor's limit.
 */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { heldCauseOf } from "../../src/domain/jobs/held.ts";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import { openJson, openKeyring, sealContext, sealJson } from "../../src/store/seal.ts";
import { openListedPerson, sealListedPerson } from "../../src/sync/sealed-people.ts";
import { inDatabase, objectFiles } from "../../scripts/local/alarms.ts";
import type { RunSecrets } from "../../scripts/local/secrets.ts";
import type { World } from "../../scripts/local/world.ts";
import { textOf } from "../sandbox/kit/text.ts";

const DAY_MS = 86_400_000;
const SPREAD_DAYS = 25;
/** An article that the ledger doesn't have. */
export const LACKING = "GONE-1";
const HELD = reason("article-not-found", { sku: LACKING, line: 1 });
const APPROVAL = reason("waits-for-approval", {
  rule: "amount",
  type: "invoice",
  gross: "995.00",
  currency: "SEK",
  country: "SE",
  from: "500.00",
  days: null,
  of: "what the rules looked at",
});

type Row = Readonly<Record<string, SQLInputValue>>;

/** A few of those that are held wait for somebody to approve them. */
const heldFor = (n: number): Reason => (n % 400 === 0 ? APPROVAL : HELD);

/** What came of the n-th: most are booked, some are edited, left out, or wait for a person. */
const outcomeOf = (n: number): string =>
  n % 20 === 0 ? "held" : n % 10 === 5 ? "skipped" : n % 10 === 7 ? "updated" : "booked";

const insert = (database: DatabaseSync, table: string, row: Row): void => {
  database
    .prepare(
      `INSERT INTO ${table} (${Object.keys(row)
        .map((name) => `"${name}"`)
        .join(", ")}) VALUES (${Object.keys(row)
        .map(() => "?")
        .join(", ")})`,
    )
    .run(...Object.values(row));
};

export async function layOrders(
  stateDir: string,
  tenantId: string,
  secrets: RunSecrets,
  count: number,
  now: number,
): Promise<void> {
  const [path = ""] = await objectFiles(stateDir, "TenantSync");
  const [keyId = "", bytes = ""] = secrets.ENCRYPTION_KEYS.split(":");
  const keyring = await openKeyring([
    { id: keyId, bytes: new Uint8Array(Buffer.from(bytes, "base64")) },
  ]);
  const read = (table: string, where: string): readonly Row[] =>
    inDatabase(
      path,
      (database) =>
        database
          .prepare(`SELECT * FROM ${table} WHERE ${where}`)
          .all() as unknown as readonly Row[],
    );
  const [job = {}] = read(
    "jobs",
    "flow = 'orders' AND outcome = 'booked' ORDER BY updated_at DESC LIMIT 1",
  );
  const [payload = {}] = read("payloads", `job_id = '${textOf(job["id"])}' LIMIT 1`);
  const operations = read("operations", `job_id = '${textOf(job["id"])}'`);
  const [document = {}] = read("documents", `key = '${textOf(job["key"])}'`);
  const compared = (state: string): Row => {
    const [row] = read("reconciliation_orders", `state = '${state}' LIMIT 1`);
    if (row === undefined) throw new Error(`no order that is ${state} was compared`);
    return row;
  };
  const [asBooked, asHeld] = [compared("booked"), compared("held")];
  const timeline = await openJson(
    keyring,
    { keyId, bytes: new Uint8Array(payload["bytes"] as Uint8Array) },
    sealContext(tenantId, "payloads", textOf(job["id"])),
  );
  if (!timeline.ok) throw new Error("the story of the order that is copied doesn't open");
  const person = await openListedPerson(
    keyring,
    { tenantId, jobId: textOf(job["id"]) },
    { keyId, bytes: new Uint8Array(payload["head"] as Uint8Array).buffer },
  );
  if (person === null) throw new Error("the customer of the order that is copied doesn't open");
  const stories = await Promise.all(
    Array.from({ length: count }, async (_, n) => ({
      bytes: (await sealJson(keyring, timeline.value, sealContext(tenantId, "payloads", idOf(n))))
        .bytes,
      head: (await sealListedPerson(keyring, { tenantId, jobId: idOf(n) }, person)).bytes,
    })),
  );
  inDatabase(path, (database) => {
    database.exec("BEGIN");
    for (const [n, sealed] of stories.entries())
      layOne(
        database,
        n,
        {
          job,
          payload: { ...payload, ...sealed },
          operations,
          document,
          compared: outcomeOf(n) === "held" ? asHeld : asBooked,
        },
        now - Math.floor((n * SPREAD_DAYS * DAY_MS) / count),
      );
    const compared = JSON.stringify([{ from: dayOf(now - SPREAD_DAYS * DAY_MS), to: dayOf(now) }]);
    database.prepare("UPDATE meta SET v = ? WHERE k = 'compared-days'").run(compared);
    // Laid as rows, not ended by the engine: they are summed when somebody asks.
    database.exec(
      "DELETE FROM ended_hours; DELETE FROM ended_days; DELETE FROM meta WHERE k = 'ended-to'",
    );
    database.exec("COMMIT");
  });
}

/** Days as the page of the comparison adds them up: each like the one that was compared. */
export async function layDays(world: World, tenantId: string, now: number): Promise<void> {
  const db = await world.runtime.d1("DB");
  for (let n = 1; n < SPREAD_DAYS; n += 1)
    await db
      .prepare(
        `INSERT OR IGNORE INTO reconciliations
         SELECT tenant_id, '${dayOf(now - n * DAY_MS)}', at, orders, states, totals, findings, seq,
           deleted_at
         FROM reconciliations
         WHERE tenant_id = '${tenantId}'
         ORDER BY day DESC
         LIMIT 1`,
      )
      .all();
}

/** The first day of those that the orders are spread over. */
export const firstDay = (now: number): string => dayOf(now - (SPREAD_DAYS - 1) * DAY_MS);
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const HOUR_MS = 3_600_000;
const idOf = (n: number): string => `j5${String(n).padStart(8, "0")}`;

type Copied = {
  readonly job: Row;
  readonly payload: Row;
  readonly operations: readonly Row[];
  readonly document: Row;
  /** As the comparison found it. */
  readonly compared: Row;
};

function layOne(
  database: DatabaseSync,
  n: number,
  { job, payload, operations, document, compared }: Copied,
  at: number,
): void {
  const [id, key, outcome] = [idOf(n), `order:${500_000 + n}`, outcomeOf(n)];
  const hour = Math.floor(at / HOUR_MS);
  const to = [hour, outcome, "SEK", 99_500_000, 19_250_000];
  insert(database, "keys", {
    key,
    wanted: 1,
    fetched_at: at,
    hour,
    outcome,
    currency: "SEK",
    gross: 99_500_000,
    vat: 19_250_000,
  });
  insert(database, "jobs", {
    ...job,
    id,
    key,
    outcome,
    label: `B${500_000 + n}`,
    moved: JSON.stringify({ flow: "orders", from: null, to }),
    created_at: at,
    updated_at: at,
    ...(outcome === "held" ? { reasons: JSON.stringify([heldFor(n)]) } : {}),
  });
  insert(database, "reconciliation_orders", {
    ...compared,
    id: 500_000 + n,
    key,
    number: `B${500_000 + n}`,
    day: dayOf(at),
    date: `${dayOf(at)}T10:00:00`,
  });
  insert(database, "payloads", { ...payload, job_id: id, seq: 1, at });
  if (outcome === "held")
    insert(database, "alerts", {
      id: `job ${key}`,
      reason: JSON.stringify(heldFor(n)),
      job_id: id,
      since: at,
      resolved_at: null,
      ...heldCauseOf(heldFor(n)),
      currency: "SEK",
      gross: 99_500_000,
    });
  if (outcome === "held" || outcome === "skipped") return;
  for (const operation of operations)
    insert(database, "operations", { ...operation, job_id: id, key });
  insert(database, "documents", { ...document, key });
}
