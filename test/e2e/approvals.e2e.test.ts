/**
 * Orders that wait for an approval, in a browser without JavaScript: nothing of them is in the
 * ledger before, each is there once after, and an edit, a stop or a second press changes that not.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { vouchersOf } from "../support/vouchers.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import {
  closeStage,
  onPhone,
  openStage,
  overflow,
  picture,
  shootEach,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { pressInMain } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "invoice", approval: { grossFrom: "1000.00" } },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const room = (): string => `/admin/tenants/${tenant.id}/approvals`;
const main = () => stage.page.locator("main");
const text = async (): Promise<string> => (await main().textContent()) ?? "";

const press = (name: string): Promise<void> => pressInMain(stage, name);

/** How many the navigation counts. */
async function counted(): Promise<number> {
  await stage.page.goto(`/admin/tenants/${tenant.id}/orders`);
  const found = stage.page.locator("#approvals-count [aria-hidden]");
  return (await found.count()) === 0 ? 0 : Number(await found.textContent());
}

const large = (quantity = 20): Json => ({ ...mug(quantity), price: 100 });

/** An order that a rule holds. */
async function waiting(line = large()) {
  const { bridge } = stage;
  const order = await bridge.place({ ...companyBuyer(`Wait${(n += 1)}`), lines: [line] });
  const { job } = await bridge.book(tenant, order.id);
  expect([job.outcome, job.reasons[0]?.code]).toEqual(["held", "waits-for-approval"]);
  return { ...order, jobId: job.id };
}

async function approve(jobIds: readonly string[]): Promise<void> {
  await stage.page.goto(room());
  for (const id of jobIds) await main().locator(`input[name=job][value="${id}"]`).check();
  await press("Approve");
}

const outcome = async (id: number) =>
  (await stage.bridge.resolved(tenant, `order:${id}`)).job.outcome;

test("a small order is booked, a large one waits with nothing of it in the ledger, and its posting is a click away", async () => {
  const { bridge, page } = stage;
  const small = await bridge.place({ ...companyBuyer("Small"), lines: [mug(1)] });
  expect((await bridge.book(tenant, small.id)).job.outcome).toBe("booked");
  const before = await bridge.ledger();
  const order = await waiting();
  expect(await invoicesOf(bridge, order.orderNumber)).toEqual([]);
  const after = await bridge.ledger();
  for (const list of ["customers", "customerinvoicedrafts", "articles", "customerinvoices"])
    expect([list, after[list]?.length]).toEqual([list, before[list]?.length]);
  expect(await counted()).toBe(1);
  await page.goto(room());
  expect(await text()).toContain("the amount is 1,000.00 SEK or more");
  expect(await text()).toContain("Wait1");
  await picture(stage, "approvals");
  await Promise.all([
    page.waitForNavigation(),
    main()
      .getByRole("link", { name: /Predicted posting/ })
      .click(),
  ]);
  expect(await text()).toMatch(/Predicted/);
});

test("several are approved at once after the sheet, each is booked once, and who approved stands in its story", async () => {
  const { bridge, page } = stage;
  const other = await waiting();
  await page.goto(room());
  await main().getByLabel("Select all on this page").check();
  await press("Approve");
  expect(await text()).toContain("2 orders will be approved");
  expect((await text()).match(/Will be booked\./g)).toHaveLength(2);
  // As which document each, and the sum of them.
  expect((await text()).match(/Will be booked\.\s*Booked invoice/g)).toHaveLength(2);
  const sums = main().getByRole("table").first().locator("tbody tr");
  expect(await sums.allTextContents()).toEqual([
    expect.stringMatching(/^Booked invoice2[\d,.]+ SEK$/),
  ]);
  expect(await invoicesOf(bridge, other.orderNumber)).toEqual([]);
  await press("Approve 2 orders");
  expect(await text()).toContain("2 orders approved. They are processed next");
  expect(await outcome(other.id)).toBe("booked");
  expect(await invoicesOf(bridge, other.orderNumber)).toHaveLength(1);
  await page.goto(`/admin/tenants/${tenant.id}/orders/${other.jobId}`);
  expect(await text()).toContain("operator approved it");
  await page.goto(`/admin/tenants/${tenant.id}/audit`);
  expect(await text()).toContain("Approved");
  expect(await counted()).toBe(0);
});

test("an edit that comes while somebody approves asks again, and what was approved before isn't asked twice", async () => {
  const { bridge } = stage;
  const order = await waiting();
  await approve([order.jobId]);
  await bridge.edit(order.id, { lines: [large(30)] });
  await press("Approve 1 order");
  const again = await bridge.resolved(tenant, `order:${order.id}`);
  expect([again.job.outcome, again.job.reasons[0]?.code]).toEqual(["held", "waits-for-approval"]);
  expect(await invoicesOf(bridge, order.orderNumber)).toEqual([]);
  await approve([again.job.id]);
  // In a second tab, the same.
  const sheet = await stage.page.content();
  const form = [...sheet.matchAll(/name="(csrf|mark|job)" value="([^"]*)"/g)].map(
    ([, name = "", value = ""]): [string, string] => [name, value],
  );
  await press("Approve 1 order");
  expect(await outcome(order.id)).toBe("booked");
  const twice = await stage.context.request.post(`${room()}/confirm`, {
    headers: { origin: stage.url, "content-type": "application/x-www-form-urlencoded" },
    data: new URLSearchParams(form).toString(),
  });
  expect(twice.status()).toBe(409);
  expect(await invoicesOf(bridge, order.orderNumber)).toHaveLength(1);
  // Met once more, unchanged: nothing is asked and nothing is made.
  expect((await bridge.book(tenant, order.id, "order.updated")).job.outcome).toBe("booked");
  expect(await invoicesOf(bridge, order.orderNumber)).toHaveLength(1);
});

test("an order that was lowered while somebody approved is shown anew, and one that is gone plans nothing", async () => {
  const { bridge, page } = stage;
  const [order, gone] = [await waiting(), await waiting()];
  await approve([order.jobId, gone.jobId]);
  expect(await text()).toContain("What is shown is as each order was last read.");
  await bridge.edit(order.id, { lines: [mug(1)] });
  await bridge.control("asperion", "DELETE", `/orders/${gone.id}`);
  await press("Approve 2 orders");
  const again = await bridge.resolved(tenant, `order:${order.id}`);
  expect([again.job.outcome, again.job.reasons[0]?.params["rule"]]).toEqual(["held", "changed"]);
  expect(await invoicesOf(bridge, order.orderNumber)).toEqual([]);
  await bridge.resolved(tenant, `order:${gone.id}`);
  await page.goto(`/admin/tenants/${tenant.id}/orders/${gone.jobId}`);
  expect(await text()).toContain("no longer exists in Asperion");
  expect(await text()).not.toContain("Planned document");
  await approve([again.job.id]);
  expect(await text()).toContain("It was approved at 2,500.00 SEK, and changed before");
  await press("Approve 1 order");
  expect(await outcome(order.id)).toBe("booked");
});

test("what is approved while everything is stopped is booked once it goes on", async () => {
  const { bridge } = stage;
  const order = await waiting();
  await bridge.ask("POST", `/tenants/${tenant.id}/pause`, { note: "stocktaking" });
  await approve([order.jobId]);
  await press("Approve 1 order");
  await bridge.settled(tenant.id);
  expect(await invoicesOf(bridge, order.orderNumber)).toEqual([]);
  await bridge.ask("POST", `/tenants/${tenant.id}/resume`, {});
  expect(await outcome(order.id)).toBe("booked");
  expect(await invoicesOf(bridge, order.orderNumber)).toHaveLength(1);
});

test("one that is rejected is skipped with its reason, and a voucher waits and is booked like the others", async () => {
  const { bridge, page } = stage;
  const rejected = await waiting();
  await page.goto(room());
  await main().locator(`input[name=job][value="${rejected.jobId}"]`).check();
  await main().getByLabel("Reason for rejecting").fill("A joke");
  await press("Reject");
  expect(await text()).toContain("1 order will be rejected");
  expect(await outcome(rejected.id)).not.toBe("skipped");
  await press("Reject 1 order");
  expect(await text()).toContain("1 order rejected.");
  expect(await outcome(rejected.id)).toBe("skipped");
  await page.goto(`/admin/tenants/${tenant.id}/orders/${rejected.jobId}`);
  expect(await text()).toContain("A joke");
  await bridge.reconfigure(tenant, {
    orders: { type: "mutation", approval: { kinds: ["mutation"] } },
  });
  const voucher = await waiting(mug(1));
  expect(await vouchersOf(bridge, voucher.orderNumber)).toEqual([]);
  await approve([voucher.jobId]);
  expect(await text()).toContain("Will be booked.");
  expect(await posted()).toMatch(/3001[^]*8\.50[^]*2611[^]*2\.13/);
  await press("Approve 1 order");
  expect(await outcome(voucher.id)).toBe("booked");
  expect(await vouchersOf(bridge, voucher.orderNumber)).toHaveLength(1);
});

const posted = async (): Promise<string> =>
  (await main().locator("section[aria-labelledby=posting] tbody tr").allTextContents()).join("\n");

test("a retry shows what one order would book by account, and of several the sum by document", async () => {
  const { bridge, page } = stage;
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", approval: { kinds: [], grossFrom: "1000.00" } },
  });
  const [one, other] = [await waiting(), await waiting()];
  await bridge.reconfigure(tenant, { orders: { approval: { grossFrom: null } } });
  await bridge.advance(6_000);
  await page.goto(`/admin/tenants/${tenant.id}/orders/${one.jobId}`);
  await press("Retry with the newest settings");
  expect(await text()).toMatch(/Will be booked\.\s*Booked invoice/);
  // Goods, VAT, and what the customer owes: what the invoice then books.
  const told = await posted();
  const { pathname, search } = new URL(page.url());
  const retry = pathname + search;
  await picture(stage, "retry-posting");
  expect(await onPhone(stage, retry)).toBe(0);
  expect(await unreadable(stage, [retry])).toEqual([]);
  const several = `/admin/tenants/${tenant.id}/attention/mend?job=${one.jobId}&job=${other.jobId}`;
  await page.goto(several);
  const sums = main().getByRole("table").first().locator("tbody tr");
  const [row = ""] = await sums.allTextContents();
  expect(row).toMatch(/^Booked invoice2/);
  await picture(stage, "retry-several");
  expect(await onPhone(stage, several)).toBe(0);
  expect(await unreadable(stage, [several])).toEqual([]);
  await page.goto(retry);
  expect(new URL(page.url()).pathname).toBe(pathname);
  expect(await posted()).toEqual(told);
  await press("Retry");
  expect(await outcome(one.id)).toBe("booked");
  const [invoice] = await invoicesOf(bridge, one.orderNumber);
  const gross = Number(invoice?.["TotalAmountInvoiceCurrency"] ?? invoice?.["TotalAmount"]);
  expect(row).toContain(
    new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(gross * 2),
  );
  expect(told).toContain(new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(gross));
});

test("in test mode the sheet says what each would become, and nothing that will be booked", async () => {
  const { bridge } = stage;
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", approval: { kinds: [], grossFrom: "1000.00" } },
    trial: true,
  });
  const waits = [await waiting(), await waiting()];
  await approve(waits.map(({ jobId }) => jobId));
  expect((await text()).match(/Would become a booked invoice\./g)).toHaveLength(3);
  expect(await text()).not.toContain("Will be booked");
  await press("Approve 2 orders");
  await outcome(waits[1]?.id ?? 0);
  await bridge.reconfigure(tenant, { trial: false });
});

test("room, sheet and settings hold to a phone and to a screen reader, and each reader's words", async () => {
  const { bridge } = stage;
  await bridge.reconfigure(tenant, {
    orders: { type: "invoice", approval: { credits: true, grossFrom: "10.00" } },
  });
  await waiting();
  const addresses = [room(), `/admin/tenants/${tenant.id}/settings/approval`];
  await shootEach(stage, addresses);
  for (const address of addresses) {
    await stage.page.goto(address);
    expect([address, await overflow(stage.page)]).toEqual([address, 0]);
    expect([address, (await onPhone(stage, address)) <= 0]).toEqual([address, true]);
  }
  expect(await unreadable(stage, addresses)).toEqual([]);
  expect(stage.complaints).toEqual([]);
});

test("a preview of the first days' rule knows when the shop went live", async () => {
  const { bridge } = stage;
  await bridge.reconfigure(tenant, { orders: { type: "invoice", approval: {} } });
  const early = await bridge.place({ ...companyBuyer("Early"), lines: [mug(1)] });
  await bridge.book(tenant, early.id);
  await bridge.advance(5 * 86_400_000);
  const later = await bridge.place({ ...companyBuyer("Later"), lines: [mug(1)] });
  await bridge.book(tenant, later.id);
  const { version: _, ...settings } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  const { changed } = (await bridge.ask("POST", `/tenants/${tenant.id}/settings/preview`, {
    settings: {
      ...settings,
      orders: { ...(settings["orders"] as Json), approval: { firstDays: 2 } },
    },
  })) as unknown as {
    changed: { label: string; differences: { field: string; after: string | null }[] }[];
  };
  const become = new Map(changed.map(({ label, differences }) => [label, differences]));
  expect(become.get(early.orderNumber)).toEqual([
    { field: "outcome", before: "written", after: "held: waits-for-approval" },
  ]);
  expect(become.has(later.orderNumber)).toBe(false);
});

test("the sheet knows of a period that was locked after the order was read", async () => {
  const { bridge, page } = stage;
  const approval = { grossFrom: "1000.00" };
  await bridge.reconfigure(tenant, { orders: { type: "invoice", approval } });
  const order = await waiting();
  const lock = (day: string | null) =>
    bridge.control("eaccounting", "PUT", "/company", { lockedTo: day });
  // Lists that are being read meanwhile would count as read after the clock went on.
  await bridge.settled(tenant.id);
  await lock("2099-12-31");
  await bridge.advance(61_000);
  // Days have passed since the sign-in.
  await signInAsOperator(stage);
  await page.goto(room());
  await main().locator(`input[name=job][value="${order.jobId}"]`).check();
  await press("Approve");
  const shown = await text();
  await lock(null);
  expect(shown).not.toContain("Will be booked.");
  expect(shown).toContain("locked in eAccounting");
});
