/**
 * Vouchers of days on their pages: what waits, what is booked, its orders; and on an order's page
 * its voucher and its share.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localDay } from "../../src/domain/platform/zoned-time.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { compareDays } from "../support/compare.ts";
import { COALESCE } from "../support/write-cases.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import {
  closeStage,
  openStage,
  PHONE,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

const HOUR = 3_600_000;
let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
});

afterAll(async () => {
  await closeStage(stage);
});

const at = (path: string): string => `/admin/tenants/${tenant.id}/${path}`;
const main = () => stage.page.locator("main");
const text = async (): Promise<string> =>
  ((await main().textContent()) ?? "").replaceAll(/\s+/g, " ");

test("an order waits for its day, and then names its voucher, which lists it", async () => {
  const { bridge } = stage;
  const day = localDay(await bridge.now(), "Europe/Stockholm");
  const jobs: string[] = [];
  const numbers: string[] = [];
  for (const quantity of [10, 2]) {
    const placed = await bridge.place({
      ...companyBuyer(`Page${quantity}`),
      paymentMethodId: "CARD",
      lines: [{ articleCode: "MUG", quantity, price: 10 }],
    });
    const { job } = await bridge.book(tenant, placed.id);
    jobs.push(job.id);
    numbers.push(placed.orderNumber);
  }
  await signInAsOperator(stage);
  await stage.page.goto(at("days"));
  expect(await text()).toContain("Waiting for the next closing");
  expect(await text()).toMatch(/closes \d/);
  expect(await text()).not.toContain("No daily vouchers yet");
  await picture(stage, "days-waiting");
  await stage.page.goto(at(`orders/${String(jobs[1])}`));
  await picture(stage, "days-order-waiting");
  expect(await text()).toContain("waits for the daily voucher of");
  expect(await stage.page.locator("#live-head .badge").textContent()).toBe(
    "Waits for the daily voucher",
  );
  expect(await text()).toContain("can't be unlinked");
  expect(await text()).toContain("Share of the daily voucher, in SEK");
  expect(await text()).not.toContain("Lines sent to eAccounting");
  expect(await main().getByText("Unlink document").count()).toBe(0);
  await bridge.advance(24 * HOUR);
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  // A day later the session is over.
  await signInAsOperator(stage);
  await stage.page.goto(at("days"));
  const row = main().locator("tbody tr").first();
  expect(await row.textContent()).toContain("Booked");
  await picture(stage, "days");
  await row.getByRole("link").click();
  await stage.page.waitForURL(new RegExp(`/days/${day}-1$`));
  await picture(stage, "day");
  const shown = await text();
  for (const part of ["1580", "150.00", "2611", "30.00", "3001", "120.00", "25%", ...numbers])
    expect(shown).toContain(part);
  await main()
    .getByRole("link", { name: String(numbers[1]), exact: true })
    .click();
  await stage.page.waitForURL(/\/orders\//);
  await picture(stage, "days-order");
  await stage.page.goto(at("clearing"));
  await picture(stage, "clearing");
  await stage.page.goBack();
  expect(await text()).toContain("Sale: 25.00 SEK of 150.00 SEK");
  expect(
    await unreadable(stage, [at("days"), at(`days/${day}-1`), at(`orders/${String(jobs[1])}`)]),
  ).toEqual([]);
});

test("on a phone each figure of a posting stands below its side: debit left, credit right", async () => {
  await stage.page.goto(at("days"));
  await main().locator("tbody tr").first().getByRole("link").click();
  await stage.page.waitForURL(/\/days\/\d/);
  const size = stage.page.viewportSize();
  await stage.page.setViewportSize(PHONE);
  const table = main().locator("table:has(> thead.posting)");
  const rightOf = async (cells: string): Promise<readonly number[]> =>
    Promise.all(
      (await table.locator(cells).all()).map(async (cell) => {
        const box = await cell.boundingBox();
        return box === null ? 0 : Math.round(box.x + box.width);
      }),
    );
  const [debit = 0, credit = 0] = await rightOf("thead .figure");
  expect(debit).toBeLessThan(credit);
  const rows = await table.locator("tr").count();
  expect(await rightOf("tbody .figure")).toEqual(
    Array.from({ length: rows - 1 }, () => [debit, credit]).flat(),
  );
  await stage.page.setViewportSize(size ?? PHONE);
});

describe("a day's amounts follow what comes after it is booked", () => {
  let day: string;
  let voucher: Json;
  const placed: { id: number; number: string; job: string }[] = [];
  const shownOn = async (path: string): Promise<string> => {
    await stage.page.goto(at(path));
    return (await main().innerText()).replaceAll(/\s+/g, " ");
  };
  const inLedger = (method: string, body?: Json) => async (): Promise<void> => {
    const company = await stage.bridge.companyId(tenant.company);
    const path = `/vouchers/${String(voucher["Id"])}?${new URLSearchParams({ company })}`;
    await stage.bridge.control("eaccounting", method, path, body);
    await compareDays(stage.bridge, tenant, { from: day, to: day });
  };
  /** The day's line of the list, and its facts on its own page. */
  const amounts = async (): Promise<Json> => {
    const { vouchers = [] } = (await stage.bridge.ask("GET", `/tenants/${tenant.id}/days`)) as {
      vouchers?: readonly Json[];
    };
    const { charged, held, difference, vat } = vouchers.find(({ id }) => id === `${day}-1`) ?? {};
    return { charged, held, difference, vat };
  };

  test("while nothing does, both sides agree, by rate as well", async () => {
    const { bridge } = stage;
    day = localDay(await bridge.now(), "Europe/Stockholm");
    for (const quantity of [10, 2, 4]) {
      const order = await bridge.place({
        ...companyBuyer(`World${quantity}`),
        paymentMethodId: "CARD",
        lines: [{ articleCode: "MUG", quantity, price: 10 }],
      });
      const { job } = await bridge.book(tenant, order.id);
      placed.push({ id: order.id, number: order.orderNumber, job: job.id });
    }
    const waiting = await shownOn("days");
    expect(waiting).toContain("200.00 25%: 40.00 200.00 0.00 Waiting for the next closing");
    const owed = await shownOn("clearing");
    expect(owed).toContain("200.00 SEK of what is still owed waits for daily vouchers");
    expect(owed).not.toContain("It adds up");
    await bridge.advance(24 * HOUR);
    expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
    await signInAsOperator(stage);
    voucher =
      ((await bridge.ledger())["vouchers"] ?? []).find(({ VoucherText }) =>
        String(VoucherText).startsWith(`${day}-1`),
      ) ?? {};
    expect(await shownOn("days")).toContain("200.00 25%: 40.00 200.00 0.00 Booked");
    const page = await shownOn(`days/${day}-1`);
    expect(page).toContain("Order total 200.00 SEK");
    expect(page).toContain("In eAccounting 200.00 SEK");
    expect(page).toContain("VAT rate Net (SEK) VAT (SEK) 25% 160.00 40.00 Total 160.00 40.00");
    expect(page).not.toContain("Why it differs");
    await picture(stage, "day-agrees");
  });

  test("an order that is edited and on hold, and one that is skipped then, are told with what they differ by", async () => {
    const { bridge } = stage;
    const [, two] = placed;
    if (two === undefined) throw new Error("not placed");
    await bridge.edit(two.id, { lines: [{ articleCode: "MUG", quantity: 3, price: 10 }] });
    await bridge.advance(COALESCE);
    const { job } = await bridge.book(tenant, two.id, "order.updated");
    expect(job.outcome).toBe("needs-attention");
    const differs = { charged: "212.50", held: "200.00", difference: "-12.50" };
    expect(await amounts()).toMatchObject(differs);
    expect(await shownOn("days")).toContain("212.50 25%: 40.00 200.00 -12.50 Booked");
    expect(await shownOn(`days/${day}-1`)).toContain(
      `Why it differs What Reason Difference (SEK) ${two.number} Asperion charges 37.50 SEK, 25.00 SEK is booked. Action needed -12.50`,
    );
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/skip`, { note: "as agreed" });
    expect(await amounts()).toMatchObject(differs);
    expect(await shownOn(`days/${day}-1`)).toContain("25.00 SEK is booked. Skipped -12.50");
    await picture(stage, "day-differs");
    expect(await unreadable(stage, [at("days"), at(`days/${day}-1`)])).toEqual([]);
  });

  test("a voucher that somebody changed holds what the ledger says", async () => {
    const rows = voucher["Rows"] as readonly Json[];
    const half = (row: Json, field: string) => ({ [field]: Number(row[field]) / 2 });
    const Rows = rows.map((row) => ({
      ...row,
      ...half(row, "DebitAmount"),
      ...half(row, "CreditAmount"),
    }));
    await inLedger("PATCH", { Rows } as unknown as Json)();
    expect(await amounts()).toEqual({
      charged: "212.50",
      held: "100.00",
      difference: "-112.50",
      vat: [{ rate: "0.25", net: "80.00", vat: "20.00" }],
    });
    const page = await shownOn(`days/${day}-1`);
    expect(page).toContain("Changed in eAccounting, as the reconciliation of");
    expect(page).toContain("At 25%: net -80.00 SEK, VAT -20.00 SEK -100.00");
    await inLedger("PATCH", { Rows: rows } as unknown as Json)();
    expect(await amounts()).toMatchObject({ held: "200.00", difference: "-12.50" });
  });

  test("a voucher that somebody deleted holds nothing", async () => {
    await inLedger("DELETE")();
    // The day's own run looks for it, and says so.
    const { job } = await stage.bridge.resolved(tenant, `day:${day}-1`);
    expect(job.reasons.map(({ code }) => code)).toEqual(["day-voucher-gone"]);
    expect(await amounts()).toMatchObject({
      charged: "212.50",
      held: "0.00",
      difference: "-212.50",
    });
    expect(await shownOn(`days/${day}-1`)).toContain(
      "Daily voucher Deleted in eAccounting. Retry books the day again. -200.00",
    );
    await picture(stage, "day-deleted");
    // Its orders name it, and the one way out is the day's.
    const order = await shownOn(`orders/${placed[0]?.job ?? ""}`);
    expect(order).toMatch(/daily voucher A\d+ of .*, which was deleted in eAccounting/);
    expect(order).not.toMatch(/not booked yet|Book again|after it ends/);
    const found = await shownOn("comparison");
    expect(found).not.toMatch(/on the order's page|Book again/);
    expect(found).toContain("press Retry on the day's page");
    expect(await shownOn("clearing")).toContain(
      "200.00 SEK of what is still owed belongs to daily vouchers that were deleted in eAccounting.",
    );
    // The first test's order of 125.00 and 25.00 is all that is left there.
    const compared = await shownOn("clearing?compare=1");
    expect(compared).toContain("It adds up");
    expect(compared).toContain("350.00 SEK 0.00 SEK 0.00 SEK 200.00 SEK 150.00 SEK 0.00 SEK");
    // Nothing lies outside of what is seen, at a desk and on a phone.
    for (const size of [{ width: 1280, height: 800 }, PHONE]) {
      await stage.page.setViewportSize(size);
      for (const path of ["days", `days/${day}-1`]) {
        await stage.page.goto(at(path));
        const outside = await stage.page.evaluate(
          `[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.getAttribute("aria-label"))`,
        );
        expect([size.width, path, outside]).toEqual([size.width, path, []]);
      }
    }
  });
});

test("an order that left its day before that closed was never booked, and its page says so without a link", async () => {
  const { bridge, page } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Left"),
    paymentMethodId: "CARD",
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  await bridge.book(tenant, placed.id);
  await bridge.edit(placed.id, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  await bridge.advance(COALESCE);
  const { job } = await bridge.book(tenant, placed.id, "order.cancelled");
  await page.goto(at(`orders/${job.id}`));
  const shown = (await main().innerText()).replaceAll(/\s+/g, " ");
  expect(shown).toMatch(/added for .* and taken out before the day closed: nothing was booked/);
  expect(shown).toContain("No linked document.");
  expect(shown).not.toMatch(/Reversing journal voucher|Linked to/);
});
