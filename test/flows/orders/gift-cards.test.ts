/**
 * Gift cards on booked invoices: each registered once, whatever comes after, and by whomever the
 * invoice was booked.
 */
import { beforeEach, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { money } from "../../support/invoices.ts";
import {
  address,
  codings,
  company,
  customer,
  forPerson,
  GIFT_CODING,
  order,
  SERVICE_CODING,
  settings,
} from "./kit.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
let n = 0;
const accounts: Record<number, string> = {};

beforeEach(async () => {
  world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  for (const one of bankaccounts) accounts[Number(one["LedgerAccountNumber"])] = String(one["Id"]);
  world.configure({
    orders: { type: "invoice", payments: "register" },
    lookups: {
      paymentMethod: { default: accounts[1930], table: {} },
      giftCard: { default: accounts[2421], table: {} },
    },
  });
});

const card = (price: number): Json => ({
  lineType: "GiftCard",
  description: "Card",
  quantity: -1,
  price,
  vatCode: "N",
});
const place = (lines: readonly Json[], more: Json = {}) =>
  world.place({
    ...privateBuyer(`Carded${(n += 1)}`),
    paymentStatus: "Paid",
    lines: [{ ...mug(), price: 100 }, ...lines],
    ...more,
  });
type Placed = Awaited<ReturnType<typeof place>>;

const invoice = async ({ orderNumber }: Placed): Promise<Json | undefined> =>
  (await world.ledger())["customerinvoices"]?.find((one) =>
    String(one["OurReference"]).startsWith(`${orderNumber} #`),
  );
const remaining = async (placed: Placed): Promise<string> =>
  money((await invoice(placed))?.["RemainingAmountInvoiceCurrency"]);
/** `account: amount` of each payment, oldest first. */
const payments = (run: Awaited<ReturnType<FlowWorld["book"]>>): readonly string[] =>
  run.writes.flatMap(({ kind, request }) =>
    kind === "payment.create"
      ? [
          `${Object.entries(accounts).find(([, id]) => id === (request.body as Json)["CompanyBankAccountId"])?.[0] ?? "?"}: ${money((request.body as Json)["PaymentAmount"])}`,
        ]
      : [],
  );

test("two cards and money are three payments, cards first; the next event registers nothing", async () => {
  const placed = await place([card(30), card(20)]);
  const run = await world.book(placed.id);
  expect([run.end.outcome, payments(run), await remaining(placed)]).toEqual([
    "booked",
    ["2421: 30.00", "2421: 20.00", "1930: 50.00"],
    "0.00",
  ]);
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.writes]).toEqual(["booked", []]);
  expect(
    world
      .journalOf(`order:${placed.id}`)
      .flatMap(({ kind, role, n: nth }) => (kind === "payment.create" ? [`${role} ${nth}`] : [])),
  ).toEqual(["gift-card 1", "gift-card 2", "payment 1"]);
});

test("a card and money that the shop dates ahead are registered today, and each says so", async () => {
  const placed = await place([card(30)], { paidAt: "2031-01-05T10:00:00" });
  const { end } = await world.book(placed.id);
  const ahead = end.reasons.filter(
    ({ code, params }) => code === "booking-date-chosen" && params["by"] === "today",
  );
  expect(ahead.map(({ params }) => params["ordered"])).toEqual(["2031-01-05", "2031-01-05"]);
});

test("where the second of two cards was refused, only that one is registered once it can be", async () => {
  await world.control("eaccounting", "PUT", "/switches", { status3000: "400" });
  const other = { ...card(20), articleCode: "MALL" };
  const placed = await place([card(30), other]);
  const lookup = (mall: string | undefined) =>
    world.configure({ lookups: { giftCard: { default: accounts[2421], table: { MALL: mall } } } });
  lookup("6f000000-0000-4000-8000-00000000000e");
  expect([(await world.book(placed.id)).codes.slice(0, 2), await remaining(placed)]).toEqual([
    ["payment-refused", "gift-card-registered"],
    "70.00",
  ]);
  lookup(accounts[1910]);
  expect(payments(await world.book(placed.id, ["retry-by-person"]))).toEqual([
    "1910: 20.00",
    "1930: 50.00",
  ]);
});

test.each([
  [null, "not-chosen"],
  ["6f000000-0000-4000-8000-00000000000e", "not-found"],
  [SERVICE_CODING, "vat"],
  [GIFT_CODING, null],
] as const)("a coding of gift cards that can't be used says why: %s, %s", (giftCardCoding, why) => {
  const plan = forPerson(order([{ kind: "gift-card", price: "500.00", rate: "0" }]), {
    settings: settings({ orders: { giftCardCoding } }),
  });
  expect(
    plan.reasons.flatMap(({ code, params }) =>
      code === "gift-card-coding-unfit" ? [params["why"]] : [],
    ),
  ).toEqual(why === null ? [] : [why]);
});

test("a coding of gift cards that books to revenue is refused, where the chart says which accounts those are", () => {
  const revenue = codings.map((coding) =>
    coding.id === GIFT_CODING
      ? { ...coding, accounts: { ...coding.accounts, domesticExempt: 3004 } }
      : coding,
  );
  const planned = (country: string) =>
    forPerson(
      order([{ kind: "gift-card", price: "500.00", rate: "0" }], {
        invoiceAddress: address({ country: null }),
      }),
      {
        settings: settings({ orders: { giftCardCoding: GIFT_CODING } }),
        codings: revenue,
        company: { ...company, country },
        customer: customer("private", { country: null }),
      },
    );
  expect(planned("SE").reasons).toMatchObject([
    { code: "gift-card-coding-unfit", params: { why: "revenue", account: 3004 } },
  ]);
  expect(planned("NL").kind).toBe("write");
});

test("a shop that leaves cards out of the order's total is found out, and its order held", async () => {
  await world.control("asperion", "PUT", "/switches", { usedGiftCards: "outside" });
  const placed = await place([card(40)]);
  expect(placed["amountInclVat"]).toBe(100);
  expect([...new Set((await world.book(placed.id)).codes)]).toEqual(["faulty-source-totals"]);
});

test("money that comes later is registered later, and the card not again", async () => {
  const placed = await place([card(40)], { paymentStatus: "Open" });
  expect(payments(await world.book(placed.id))).toEqual(["2421: 40.00"]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    paymentStatus: "Paid",
    notify: false,
  });
  const paid = await world.book(placed.id, ["order.paid"]);
  expect([payments(paid), await remaining(placed)]).toEqual([["1930: 60.00"], "0.00"]);
});

test("a draft that a person books has its card registered with the next event", async () => {
  world.configure({ orders: { type: "draft-invoice" } });
  const placed = await place([card(40)], { paymentStatus: "Open" });
  expect((await world.book(placed.id)).writes.map(({ kind }) => kind)).toEqual([
    "customer.create",
    "draft.create",
  ]);
  const { customerinvoicedrafts: [draft] = [] } = await world.ledger();
  await world.control(
    "eaccounting",
    "POST",
    `/customerinvoicedrafts/${String(draft?.["Id"])}/convert`,
  );
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    reference: "Changed",
    notify: false,
  });
  const run = await world.book(placed.id);
  expect([
    run.codes.includes("document-booked-by-person"),
    payments(run),
    await remaining(placed),
  ]).toEqual([true, ["2421: 40.00"], "60.00"]);
});

test("a card that the ledger refuses needs a person, and money isn't registered past it", async () => {
  const placed = await place([card(40)]);
  await world.control("eaccounting", "PUT", "/switches", { status3000: "400" });
  world.configure({
    lookups: { giftCard: { default: "6f000000-0000-4000-8000-00000000000e", table: {} } },
  });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0], await remaining(placed)]).toEqual([
    "needs-attention",
    "payment-refused",
    "100.00",
  ]);
  world.configure({ lookups: { giftCard: { default: accounts[2421], table: {} } } });
  const retried = await world.book(placed.id, ["retry-by-person"]);
  expect([retried.end.outcome, payments(retried), await remaining(placed)]).toEqual([
    "booked",
    ["2421: 40.00", "1930: 60.00"],
    "0.00",
  ]);
});

test("where totals are rounded to whole units it is the sale that would be rounded, whatever the cards leave of it: it becomes a voucher", async () => {
  await world.control("eaccounting", "PUT", "/company", { DomesticCurrencyRounding: 1 });
  await world.setUp();
  world.configure({
    orders: { wholeUnits: "mutation" },
    lookups: { ...VOUCHER_LOOKUPS, giftCard: { default: accounts[2421], table: {} } },
  });
  const placed = await place([card(49.5), { articleCode: "TEA", quantity: 1, price: 49.5 }]);
  const run = await world.book(placed.id);
  expect([
    run.end.outcome,
    run.writes.map(({ kind }) => kind),
    run.codes.includes("rounded-becomes-voucher"),
  ]).toEqual(["booked", ["voucher.create"], true]);
});
