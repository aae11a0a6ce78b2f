/**
 * Once both sides are connected the tenant's object asks them what is assumed of them, and its
 * health says what was learnt: under each position of every switch whose check it runs.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ASPERION_READS } from "../../src/flows/vendor-reads/vendor-checks.ts";
import { WORK_ROWS } from "../../src/domain/vendors/checks.ts";
import { EACCOUNTING_READS } from "../../src/eaccounting/checks/filters.ts";
import { asperionSwitches } from "../sandbox/asperion/switches.ts";
import { definitions } from "../sandbox/eaccounting/switches.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer, homeAddress, mug } from "../support/orders.ts";
import { closeStage, onPhone, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";

const VENDORS = ["asperion", "eaccounting"] as const;
const SWITCHES = {
  asperion: ASPERION_READS.flatMap(({ switches }) => switches),
  eaccounting: EACCOUNTING_READS.flatMap(({ switches }) => switches),
};
const KNOWN = { ...asperionSwitches, ...definitions };
/** No order of the sandboxes' seed has an item of the customer ledger; the probe's tests have one. */
const NOT_HERE = ["ledgerItemsAsInvoices"];

type Told = {
  readonly vendor: string;
  readonly id: string;
  readonly verdict: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly at: number;
};

/** What its amount is depends on a switch. */
const GIFT_CARD = {
  pricesIncludeVat: true,
  lines: [
    { articleCode: "MUG", quantity: 1, price: 199 },
    { lineType: "GiftCard", quantity: -1, price: 100, vatCode: "N" },
  ],
};
let byGiftCard = 0;

let stage: Stage;
let tenant: Tenant;

const told = async (): Promise<readonly Told[]> =>
  (await stage.bridge.ask("GET", `/tenants/${tenant.id}/health`))[
    "vendorChecks"
  ] as readonly Told[];

const positionsOf = (name: string): readonly string[] => {
  const known = KNOWN[name as keyof typeof KNOWN];
  return known.kind === "choice" ? known.values : [];
};

/** Signs in anew at one of them, and answers what was learnt then. */
async function askedAnew(): Promise<readonly Told[]> {
  const { bridge } = stage;
  const before = await bridge.now();
  await bridge.connect(tenant.id, "asperion");
  let rows: readonly Told[] = [];
  await bridge.untilDue(
    tenant,
    "vendor-checks",
    async () => {
      rows = await told();
      return rows.length > 0 && rows.every(({ at }) => at > before);
    },
    "both vendors were asked",
  );
  await bridge.settled(tenant.id);
  return rows;
}

const setSwitches = async (vendor: (typeof VENDORS)[number], n: number): Promise<void> => {
  const positions = SWITCHES[vendor].map((name) => {
    const values = positionsOf(name);
    return [name, values[Math.min(n, values.length - 1)]];
  });
  await stage.bridge.control(vendor, "PUT", "/switches", Object.fromEntries(positions) as Json);
};

const alerts = async (): Promise<readonly string[]> => {
  const { alerts: all } = (await stage.bridge.ask("GET", `/tenants/${tenant.id}/alerts`)) as {
    alerts: readonly { code: string; text: string; resolvedAt: number | null }[];
  };
  return all
    .filter(({ code, resolvedAt }) => code === "vendor-otherwise" && resolvedAt === null)
    .map(({ text }) => text);
};

beforeAll(async () => {
  stage = await openStage({ TIMINGS: JSON.stringify({ checksAfterMs: 1 }) });
  const { bridge } = stage;
  tenant = await bridge.tenant();
  const cheap = { articleCode: "MUG", quantity: 1, price: 0.33 };
  await bridge.place({ creditsOrderId: 1001, lines: [{ ...cheap, quantity: -1 }] });
  ({ id: byGiftCard } = await bridge.place(GIFT_CARD));
  for (const name of ["Ada", "Cem"]) {
    const invoiceAddress = { ...homeAddress(name), address: `${name} street 1` };
    await bridge.place({ debtorId: null, status: 1, invoiceAddress, lines: [mug(1)] });
  }
  const order = await bridge.place({ ...companyBuyer("Checked"), lines: [mug(1)] });
  await bridge.edit(order.id, { comments: "changed" });
  await bridge.book(tenant, order.id);
  await signInAsOperator(stage);
});

beforeEach(async () => {
  for (const vendor of VENDORS) {
    const usual = Object.fromEntries(
      SWITCHES[vendor].map((name) => [name, KNOWN[name as keyof typeof KNOWN].default]),
    );
    await stage.bridge.control(vendor, "PUT", "/switches", usual);
    await stage.bridge.control(vendor, "DELETE", "/faults");
  }
  await stage.bridge.edit(byGiftCard, GIFT_CARD);
});

afterAll(() => closeStage(stage));

test("it happens by itself after the first connection, and again after another sign-in", async () => {
  await stage.bridge.until(async () => (await told()).length > 0, "both were asked");
  const first = await told();
  expect(new Set(first.map(({ vendor }) => vendor))).toEqual(new Set(VENDORS));
  const second = await askedAnew();
  // Beside what the order that was booked has shown.
  const asked = second.map(({ id }) => id).filter((id) => !WORK_ROWS.some((row) => row === id));
  expect(asked.toSorted()).toEqual(
    [...ASPERION_READS, ...EACCOUNTING_READS].map(({ id }) => id).toSorted(),
  );
  expect(second).toContainEqual(expect.objectContaining({ id: "E16", verdict: "holds" }));
  expect(second.filter(({ verdict }) => verdict === "differs")).toEqual([]);
  expect(await alerts()).toEqual([]);
});

test.each([0, 1, 2])(
  "each check names the position of its switch, and the page says what follows (%i)",
  async (n) => {
    for (const vendor of VENDORS) await setSwitches(vendor, n);
    await stage.bridge.edit(byGiftCard, GIFT_CARD);
    const rows = await askedAnew();
    const wrong = VENDORS.flatMap((vendor) =>
      SWITCHES[vendor].flatMap((name) => {
        const values = positionsOf(name);
        const put = values[Math.min(n, values.length - 1)];
        const seen = rows.flatMap(({ facts }) => facts[name] ?? []);
        return NOT_HERE.includes(name) || seen.includes(put ?? "")
          ? []
          : [`${name}: ${String(put)}, but ${seen.join(", ")}`];
      }),
    );
    expect(wrong).toEqual([]);
    const { page } = stage;
    await page.goto(`/admin/tenants/${tenant.id}/syncs`);
    const section = page.locator("#vendor-checks");
    await section.locator("summary").first().click();
    for (const row of new Set(rows.map(({ id }) => id.split(":")[0] ?? id))) {
      const parts = rows.filter(({ id }) => id.split(":")[0] === row);
      const worst = ["differs", "unclear", "holds"].find((verdict) =>
        parts.some((part) => part.verdict === verdict),
      );
      const words = { differs: "otherwise", unclear: "not known", holds: "as expected" };
      const line = section.locator("tr", { has: page.getByText(row, { exact: true }) });
      expect(await line.innerText(), row).toContain(words[worst as keyof typeof words]);
    }
    expect(await onPhone(stage, `/admin/tenants/${tenant.id}/syncs`)).toBe(0);
  },
);

test("what could go unnoticed asks for somebody, until it is as expected again", async () => {
  await stage.bridge.control("eaccounting", "PUT", "/switches", { filterText: "case-sensitive" });
  await askedAnew();
  expect(await alerts()).toEqual([expect.stringContaining("eAccounting")]);
  await stage.bridge.control("eaccounting", "PUT", "/switches", { filterText: "case-insensitive" });
  await askedAnew();
  expect(await alerts()).toEqual([]);
});

test("a vendor that is down is asked again later, and nothing is taken for an answer meanwhile", async () => {
  const { bridge } = stage;
  const before = await told();
  await bridge.fault("asperion", {
    route: "GET /v1/SalesOrderWithLines",
    kind: "status",
    status: 503,
    times: 3,
  });
  await bridge.connect(tenant.id, "asperion");
  await bridge.until(
    async () => (await bridge.jobs(tenant.id, { key: "vendor-checks" }))[0]?.wait === "back-off",
    "it backs off",
  );
  expect(await told()).toEqual(before);
  const { job } = await bridge.resolved(tenant, "vendor-checks");
  expect(job.outcome).toBe("updated");
  expect((await told()).filter(({ verdict }) => verdict === "differs")).toEqual([]);
});

test("it asks each page once, and an order goes before it", async () => {
  const calls = await stage.bridge.counting(async () => void (await askedAnew()));
  const asked = Object.entries(calls).filter(([call]) => call.startsWith("GET "));
  const total = asked.reduce((sum, [, times]) => sum + times, 0);
  expect(total).toBeGreaterThan(40);
  expect(total).toBeLessThan(110);
  const [job] = await stage.bridge.jobs(tenant.id, { key: "vendor-checks" });
  expect(job?.lane).toBe("sweep");
});
