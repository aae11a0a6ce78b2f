/**
 * Bad luck by chance, at both vendors and in the runners: what is lost, late, refused or dead, a
 * few of each batch.
 */
import type { Bridge, Json } from "./bridge.ts";
import type { Chance } from "./seeded.ts";

const LEDGER_WRITES = [
  "POST /v2/orders",
  "PUT /v2/orders/{id}",
  "DELETE /v2/orders/{id}",
  "POST /v2/customers",
  "PUT /v2/customers/{id}",
];
const LEDGER_READS = [
  "GET /v2/orders",
  "GET /v2/orders/{id}",
  "GET /v2/customers",
  "GET /v2/customers/{id}",
  "GET /v2/articles",
];
const SHOP_WRITES = ["POST /v1/articles", "PUT /v1/articles/{id}"];
const SHOP_READS = ["GET /v1/SalesOrderWithLines", "GET /v1/debtors", "GET /v1/articles"];
/** Where a runner dies: at these calls of its object. */
const DEATHS = ["resolveFor", "lockParty", "begin", "record", "complete", "products", "enqueue"];

const busy = { kind: "status", status: 429, headers: { "retry-after": "2" } };
const broken = { kind: "status", status: 500 };

/**
 * A late commit comes within 4 minutes: the look-ups, the last of which is after 15, are sure to
 * see it.
 */
function lost(chance: Chance): Json {
  return chance.one<Json>([
    { kind: "commit-then-drop" },
    { kind: "drop" },
    { kind: "late-commit", ms: 10_000 + chance.below(230_000) },
    busy,
  ]);
}

/** How often it came to that. */
export type Struck = { ledger: number; shop: number; deaths: number };

export async function breakSome(bridge: Bridge, chance: Chance, struck: Struck): Promise<void> {
  const strike = (vendor: "asperion" | "eaccounting", route: string, what: Json): Promise<void> =>
    bridge.fault(vendor, { route, after: chance.below(4), ...what });
  await strike("eaccounting", chance.one(LEDGER_WRITES), lost(chance));
  await strike("eaccounting", chance.one(LEDGER_WRITES), lost(chance));
  await strike(
    "eaccounting",
    chance.one(LEDGER_READS),
    chance.one<Json>([busy, broken, { kind: "drop" }]),
  );
  await strike(
    "asperion",
    chance.one(SHOP_READS),
    chance.one<Json>([busy, broken, { kind: "drop" }]),
  );
  if (chance.in100(50))
    await strike(
      "asperion",
      chance.one(SHOP_WRITES),
      chance.one<Json>([{ kind: "commit-then-drop" }, { kind: "drop" }, busy]),
    );
  if (chance.in100(30))
    await bridge.control(
      chance.one(["asperion", "eaccounting"] as const),
      "POST",
      "/oauth/expire-access-tokens",
    );
  // Drawn in any case: what the runners have come to mustn't change what chance says next.
  const dies = chance.in100(40);
  const crash = {
    method: chance.one(DEATHS),
    nth: 1 + chance.below(3),
    when: chance.one(["before", "after"]),
    seen: 0,
  };
  if (dies && (await bridge.broken())["crash"] === null) {
    await bridge.break({ crash });
    struck.deaths += 1;
  }
}

/** Ends all that was to go wrong, and counts what did. A death that never came wasn't one. */
export async function mendAll(bridge: Bridge, struck: Struck): Promise<void> {
  if ((await bridge.broken())["crash"] !== null) struck.deaths -= 1;
  await bridge.break({ crash: null });
  for (const [vendor, side] of [
    ["asperion", "shop"],
    ["eaccounting", "ledger"],
  ] as const) {
    const { faults } = (await bridge.control(vendor, "GET", "/faults")) as {
      faults: { struck: number }[];
    };
    struck[side] += faults.reduce((sum, fault) => sum + fault.struck, 0);
    await bridge.control(vendor, "DELETE", "/faults");
  }
}
