/** The probe against eAccounting's sandbox: it finds out each position of its rows' switches. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PLANS, WITHOUT_CHECK } from "../../scripts/probe/plans.ts";
import { reportOf, tableOf } from "../../scripts/probe/report.ts";
import { readRows } from "../../scripts/probe/rows.ts";
import { MARKER } from "../../scripts/probe/state.ts";
import { companyOf, costCentreItem, furnishLedger, lockLastYear } from "./ledger.ts";
import { arrange, BY_TWO_SETTINGS, positionsOf, priceBasis, switchedOf } from "./positions.ts";
import { judged, type Probed, probed, run } from "./probing.ts";

let world: Probed;
beforeAll(async () => {
  world = await probed("eaccounting");
});
beforeEach(() => world.control("POST", "/reset", { keep: ["clock"] }));

/** What a person has to set up, or can't: rows that this company can't tell. */
const NOT_IN_THIS_COMPANY = [
  // Nothing is locked.
  "E20:4013",
  "E53",
  "E61",
  "E74:4026",
  // The register answers.
  "E20:4100",
  "E22",
  // No cash method, inactive account, coding without account, project, whole units.
  "E62",
  "E64",
  "E74:4024",
  "E97",
  "E164",
];

describe("each position is found out", () => {
  test.each(switchedOf("eaccounting"))("$id: $name is $put", async (switched) => {
    await arrange(world, switched);
    const judgement = await judged(world, switched.check);
    expect(judgement?.positions?.[switched.name], judgement?.found).toBe(switched.told);
  });
});

test.each(positionsOf("eaccounting", BY_TWO_SETTINGS))(
  "E1: the price basis is $put",
  async ({ put, told }) => {
    expect(await priceBasis(world, put)).toEqual([told]);
  },
);

test("in the usual positions no row differs", async () => {
  // The register knows no such number, as it would.
  await furnishLedger(world);
  await world.control("PUT", "/vies", { NL000000000B99: "invalid" });
  await lockLastYear(world);
  await costCentreItem(world);
  const { findings } = await run(world, PLANS.eaccounting.checks);
  const told = Object.values(findings).map(
    ({ id, verdict, found }) => `${id} ${verdict}: ${found}`,
  );
  expect(told.filter((line) => line.includes(" differs:"))).toEqual([]);
  const unclear = Object.values(findings).filter(({ verdict }) => verdict === "unclear");
  expect(unclear.map(({ id }) => id).toSorted()).toEqual(NOT_IN_THIS_COMPANY.toSorted());
});

test.each([
  [
    ["order_standard", "stock_standard"],
    ["holds", "holds", "holds"],
  ],
  [["stock_standard"], ["holds", "holds", "holds"]],
  // Its articles are marked all the same, as where the module is spelled otherwise.
  [["order_standard"], ["holds", "differs", "holds"]],
])("E155: what a company with %j can do is held against its modules", async (names, verdicts) => {
  await world.control("PUT", "/company", { modules: ["api_standard", ...names] });
  const told = [];
  for (const id of ["E155", "E155:stock", "E155:keeps"]) {
    const check = PLANS.eaccounting.checks.find((one) => one.id === id);
    told.push(check === undefined ? null : (await judged(world, check))?.verdict);
  }
  expect(told).toEqual(verdicts);
});

test("the report names nobody, and has no token", async () => {
  await furnishLedger(world);
  const { customers } = companyOf(world);
  const words = customers.all().flatMap((one) => [one.Name, one["EmailAddress"], one["VatNumber"]]);
  const personal = words.filter((word) => typeof word === "string" && word.length > 4);
  const access = world.access();
  const { checks } = PLANS.eaccounting;
  const state = await run(world, checks, { access, levels: ["read", "write", "book"] });
  const report = reportOf({
    vendor: "eaccounting",
    rows: readRows(),
    state,
    checks,
    without: WITHOUT_CHECK,
  });
  const said = JSON.stringify(report) + tableOf(report);
  expect(personal.length).toBeGreaterThan(3);
  expect(personal.filter((word) => said.includes(String(word)))).toEqual([]);
  expect(said).not.toContain(access.tokens.accessToken);
  expect(said).not.toMatch(/example\.com|556[0-9]{3}-?[0-9]{4}/);
});

test("nothing of what is taken back is left", async () => {
  await furnishLedger(world);
  await run(world, PLANS.eaccounting.checks, { levels: ["read", "write"] });
  expect(JSON.stringify(await world.control("GET", "/state"))).not.toContain(MARKER);
});

test("a file is taken off an invoice that stays, and one that no voucher has is deleted", async () => {
  const only = ["E191:invoice", "E194"];
  await run(
    world,
    PLANS.eaccounting.checks.filter(({ id }) => only.includes(id)),
  );
  const { companies } = (await world.control("GET", "/state")) as { companies: readonly Files[] };
  expect(companies.some(({ customerinvoices }) => customerinvoices.length > 0)).toBe(true);
  expect(companies.flatMap((one) => [...one.salesdocumentattachments, ...one.attachments])).toEqual(
    [],
  );
});

type Files = Readonly<
  Record<"customerinvoices" | "salesdocumentattachments" | "attachments", readonly unknown[]>
>;
