/**
 * An accountant's month in the browser: somebody works in the ledger behind our back, the page is
 * read, each difference leads to where it is mended, and the sums come out.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer, mug, rowsOf } from "../support/orders.ts";
import { DAY, lineAt } from "../support/sweeps.ts";
import {
  DESKTOP,
  onPhone,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { pressOn } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
const COMPANY = "Month AB";

beforeAll(async () => {
  stage = await openStage({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await stage.bridge.tenant({
    company: COMPANY,
    orders: { startLine: await lineAt(stage.bridge, -2 * DAY), statuses: [2, 4] },
  });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  await stage.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
let n = 0;
const place = (change: Json = {}): Promise<Placed> =>
  stage.bridge.place({ ...companyBuyer(`Month${(n += 1)}`), lines: [mug(2)], ...change });
const main = () => stage.page.locator("main");
const textOf = async (): Promise<string> =>
  ((await main().textContent()) ?? "").replaceAll(/\s+/g, " ");
const press = (name: string): Promise<void> => pressOn(stage, name);

/** Compares the days that the page shows, and waits until the sums of that run are there. */
async function compared(): Promise<void> {
  const { page, bridge } = stage;
  await page.goto(`${home}/comparison`);
  const range = new URLSearchParams({
    from: await page.getByLabel("From", { exact: true }).inputValue(),
    to: await page.getByLabel("To", { exact: true }).inputValue(),
  });
  const known = async (): Promise<{ startedAt: number; days: readonly Json[] }> => {
    const { days, run } = await bridge.ask("GET", `/tenants/${tenant.id}/reconciliation?${range}`);
    return {
      startedAt: Number((run as Json | null)?.["startedAt"] ?? 0),
      days: days as readonly Json[],
    };
  };
  const before = (await known()).startedAt;
  await press("Reconcile these days now");
  const address = page.url().replace(/&begun=\w+/, "");
  await expect
    .poll(async () => {
      await page.goto(address);
      const { startedAt, days } = await known();
      return startedAt > before && days.some(({ at }) => Number(at) >= startedAt);
    })
    .toBe(true);
  await bridge.settled(tenant.id);
  await page.goto(address);
}

/** Lines of a currency's statement: name → cents. */
async function statement(currency: string): Promise<ReadonlyMap<string, number>> {
  const table = main()
    .locator("table.statement")
    .filter({ hasText: `in ${currency}` });
  const rows = await table.locator("tbody tr, tfoot tr").all();
  return new Map(
    await Promise.all(
      rows.map(async (row) => {
        const [name, figure] = [
          await row.locator("th").textContent(),
          await row.locator("td").textContent(),
        ];
        const cents = Math.round(Number((figure ?? "").replaceAll(/[^\d.-]/g, "")) * 100);
        return [(name ?? "").replace(/(?:, \d+ orders?|: \d+)$/, ""), cents] as const;
      }),
    ),
  );
}

function addsUp(lines: ReadonlyMap<string, number>): void {
  const at = (name: string): number => lines.get(name) ?? Number.NaN;
  const named = [...lines]
    .filter(([name]) => !["Expected (shop)", "In eAccounting", "Difference"].includes(name))
    .reduce((sum, [, cents]) => sum + cents, 0);
  expect(at("Expected (shop)") + named).toBe(at("In eAccounting"));
  expect(at("Difference")).toBe(named);
}

const placed: Record<string, Placed> = {};

test("what somebody did in the ledger stands on the month's page, each under its name with its way out, and it adds up", async () => {
  const { bridge, page } = stage;
  const company = await bridge.companyId(COMPANY);
  const query = `?${new URLSearchParams({ company })}`;
  const find = async (order: Placed): Promise<Json | undefined> =>
    (await bridge.ordersOf(order.orderNumber, COMPANY))[0];
  const lacking = (price: number): Json => ({
    lines: [{ articleCode: "NOT-THERE", quantity: 1, price }],
  });
  const well = await place();
  Object.assign(placed, {
    well,
    deleted: await place(),
    changed: await place(),
    held: await place(lacking(400)),
    skipped: await place({ status: 1 }),
    amount: await place(lacking(100)),
    currency: await place(lacking(100)),
    customer: await place({
      ...lacking(100),
      emailAddress: well["emailAddress"],
      companyName: well["companyName"],
    }),
  });
  for (const order of Object.values(placed)) await bridge.book(tenant, order.id);
  const model = await find(well);
  const made = async (change: Json, price: number): Promise<Json> =>
    (await bridge.control("eaccounting", "POST", `/orders${query}`, {
      CustomerId: model?.["CustomerId"],
      OurReference: "by hand",
      Rows: [{ ...rowsOf(model)[0], Quantity: 1, UnitPrice: price, DiscountPercentage: 0 }],
      ...change,
    })) as Json;
  const strangers = (await find(placed["deleted"] as Placed))?.["CustomerId"];
  const byHand = {
    amount: await made({}, 30),
    currency: await made({ CurrencyCode: "EUR" }, 100),
    customer: await made({ CustomerId: strangers }, 100),
  };
  for (const [name, document] of Object.entries(byHand)) {
    const [job] = await bridge.jobs(tenant.id, { key: `order:${placed[name]?.id}` });
    const linked = await bridge.api("POST", `/tenants/${tenant.id}/jobs/${job?.id}/link`, {
      what: "order",
      number: String(document["Id"]),
      confirm: true,
    });
    expect(linked.status).toBe(200);
  }
  // In the ledger: one is deleted, one changed, one copied with a marker of ours.
  const [deleted, changed] = [
    await find(placed["deleted"] as Placed),
    await find(placed["changed"] as Placed),
  ];
  await bridge.control("eaccounting", "DELETE", `/orders/${String(deleted?.["Id"])}${query}`);
  await bridge.control("eaccounting", "PATCH", `/orders/${String(changed?.["Id"])}${query}`, {
    Rows: rowsOf(changed).map((row, index) => (index === 0 ? { ...row, Quantity: 9 } : row)),
  });
  await bridge.control("eaccounting", "POST", `/orders${query}`, {
    CustomerId: strangers,
    OurReference: "7777 #ABCDEFGH",
    Rows: rowsOf(model).slice(0, 1),
  });

  await compared();
  const [sek, eur] = [await statement("SEK"), await statement("EUR")];
  addsUp(sek);
  addsUp(eur);
  expect([...sek.keys()]).toEqual([
    "Expected (shop)",
    "No document",
    "No longer in eAccounting",
    "Amount differs",
    "Currency differs",
    "Without an order",
    "In eAccounting",
    "Difference",
  ]);
  expect([sek.get("No document"), eur.get("Currency differs")]).toEqual([-50_000, 12_500]);
  const within = (name: string) =>
    main()
      .locator("section.difference")
      .filter({ has: page.locator(`#part-${name}`) });
  for (const [part, order] of [
    ["not-booked", "held"],
    ["missing", "deleted"],
    ["amount", "changed"],
    ["amount", "amount"],
    ["currency", "currency"],
  ] as const)
    expect(
      await within(part)
        .getByRole("link", { name: placed[order]?.orderNumber ?? "?" })
        .count(),
      order,
    ).toBe(1);
  expect(await within("without-order").textContent()).toContain("7777");
  expect(
    await within("missing")
      .getByRole("button", { name: /^Book again/ })
      .count(),
  ).toBe(1);
  // Moves no sum, and is told all the same.
  expect(
    await main()
      .locator("section", { has: page.locator("#findings") })
      .getByRole("link", { name: placed["customer"]?.orderNumber ?? "?", exact: true })
      .count(),
  ).toBe(1);
  expect(
    await main()
      .locator("section", { has: page.locator("#left-out") })
      .textContent(),
  ).toMatch(/status/i);
  expect(await main().locator("figure.chart svg").count()).toBe(2);
  await picture(stage, "month");
  const held = within("not-booked").getByRole("link", { name: placed["held"]?.orderNumber ?? "?" });
  await Promise.all([page.waitForNavigation(), held.click()]);
  expect(await page.locator("h1").textContent()).toContain(placed["held"]?.orderNumber ?? "?");
});

test("what is mended is off the list when the days are compared again, and the sums still come out", async () => {
  const { bridge, page } = stage;
  const [job] = await bridge.jobs(tenant.id, { key: `order:${placed["held"]?.id}` });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job?.id}/skip`, { note: "not ours" });
  const company = await bridge.companyId(COMPANY);
  const strays = ((await bridge.ledger(COMPANY))["orders"] ?? []).filter(
    ({ OurReference }) => OurReference === "7777 #ABCDEFGH",
  );
  for (const { Id } of strays)
    await bridge.control(
      "eaccounting",
      "DELETE",
      `/orders/${String(Id)}?${new URLSearchParams({ company })}`,
    );
  await compared();
  const sek = await statement("SEK");
  addsUp(sek);
  expect([...sek.keys()]).not.toContain("No document");
  expect([...sek.keys()]).not.toContain("Without an order");
  expect(await textOf()).toContain("Skipped orders");
  // From the month to a day, and back.
  const day = main().locator("table.stack tbody th a time").last();
  await Promise.all([page.waitForNavigation(), day.click()]);
  expect(new URL(page.url()).searchParams.get("from")).toBe(
    new URL(page.url()).searchParams.get("to"),
  );
  addsUp(await statement("SEK"));
});

test("the report prints on A4 with all of it, and nothing to press", async () => {
  const { page } = stage;
  await page.goto(`${home}/comparison`);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("link", { name: "Report to print" }).click(),
  ]);
  addsUp(await statement("SEK"));
  const text = await textOf();
  for (const said of [
    COMPANY,
    placed["changed"]?.orderNumber ?? "?",
    "A manually linked document",
    "Signature",
  ])
    expect(text).toContain(said);
  // What moves no sum, with its order, customer and amounts.
  const apart = main().locator("section", { has: page.locator("#apart") });
  const row = apart.getByRole("row").filter({ hasText: placed["customer"]?.orderNumber ?? "?" });
  expect(await row.textContent()).toMatch(/\d\.\d\d SEK.*\d\.\d\d SEK/s);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".top", ".tabs", ".actions", ".crumbs", ".stop"])
    for (const one of await page.locator(hidden).all())
      expect(await one.isVisible(), hidden).toBe(false);
  // As wide as A4 within its margins.
  await page.setViewportSize({ width: 703, height: 1000 });
  await picture(stage, "month-report");
  const folder = process.env["PAGE_SHOTS"];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    await page.pdf({ path: `${folder}/month-report.pdf`, format: "A4", printBackground: true });
  }
  await page.emulateMedia({ media: null });
  await page.setViewportSize(DESKTOP);
});

test("axe finds nothing on the month, a day and the report; none is wider than a phone", async () => {
  const addresses = [`${home}/comparison`, `${home}/comparison/report`];
  expect(await unreadable(stage, addresses)).toEqual([]);
  for (const address of addresses)
    expect([address, await onPhone(stage, address)]).toEqual([address, 0]);
  expect(stage.complaints).toEqual([]);
});
