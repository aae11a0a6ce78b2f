/**
 * The two ways of a retry in a browser without JavaScript: orders that were refused under one
 * version of the settings are booked as that version says, or as the newest does, once what stood
 * in the way outside is gone. What the ledger holds decides.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { voucherTenant, vouchersOf } from "../support/vouchers.ts";
import {
  closeStage,
  onPhone,
  openStage,
  overflow,
  picture,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await voucherTenant(stage.bridge);
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const home = (): string => `/admin/tenants/${tenant.id}`;
const main = () => stage.page.locator("main");

const press = (name: string): Promise<void> => pressOnly(stage, name);

const revenueOn = (account: string): Promise<void> =>
  stage.bridge.reconfigure(tenant, {
    lookups: { ...VOUCHER_LOOKUPS, revenueAccount: { default: account, table: {} } },
  });
const version = async (): Promise<unknown> =>
  (await stage.bridge.ask("GET", `/tenants/${tenant.id}/settings`))["version"];

/** Where what was sold stands, of each voucher that the order has in the ledger. */
async function bookedOn(orderNumber: string): Promise<readonly unknown[]> {
  const vouchers = await vouchersOf(stage.bridge, orderNumber);
  return vouchers
    .map((voucher) =>
      (voucher["Rows"] as readonly Json[])
        .map((row) => String(row["AccountNumber"]))
        .filter((account) => account.startsWith("3")),
    )
    .map((accounts) => accounts.join(" "));
}

/**
 * Orders that the ledger refused, planned with the settings of now: also the second time, with
 * look-ups read anew.
 */
async function refused(
  count: number,
): Promise<
  readonly { readonly id: number; readonly orderNumber: string; readonly jobId: string }[]
> {
  const { bridge } = stage;
  await bridge.fault("eaccounting", {
    route: "POST /v2/vouchers",
    kind: "status",
    status: 400,
    times: 2 * count,
    body: {
      ErrorCode: 4001,
      DeveloperErrorMessage: "not today",
      Errors: [],
      ErrorId: "00000000-0000-0000-0000-000000000001",
    },
  });
  const orders = [];
  for (let made = 0; made < count; made += 1) {
    const placed = await bridge.place({ ...companyBuyer("Versions"), lines: [mug(made + 1)] });
    const { job } = await bridge.book(tenant, placed.id);
    expect([job.outcome, ...codesOf(job)]).toEqual(["rejected", "rejected-by-vendor"]);
    orders.push({ ...placed, jobId: job.id });
  }
  await bridge.control("eaccounting", "DELETE", "/faults");
  return orders;
}

test("on the order's page: Retry books as it was planned, Retry with the newest settings (first, as a setting may settle it) as they are now, and the page says which", async () => {
  const { page, bridge } = stage;
  await revenueOn("3001");
  const before = await version();
  const [first, second, third] = await refused(3);
  if (first === undefined || second === undefined || third === undefined)
    throw new Error("not placed");
  // Nothing has changed yet: both ways are one.
  await page.goto(`${home()}/orders/${first.jobId}`);
  expect(
    await page
      .locator("#actions")
      .getByRole("button", { name: /^Retry/ })
      .allTextContents(),
  ).toEqual(["Retry with the newest settings"]);

  await revenueOn("3003");
  await bridge.advance(6_000);
  await page.goto(`${home()}/orders/${first.jobId}`);
  expect(
    await page.locator("#actions").getByRole("button", { name: "Retry", exact: true }).count(),
  ).toBe(0);
  await page.getByText("Use the earlier settings", { exact: true }).click();
  expect(
    (
      await page
        .locator("#actions")
        .getByRole("button", { name: /^Retry/ })
        .allTextContents()
    ).map((text) => text.trim()),
  ).toEqual(["Retry with the newest settings", "Retry"]);
  expect(await page.locator("#actions").textContent()).toContain(
    `Retry uses settings version ${String(before)} of `,
  );
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await onPhone(stage, `${home()}/orders/${first.jobId}`)).toBeLessThanOrEqual(0);
  await picture(stage, "retry-both");
  await press("Retry");
  expect(await main().textContent()).toContain(`Settings version ${String(before)}.`);
  expect(await bookedOn(first.orderNumber)).toEqual([]);
  await press("Retry with the earlier settings");
  expect(await main().textContent()).toMatch(
    /Retry started with the same settings|Finished just now/,
  );
  expect((await bridge.resolved(tenant, `order:${first.id}`)).job).toMatchObject({
    outcome: "booked",
    settingsVersion: before,
  });
  await page.goto(`${home()}/orders/${first.jobId}`);
  expect(await main().textContent()).toContain(
    `operator chose Retry with settings version ${String(before)}`,
  );

  await page.goto(`${home()}/orders/${second.jobId}`);
  await press("Retry with the newest settings");
  await press("Retry");
  expect((await bridge.resolved(tenant, `order:${second.id}`)).job).toMatchObject({
    outcome: "booked",
    settingsVersion: await version(),
  });
  await page.goto(`${home()}/orders/${second.jobId}`);
  expect(await main().textContent()).toContain("operator chose Retry with the newest settings");
  expect([await bookedOn(first.orderNumber), await bookedOn(second.orderNumber)]).toEqual([
    ["3001"],
    ["3003"],
  ]);

  // What comes next of an order that was booked so has the newest, and the older settings are kept nowhere.
  expect(
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${third.jobId}/retry`, {
      settings: "planned",
    }),
  ).toEqual({ jobId: third.jobId });
  await bridge.resolved(tenant, `order:${third.id}`);
  expect(await bookedOn(third.orderNumber)).toEqual(["3001"]);
  await bridge.advance(6_000);
  expect((await bridge.book(tenant, third.id, "order.updated")).job.settingsVersion).toBe(
    await version(),
  );
  expect(await bookedOn(third.orderNumber)).toEqual(["3001"]);
  expect(stage.complaints).toEqual([]);
});

test("several at once: the buttons of what needs attention do the same for each that is ticked", async () => {
  const { page, bridge } = stage;
  await revenueOn("3001");
  const orders = await refused(4);
  await revenueOn("3003");
  await bridge.advance(6_000);
  const tick = async (some: typeof orders): Promise<void> => {
    await page.goto(`${home()}/attention`);
    for (const { orderNumber } of some)
      await page.getByLabel(`Select ${orderNumber}`, { exact: true }).check();
  };
  await tick(orders.slice(0, 2));
  expect(
    await page
      .getByRole("row")
      .filter({ hasText: orders[0]?.orderNumber ?? "" })
      .textContent(),
  ).toContain("Calculated with settings version");
  expect(await onPhone(stage, `${home()}/attention`)).toBeLessThanOrEqual(0);
  // Each line goes through all of a row's cells.
  const rows = await page
    .locator("table tbody tr")
    .evaluateAll((all) =>
      all.map(
        (row) =>
          new Set([...row.children].map((cell) => Math.round(cell.getBoundingClientRect().bottom)))
            .size,
      ),
    );
  expect([rows.length > 0, new Set(rows)]).toEqual([true, new Set([1])]);
  await picture(stage, "attention-both");
  await press("Retry");
  expect(await main().textContent()).toContain("2 items will be retried");
  expect(
    await main()
      .getByText(/^Settings version \d+\.$/)
      .count(),
  ).toBe(2);
  expect(await Promise.all(orders.map(({ orderNumber }) => bookedOn(orderNumber)))).toEqual([
    [],
    [],
    [],
    [],
  ]);
  await picture(stage, "retry-sheet");
  await press("Retry 2 items");
  expect(await main().textContent()).toContain("Retrying 2 items.");
  await tick(orders.slice(2));
  await press("Retry with the newest settings");
  await press("Retry 2 items");
  expect(await main().textContent()).toContain("Retrying 2 items.");
  for (const { id } of orders)
    expect((await bridge.resolved(tenant, `order:${id}`)).job.outcome).toBe("booked");
  expect(await Promise.all(orders.map(({ orderNumber }) => bookedOn(orderNumber)))).toEqual([
    ["3001"],
    ["3001"],
    ["3003"],
    ["3003"],
  ]);
  await page.goto(`${home()}/attention`);
  expect(await main().textContent()).toContain("No action needed.");
  expect(stage.complaints).toEqual([]);
});

test("waits and lost answers of that run keep the older settings, and the order is booked once", async () => {
  const { bridge } = stage;
  await revenueOn("3001");
  const [slow, lost, kept] = await refused(3);
  if (slow === undefined || lost === undefined || kept === undefined) throw new Error("not placed");
  await revenueOn("3003");
  await bridge.advance(6_000);
  const planned = (await bridge.timeline(tenant.id, slow.jobId)).job.settingsVersion;
  const again = ({ jobId }: typeof slow): Promise<Json> =>
    bridge.ask("POST", `/tenants/${tenant.id}/jobs/${jobId}/retry`, { settings: "planned" });

  // The shop answers nothing for a while.
  await bridge.fault("asperion", {
    route: "GET /v1/SalesOrderWithLines",
    kind: "status",
    status: 503,
    times: 2,
  });
  await again(slow);
  expect((await bridge.newest(tenant, `order:${slow.id}`)).wait).toBe("back-off");
  expect((await bridge.resolved(tenant, `order:${slow.id}`)).job.outcome).toBe("booked");
  await bridge.control("asperion", "DELETE", "/faults");

  // The first write didn't come through, and a voucher is never sent again unasked; of the second one only the answer was lost.
  for (const [order, fault] of [
    [lost, "drop"],
    [kept, "commit-then-drop"],
  ] as const) {
    await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: fault });
    await again(order);
    expect((await bridge.newest(tenant, `order:${order.id}`)).wait).toBe("in-doubt");
    await bridge.control("eaccounting", "DELETE", "/faults");
    const { job } = await bridge.resolved(tenant, `order:${order.id}`);
    expect([job.outcome, job.settingsVersion]).toEqual([
      fault === "drop" ? "needs-attention" : "booked",
      planned,
    ]);
    if (fault === "drop") await again(order);
    expect((await bridge.resolved(tenant, `order:${order.id}`)).job.outcome).toBe("booked");
  }
  expect(
    await Promise.all([slow, lost, kept].map(({ orderNumber }) => bookedOn(orderNumber))),
  ).toEqual([["3001"], ["3001"], ["3001"]]);
});

test("a flow that was switched off since stays off for it, and so does a start line that was moved", async () => {
  const { bridge } = stage;
  await revenueOn("3001");
  const [off, early] = await refused(2);
  if (off === undefined || early === undefined) throw new Error("not placed");
  await bridge.reconfigure(tenant, { orders: { enabled: false } });
  await bridge.advance(6_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${off.jobId}/retry`, {
    settings: "planned",
  });
  expect(codesOf((await bridge.resolved(tenant, `order:${off.id}`)).job)).toEqual(["flow-off"]);
  await bridge.reconfigure(tenant, {
    orders: { enabled: true, startLine: "2099-01-01T00:00:00Z" },
  });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${early.jobId}/retry`, {
    settings: "planned",
  });
  expect(codesOf((await bridge.resolved(tenant, `order:${early.id}`)).job)).toEqual([
    "before-start",
  ]);
  expect([await bookedOn(off.orderNumber), await bookedOn(early.orderNumber)]).toEqual([[], []]);
});
