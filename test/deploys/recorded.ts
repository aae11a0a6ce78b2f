/**
 * What a release leaves to the next one, as a file: the databases of its tenant's object and of D1,
 * and what both vendors held at that instant. Orders were in all states then: booked, held, taken,
 * and with writes on their way.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../scripts/local/bundle.ts";
import { bringAlarmsNearer } from "../../scripts/local/alarms.ts";
import type { Sandboxes } from "../../scripts/local/world.ts";
import type { Order } from "../sandbox/asperion/order-types.ts";
import { DEMO } from "../sandbox/eaccounting/index.ts";
import type { Entity } from "../sandbox/eaccounting/json.ts";
import type { Mortal, Placed } from "../support/mortal.ts";
import type { Tenant } from "../support/webhook.ts";
import { databaseStatements, makeDatabase } from "./database-text.ts";
import { textOf } from "../sandbox/kit/text.ts";

/** `arrived` and `lost` have a write without an answer: one came true, the other never arrived. */
export type RecordedOrders = Readonly<
  Record<"booked" | "held" | "arrived" | "lost" | "taken", Placed>
>;

export type Recorded = {
  readonly release: string;
  /** Instant in ms at which its process was killed. */
  readonly at: number;
  readonly tenant: Tenant;
  readonly orders: RecordedOrders;
  /** How many migrations of D1 there were. */
  readonly migrations: number;
  /** By path below the state's folder. */
  readonly databases: Readonly<Record<string, readonly string[]>>;
  readonly shop: readonly Order[];
  readonly ledger: Readonly<Record<(typeof TABLES)[number], readonly Entity[]>>;
  readonly series: Readonly<Record<string, number>>;
};

const MIGRATIONS = join(ROOT, "migrations");
const SHOP = 123;
const TABLES = ["customers", "articles", "customerLabels", "orders"] as const;
const FOLDERS = ["do/-TenantSync", "d1/miniflare-D1DatabaseObject"];

/** Of a runtime that is dead. */
export async function capture(
  { world, now }: { world: Mortal["world"]; now: number },
  release: string,
  tenant: Tenant,
  orders: RecordedOrders,
): Promise<Recorded> {
  const names = await Promise.all(
    FOLDERS.map(async (folder) =>
      (await readdir(join(world.stateDir, folder)))
        .filter((name) => name.endsWith(".sqlite"))
        .map((name) => `${folder}/${name}`),
    ),
  );
  const company = demo(world.sandboxes);
  return {
    release,
    at: now,
    tenant,
    orders,
    migrations: (await readdir(MIGRATIONS)).filter((file) => file.endsWith(".sql")).length,
    databases: Object.fromEntries(
      names.flat().map((name) => [name, databaseStatements(join(world.stateDir, name))]),
    ),
    shop: Object.values(orders).flatMap(
      ({ id }) => world.sandboxes.asperion.store().books.get(SHOP)?.orders.get(id) ?? [],
    ),
    ledger: Object.fromEntries(
      TABLES.map((table) => [table, company[table].all()]),
    ) as unknown as Recorded["ledger"],
    series: { ...company.series },
  };
}

function demo(sandboxes: Sandboxes) {
  const company = sandboxes.eaccounting.world().company(DEMO);
  if (company === null) throw new Error(`the ledger has no company ${DEMO}`);
  return company;
}

/**
 * Lays everything where a runtime and both vendors find it: at an instant, and under an address of
 * the Worker, which the claim in the company names. `more` works on the state before the runtime
 * sees it.
 */
export const layInto =
  (
    recorded: Recorded,
    {
      at,
      port,
      more = async () => undefined,
    }: { at: number; port: number; more?: (stateDir: string) => Promise<void> },
  ) =>
  async (stateDir: string, sandboxes: Sandboxes): Promise<void> => {
    await layOut(recorded, at, stateDir, sandboxes);
    for (const label of demo(sandboxes).customerLabels.all())
      demo(sandboxes).customerLabels.commit(
        { ...label, Name: textOf(label["Name"]).replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`) },
        recorded.at,
      );
    await bringAlarmsNearer(stateDir, "TenantSync", at - recorded.at);
    await more(stateDir);
  };

const SINCE = { stockRules: { movesAt: "confirmed", negativeQuantity: "in" } } as const;

async function layOut(
  recorded: Recorded,
  at: number,
  stateDir: string,
  sandboxes: Sandboxes,
): Promise<void> {
  const now = new Date(at).toISOString();
  await sandboxes.asperion.kit.clock.set({ now });
  await sandboxes.eaccounting.kit.clock.set({ now });
  // D1 is migrated before a deploy, by whoever deploys.
  const later = (await readdir(MIGRATIONS))
    .filter((file) => file.endsWith(".sql"))
    .toSorted()
    .slice(recorded.migrations);
  const newer = await Promise.all(later.map((file) => readFile(join(MIGRATIONS, file), "utf8")));
  for (const [name, statements] of Object.entries(recorded.databases)) {
    const registry = statements.some((statement) => statement.includes('INTO "settings_versions"'));
    await makeDatabase(join(stateDir, name), registry ? [...statements, ...newer] : statements);
  }
  const books = sandboxes.asperion.store().books.get(SHOP);
  // What the sandbox has learnt to keep of an order since, at its defaults.
  for (const order of recorded.shop) books?.putOrder({ ...SINCE, ...order });
  const company = demo(sandboxes);
  for (const table of TABLES)
    for (const row of recorded.ledger[table]) company[table].commit(row as never, recorded.at);
  Object.assign(company.series, recorded.series);
}

const FILE = join(import.meta.dirname, "recorded.json");

export const loadRecorded = async (): Promise<Recorded> =>
  JSON.parse(await readFile(FILE, "utf8")) as Recorded;
export const saveRecorded = (recorded: Recorded): Promise<void> =>
  writeFile(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
