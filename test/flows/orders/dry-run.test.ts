/**
 * What a dry run says would become of an order: what a real run then does, and never "would be
 * booked" for anything else.
 */
import { beforeEach, expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

/** As one of a back-fill's, whose run takes what its dry run would book. */
const PAST = "b000001";

let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
  const warm = await world.place({ ...companyBuyer("Warm"), lines: [mug()] });
  expect((await world.book(warm.id)).end.outcome).toBe("booked");
});

const would = ({ end }: Run): unknown =>
  end.reasons.find(({ code }) => code === "dry-run")?.params["would"];
const wouldBook = ({ codes }: Run): boolean => codes.includes("dry-run-would-book");

const edit = (id: number, change: Json) =>
  world.control("asperion", "PATCH", `/orders/${id}`, change);

async function booked(name: string) {
  const order = await world.place({ ...companyBuyer(name), lines: [mug(2)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  return order;
}

test("a new order would be booked", async () => {
  const order = await world.place({ ...companyBuyer("New"), lines: [mug()] });
  expect([
    would(await world.dryRun(order.id)),
    wouldBook(await world.dryRun(order.id, PAST)),
  ]).toEqual(["order.create", true]);
});

test("an order that would be held isn't told as one that would be booked, also where its customer would be changed", async () => {
  world.configure({ orders: { type: "invoice" } });
  const original = await booked("Original");
  await booked("Moved");
  const credit = {
    creditsOrderId: original.id,
    paymentStatus: "Refunded",
    lines: [{ ...mug(-1), price: 10 }],
  };
  const order = await world.place({
    ...companyBuyer("Moved"),
    phoneNumber: "08-765432",
    ...credit,
  });
  const shown = await world.dryRun(order.id, PAST);
  expect([wouldBook(shown), shown.end.outcome, would(await world.dryRun(order.id))]).toEqual([
    false,
    "held",
    "held",
  ]);
  expect((await world.book(order.id)).codes).toContain("credit-customer-differs");
});

test("an order that is booked as it should be, and whose customer alone would be changed, is told so", async () => {
  const order = await booked("Phone");
  await edit(order.id, { phoneNumber: "08-111222" });
  const shown = await world.dryRun(order.id, PAST);
  expect([wouldBook(shown), would(shown), would(await world.dryRun(order.id))]).toEqual([
    false,
    "customer.update",
    "customer.update",
  ]);
});

test("an order that is booked already and would be changed is told as changed", async () => {
  const order = await booked("Edited");
  await edit(order.id, { lines: [mug(5)] });
  const shown = await world.dryRun(order.id, PAST);
  expect([wouldBook(shown), would(shown), would(await world.dryRun(order.id))]).toEqual([
    false,
    "order.update",
    "order.update",
  ]);
});

test("an order that is booked already and was cancelled is told as one whose document would be deleted", async () => {
  const order = await booked("Cancelled");
  await edit(order.id, { status: 9 });
  const shown = await world.dryRun(order.id, PAST);
  expect([wouldBook(shown), would(shown)]).toEqual([false, "order.delete"]);
});

test("an order whose status isn't taken would be left out, with the reason", async () => {
  const order = await world.place({ ...companyBuyer("Concept"), status: 1, lines: [mug()] });
  const shown = await world.dryRun(order.id);
  expect([would(shown), shown.codes[1]]).toEqual(["skipped", "status-outside-filter"]);
});

test.each(["sales-order", "draft-invoice", "invoice", "mutation"] as const)(
  "what stands without its PDF would get one, and nothing else; a run attaches it, once: %s",
  async (type) => {
    world.configure({ orders: { type }, lookups: VOUCHER_LOOKUPS });
    const order = await booked("Before");
    const changed = await booked("Changed");
    world.configure({ orders: { type, attachPdf: [type] }, lookups: VOUCHER_LOOKUPS });
    await edit(changed.id, { lines: [mug(3)] });
    const shown = await world.dryRun(order.id, PAST);
    expect([would(shown), shown.writes]).toEqual(["attachment.create", []]);
    expect(would(await world.dryRun(changed.id, PAST))).not.toBe("attachment.create");
    const run = await world.book(order.id, ["back-fill"]);
    expect(new Set(run.writes.map(({ kind }) => kind))).toEqual(
      new Set(
        type === "mutation"
          ? ["attachment.create", "attachment-link.create"]
          : ["attachment.create"],
      ),
    );
    expect(run.codes).toContain("pdf-attached");
    expect(would(await world.dryRun(order.id, PAST))).not.toBe("attachment.create");
    expect((await world.book(order.id, ["back-fill"])).writes).toEqual([]);
  },
);

test.each([
  ["sales-order", "sales-order", {}],
  ["draft-invoice", "draft-invoice", {}],
  ["invoice", "invoice", {}],
  ["mutation", "voucher", { lookups: VOUCHER_LOOKUPS }],
] as const)(
  "an order of type %s is told as the %s that it would become",
  async (type, document, more) => {
    world.configure({ orders: { type }, ...more });
    const order = await world.place({ ...companyBuyer(`As ${type}`), lines: [mug()] });
    const runs = [await world.dryRun(order.id), await world.dryRun(order.id, PAST)];
    expect(
      runs.map(({ end }) => end.reasons.flatMap(({ params }) => params["document"] ?? [])),
    ).toEqual([[document], [document]]);
  },
);

test("a dry run names the invoice that would be booked, its date and the payment", async () => {
  const { bankaccounts = [] } = await world.ledger();
  const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930);
  world.configure({
    orders: { type: "invoice", payments: "register" },
    lookups: { paymentMethod: { default: String(bank?.["Id"]), table: {} } },
  });
  const placed = await world.place({
    ...companyBuyer("Told"),
    lines: [mug()],
    paymentStatus: "Paid",
  });
  const shown = await world.dryRun(placed.id);
  const told = shown.end.reasons.find(({ code }) => code === "dry-run");
  const past = (await world.dryRun(placed.id, PAST)).end.reasons[0];
  const run = await world.book(placed.id);
  expect(run.codes).toContain("payment-registered");
  const invoice = (await world.ledger())["customerinvoices"]?.at(-1) ?? {};
  const figures = {
    document: "invoice",
    dated: String(invoice["InvoiceDate"]).slice(0, 10),
    paid: run.end.figures?.gross,
    paidIn: "SEK",
  };
  expect(told?.params).toMatchObject({ would: "draft.create", ...figures });
  expect(past).toMatchObject({ code: "dry-run-would-book", params: figures });
  const { text } = reasonText(reason("dry-run", told?.params as never), "en");
  expect(text).toContain("When live, an invoice would be booked. Date of the document: ");
  expect(text).toContain(`Registered as paid with it: ${figures.paid} SEK.`);
});

test("a dry run of a draft invoice still says that a draft is made, with its date", async () => {
  world.configure({ orders: { type: "draft-invoice" } });
  const placed = await world.place({ ...companyBuyer("Draft"), lines: [mug()] });
  const told = (await world.dryRun(placed.id)).end.reasons.find(({ code }) => code === "dry-run");
  expect(told?.params).not.toHaveProperty("paid");
  const { text } = reasonText(reason("dry-run", told?.params as never), "en");
  expect(text).toContain("When live, a draft invoice would be created. Date of the document: ");
});
