/**
 * A person credits some of an order's invoices in the ledger, and the shop changes the order:
 * either the books come to what it charges, or a hold says what was credited there.
 */
import { expect, test } from "vitest";
import type { FlowWorld, Json, Run } from "../../../support/flow-world.ts";
import { companyBuyer } from "../../../support/orders.ts";
import { cents } from "../little-ledger.ts";
import { setOff } from "../registered-by-hand.kit.ts";
import { books, tenant } from "../registered-world.kit.ts";

let n = 0;
/** Mugs of 1.00 with VAT, for so much. */
const of = (gross: number): Json => ({
  lines: [{ articleCode: "MUG", vatCode: "H", quantity: gross, price: 0.8 }],
});
const CODE = "booked-corrected-by-person";
const CANCELLED = { status: 9 };
const AGAIN = { status: 2, comments: "as it was" };

/** An order of 100.00 whose invoice is booked, after which it became each of these. */
async function order(...changes: readonly Json[]) {
  const world = await tenant({ payments: "none", refunds: "none" });
  const buyer = companyBuyer(`Credited${(n += 1)}`);
  const before = await receivable(world);
  const placed = await world.place({ ...buyer, ...of(100) });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const owed = async (): Promise<bigint> => (await receivable(world)) - before;
  const to = async (change: Json, types?: readonly string[]): Promise<Run> => {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    return world.book(placed.id, types);
  };
  for (const change of changes) expect((await to(change)).end.outcome).toBe("updated");
  const live = (role: string) =>
    world.documentsOf(placed.id).filter((one) => one.role === role && one.state === "live");
  const invoices = () => [...live("invoice"), ...live("delta-invoice")];
  return { world, buyer, placed, owed, to, live, invoices };
}
type Shop = Awaited<ReturnType<typeof order>>;

async function receivable(world: FlowWorld): Promise<bigint> {
  const found = await books(world);
  return cents((found[1510] ?? 0).toFixed(2));
}

async function inLedger(world: FlowWorld, id: string): Promise<Json> {
  const { customerinvoices = [] } = await world.ledger();
  const found = customerinvoices.find((one) => String(one["Id"]).toLowerCase() === id);
  if (found === undefined) throw new Error("it isn't in the ledger");
  return found;
}

const patch = (world: FlowWorld, id: unknown, by: Json) =>
  world.control("eaccounting", "PATCH", `/customerinvoices/${String(id)}?company=Demo%20AB`, by);

/** `set-off`: as a credit of its own, set off on the invoice; `named`: the invoice names it. */
type How = "set-off" | "named" | "both";

/** In the ledger's own screen: so much of the order's nth invoice. */
async function credits({ world, invoices }: Shop, gross: number, nth: number, how: How) {
  const invoice = await inLedger(world, (invoices()[nth]?.id ?? "").toLowerCase());
  const [row] = invoice["Rows"] as readonly Json[];
  const credit = (await world.control(
    "eaccounting",
    "POST",
    "/customerinvoices?company=Demo%20AB",
    {
      CustomerId: invoice["CustomerId"],
      IsCreditInvoice: true,
      Rows: [{ ...row, Quantity: gross }],
    },
  )) as Json;
  expect(Number(credit["TotalAmountInvoiceCurrency"])).toBe(-gross);
  const left = Number(invoice["RemainingAmountInvoiceCurrency"]) - gross;
  const off = Number(invoice["SetOffAmountInvoiceCurrency"]) + gross;
  if (how !== "set-off")
    await patch(world, invoice["Id"], { CreditedBy: [{ CreditInvoiceId: credit["Id"] }] });
  if (how === "named") return;
  setOff(world, [
    { id: String(invoice["Id"]), off, remaining: left },
    { id: String(credit["Id"]), off: gross, remaining: 0 },
  ]);
}

/** In the ledger's own screen: our nth credit, on the first invoice. `told`: the credit says it. */
async function setOffOurs({ world, live, invoices }: Shop, gross: number, told: boolean) {
  const ours = live("delta-credit")[0]?.id ?? "";
  setOff(world, [
    { id: invoices()[0]?.id ?? "", off: gross, remaining: 100 - gross },
    { id: ours, off: told ? gross : 0, remaining: 0 },
  ]);
}

const held = (run: Run, credited: string, ours: string) =>
  expect([run.end.outcome, run.writes.map(({ kind }) => kind), run.end.reasons[0]]).toMatchObject([
    "held",
    [],
    { code: CODE, params: { credited, ours } },
  ]);

const HOWS: readonly How[] = ["set-off", "named", "both"];

test.each([0, 1].flatMap((nth) => HOWS.map((how) => [nth, how] as const)))(
  "of an order that was cancelled and charged again, on invoice %i: %s",
  async (nth, how) => {
    const shop = await order(CANCELLED, AGAIN);
    expect(await shop.owed()).toBe(100_00n);
    await credits(shop, 30, nth, how);
    expect(await shop.owed()).toBe(70_00n);
    held(await shop.to(of(70)), "30.00", "0.00");
    expect(await shop.owed()).toBe(70_00n);
  },
);

test("what was credited on several later invoices is added up", async () => {
  const shop = await order(of(150), of(170));
  await credits(shop, 5, 1, "both");
  await credits(shop, 10, 2, "set-off");
  held(await shop.to(of(155)), "15.00", "0.00");
  expect(await shop.owed()).toBe(155_00n);
});

test.each(["set-off", "named"] as const)(
  "less than our own credits, of which none is set off: %s",
  async (how) => {
    const shop = await order(of(80));
    await credits(shop, 15, 0, how);
    held(await shop.to(of(65)), "15.00", "0.00");
    expect(await shop.owed()).toBe(65_00n);
  },
);

test("beside our own credit, which was set off", async () => {
  const shop = await order(of(80));
  await setOffOurs(shop, 20, true);
  await credits(shop, 15, 0, "set-off");
  held(await shop.to(of(65)), "35.00", "20.00");
});

test.each([true, false])(
  "our own credit that was set off is ours, told on it: %s",
  async (told) => {
    const shop = await order(of(80));
    await setOffOurs(shop, 20, told);
    expect((await shop.to(of(65))).end.outcome).toBe("updated");
    expect(await shop.owed()).toBe(65_00n);
  },
);

test("where our credit is closed by another amount than the invoice was credited by, it waits", async () => {
  const shop = await order(of(80));
  const ours = shop.live("delta-credit")[0]?.id ?? "";
  await shop.world.control("eaccounting", "POST", `/customerinvoices/${ours}/payments`, {
    PaymentAmount: 20,
  });
  await credits(shop, 15, 0, "set-off");
  held(await shop.to(of(65)), "15.00", "0.00");
});

test("a credit order of the shop that was set off is ours, and a person's beside it isn't", async () => {
  const shop = await order(CANCELLED, AGAIN);
  const { world, buyer, placed } = shop;
  const credit = await world.place({
    ...buyer,
    creditsOrderId: placed.id,
    lines: [{ articleCode: "MUG", vatCode: "H", quantity: -20, price: 0.8 }],
  });
  expect((await world.book(credit.id)).end.outcome).toBe("booked");
  const [booked] = world.documentsOf(credit.id).filter(({ role }) => role === "credit");
  const [, later] = shop.invoices();
  setOff(world, [
    { id: later?.id ?? "", off: 20, remaining: 80 },
    { id: booked?.id ?? "", off: 20, remaining: 0 },
  ]);
  expect((await shop.to(of(110))).codes).toContain("delta-added");
  expect(await shop.owed()).toBe(90_00n);
  await credits(shop, 30, 0, "both");
  held(await shop.to(of(120)), "50.00", "20.00");
});

test("a person who has it booked all the same gets it, and a credit that was deleted doesn't count", async () => {
  const shop = await order(CANCELLED, AGAIN);
  await credits(shop, 30, 1, "named");
  held(await shop.to(of(70)), "30.00", "0.00");
  expect((await shop.world.book(shop.placed.id, ["retry-by-person"])).end.outcome).toBe("updated");
  expect(await shop.owed()).toBe(40_00n);
  const named = await inLedger(shop.world, (shop.invoices()[1]?.id ?? "").toLowerCase());
  const [by] = named["CreditedBy"] as readonly Json[];
  await shop.world.control(
    "eaccounting",
    "DELETE",
    `/customerinvoices/${String(by?.["CreditInvoiceId"])}?company=Demo%20AB`,
  );
  expect((await shop.to(of(60))).end.outcome).toBe("updated");
});

test("a cancelled order isn't credited by more than what a person left", async () => {
  const shop = await order(CANCELLED, AGAIN);
  await credits(shop, 30, 1, "both");
  held(await shop.to(CANCELLED), "30.00", "0.00");
  expect(await shop.owed()).toBe(70_00n);
});

test("beside a first invoice that was deleted nothing is credited", async () => {
  const shop = await order(CANCELLED, AGAIN);
  await credits(shop, 30, 1, "both");
  const id = shop.invoices()[0]?.id ?? "";
  await shop.world.control("eaccounting", "DELETE", `/customerinvoices/${id}?company=Demo%20AB`);
  const run = await shop.to(of(70));
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual(["held", "document-gone", []]);
});

/** A credit order of the shop, of so much. */
async function creditOrder({ world, buyer, placed }: Shop, gross: number) {
  const line = { articleCode: "MUG", vatCode: "H", quantity: -gross, price: 0.8 };
  const credit = await world.place({ ...buyer, creditsOrderId: placed.id, lines: [line] });
  return { credit, run: await world.book(credit.id) };
}

test.each(HOWS.flatMap((how) => [30, 100].map((gross) => [how, gross] as const)))(
  "a credit order beside what a person credited waits, and a retry books it: %s, %i",
  async (how, gross) => {
    const shop = await order();
    await credits(shop, 30, 0, how);
    const { credit, run } = await creditOrder(shop, gross);
    held(run, "30.00", "0.00");
    expect(await shop.owed()).toBe(70_00n);
    const again = await shop.world.book(credit.id, ["retry-by-person"]);
    expect(again.end.outcome).toBe("booked");
    expect(await shop.owed()).toBe(BigInt((70 - gross) * 100));
  },
);

test("a credit order of a later invoice's goods waits as well", async () => {
  const shop = await order(of(150));
  await credits(shop, 20, 1, "set-off");
  held((await creditOrder(shop, 120)).run, "20.00", "0.00");
});

test.each([true, false])(
  "credits of our own that were set off let the next credit order be booked, told on them: %s",
  async (told) => {
    const shop = await order();
    let off = 0;
    for (const [gross, owed] of [
      [20, 80_00n],
      [30, 50_00n],
      [10, 40_00n],
    ] as const) {
      const { credit, run } = await creditOrder(shop, gross);
      expect([run.end.outcome, await shop.owed()]).toEqual(["booked", owed]);
      const [booked] = shop.world.documentsOf(credit.id).filter(({ role }) => role === "credit");
      off += gross;
      setOff(shop.world, [
        { id: shop.invoices()[0]?.id ?? "", off, remaining: 100 - off },
        { id: booked?.id ?? "", off: told ? gross : 0, remaining: 0 },
      ]);
      // It stays booked where it is looked at again.
      const to = { paymentStatus: "Refunded", comments: "seen" };
      await shop.world.control("asperion", "PATCH", `/orders/${credit.id}`, to);
      expect((await shop.world.book(credit.id)).end.outcome).toBe("booked");
    }
  },
);
