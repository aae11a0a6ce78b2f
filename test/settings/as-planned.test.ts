/**
 * The settings of a retry as planned: how a thing is booked is then's, whether it may be is now's,
 * and what reaches somebody needs both.
 */
import { expect, test } from "vitest";
import { asPlanned } from "../../src/settings/versions/as-planned.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";

type Json = { readonly [name: string]: unknown };
const LINE = "2026-01-01T00:00:00Z";
const settings = ({ orders, ...others }: { orders?: Json } & Json = {}): Settings =>
  settingsSchema.parse({
    lookups: CODED,
    ...others,
    orders: { enabled: true, startLine: LINE, ...orders },
  });
const ordersOf = (then: Json, now: Json): Settings["orders"] | undefined =>
  asPlanned(settings({ orders: then }), settings({ orders: now }))?.orders;

const GUID = "8c2f4a0e-5b1d-4a53-9a26-0d6f3d6c0001";
/** Goods by coding need a table. */
const CODED: Json = { goodsCoding: { default: GUID } };
const LATER = "2026-06-01T00:00:00Z";

/** By what a setting does, another value than its default for each that may differ by itself. */
const HOW: readonly (readonly [string, unknown])[] = [
  ["type", "draft-invoice"],
  ["typeRules", [{ paymentMethods: ["1"], type: "draft-invoice" }]],
  ["orderStatus", "draft"],
  ["closedPeriod", "next-open-day"],
  ["zeroTotal", "skip"],
  ["newArticles", { codings: { "25": GUID }, unit: GUID }],
  ["giftCardCoding", GUID],
  ["lineDiscounts", "apart"],
  ["goods", { by: "article", exceptions: ["P*"] }],
  ["tipCoding", GUID],
  ["findCustomerBy", ["customer-number"]],
  ["customerKindConflict", "ledger-wins"],
  ["defaultDebtor", { id: GUID, when: "always" }],
  ["collectiveDebtors", [7]],
  ["markerField", "YourReference"],
  ["buyerReferenceField", "none"],
  ["ourReference", "Anna"],
  ["creditSign", "positive"],
  ["missingAddress", "?"],
  ["companyWithoutVatNumber", "as-private"],
  ["customerInOtherCurrency", "second-customer"],
  ["triangularVatCodes", ["3"]],
  ["orderPage", "https://shop/{id}"],
];
const WHETHER: readonly (readonly [string, unknown])[] = [
  ["startLine", LATER],
  ["firstDayLimit", 3],
  ["statuses", [4]],
  ["paymentStatuses", ["Paid"]],
  ["approval", { credits: true }],
  ["filterLines", { statuses: { 4: LATER }, paymentStatuses: {} }],
];
/** Off, and on. */
const ACTS: readonly (readonly [string, unknown, unknown])[] = [
  ["updateCustomer", false, true],
  ["missingSku", "hold", "create"],
  ["changedByPerson", "hold", "overwrite"],
  ["invoiceOrders", "never", "delivered"],
  ["creditOfSalesOrder", "hold", "lower"],
  ["editedAfterBooking", "hold", "delta"],
  ["cancelledAfterBooking", "hold", "credit"],
  ["payments", "none", "register"],
  ["refunds", "none", "register"],
  ["sending", { company: "none", private: "none" }, { company: "email", private: "email" }],
  ["attachPdf", [], ["invoice"]],
  ["writeBack", { status: null, number: "none" }, { status: 3, number: "comments" }],
  ["tolerance", "0.01", "0.50"],
];

test.each(HOW)("%s is as it was then", (name, value) => {
  const other = Reflect.get(settings().orders, name) as unknown;
  expect(ordersOf({ [name]: value }, { [name]: other })).toMatchObject({ [name]: value });
  expect(ordersOf({ [name]: other }, { [name]: value })).toMatchObject({ [name]: other });
});

test.each(WHETHER)("%s is as it is now", (name, value) => {
  const other = Reflect.get(settings().orders, name) as unknown;
  expect(ordersOf({ [name]: value }, { [name]: other })).toMatchObject({ [name]: other });
  expect(ordersOf({ [name]: other }, { [name]: value })).toMatchObject({ [name]: value });
});

test.each(ACTS)("%s needs both: off then, or off now, is off", (name, off, on) => {
  const told = (then: unknown, now: unknown): unknown =>
    Reflect.get(
      ordersOf({ type: "invoice", [name]: then }, { type: "invoice", [name]: now }) ?? {},
      name,
    );
  expect([told(on, on), told(on, off), told(off, on), told(off, off)]).toEqual([on, off, off, off]);
});

test("every setting of orders is of one kind, so that a new one is thought of", () => {
  const known = [
    ...HOW.map(([name]) => name),
    ...WHETHER.map(([name]) => name),
    ...ACTS.map(([name]) => name),
    "enabled",
    "voucher",
    "wholeUnits",
  ];
  expect(Object.keys(settings().orders).toSorted()).toEqual(known.toSorted());
});

test("the flow that is off now stays off, and so does a trial that is on; a trial of then writes again", () => {
  const then = settings();
  expect(asPlanned(then, settingsSchema.parse({}))?.orders.enabled).toBe(false);
  expect(asPlanned(then, settings({ trial: true }))?.trial).toBe(true);
  expect(asPlanned(settings({ trial: true }), then)?.trial).toBe(false);
});

test("look-ups and rules are then's; pace, retention, schedules, notices, articles and what set-up asked are now's", () => {
  const terms = (id: string): Json => ({ termsOfPayment: { default: id } });
  const rule = { target: "DeliveryCity", default: "Lund" };
  const then = settings({
    lookups: terms("30"),
    asperionRequestsPerSecond: 50,
    retentionDays: 365,
    schedules: { orders: 5 },
    mapping: { orders: { head: [rule] } },
    products: { enabled: false },
  });
  const now = settings({
    lookups: terms("10"),
    asperionRequestsPerSecond: 2,
    retentionDays: 7,
    schedules: { orders: "never" },
  });
  const made = asPlanned(then, now);
  expect(made).toMatchObject({
    lookups: { termsOfPayment: { default: "30" } },
    asperionRequestsPerSecond: 2,
    retentionDays: 7,
    schedules: { orders: "never" },
  });
  expect([made?.mapping, made?.products, made?.stock, made?.notifications, made?.setup]).toEqual([
    then.mapping,
    now.products,
    now.stock,
    now.notifications,
    now.setup,
  ]);
});

test("customers are mapped as then, and made, overwritten and kept by their own flow only where that is so now", () => {
  const with_ = (customers: Json): Settings => settings({ customers });
  const made = asPlanned(
    with_({
      enabled: true,
      create: true,
      numberPrefix: "X",
      changedByPerson: "overwrite",
      classifyBy: "debtor-kind",
    }),
    with_({ enabled: false, create: false, changedByPerson: "hold" }),
  );
  expect(made?.customers).toEqual({
    enabled: false,
    create: false,
    numberPrefix: "X",
    changedByPerson: "hold",
    classifyBy: "debtor-kind",
  });
  expect(
    asPlanned(with_({ changedByPerson: "hold" }), with_({ changedByPerson: "overwrite" }))
      ?.customers.changedByPerson,
  ).toBe("hold");
});

test("numbers of ledger items begin at the higher first one: the lower one met the company's own", () => {
  const from = (ledgerItemsFrom: number | null): Json => ({ voucher: { ledgerItemsFrom } });
  expect(
    [
      ordersOf(from(100), from(900)),
      ordersOf(from(900), from(100)),
      ordersOf(from(100), from(null)),
      ordersOf(from(null), from(100)),
    ].map((orders) => orders?.voucher.ledgerItemsFrom),
  ).toEqual([900, 900, 100, null]);
});

test("what the ledger's rounding leaves isn't left over where payments were switched off since", () => {
  const rounded = { type: "invoice", payments: "register", wholeUnits: "payment" };
  expect(ordersOf(rounded, { type: "invoice", payments: "register" })?.wholeUnits).toBe("payment");
  expect(ordersOf(rounded, { type: "invoice" })).toMatchObject({
    payments: "none",
    wholeUnits: "hold",
  });
});

test("a type that moves no stock can't be booked while the stock flow is on: each sale would be given back to the shop", () => {
  const stock = { enabled: true, correctionDebtor: 9 };
  expect(
    asPlanned(settings({ orders: { type: "draft-invoice" } }), settings({ stock })),
  ).toBeNull();
  expect(
    asPlanned(settings({ orders: { type: "invoice" } }), settings({ stock }))?.orders.type,
  ).toBe("invoice");
  // Whoever corrects stock is now's: its orders are no sale, whatever then said.
  expect(
    asPlanned(settings({ stock: { enabled: true, correctionDebtor: 8 } }), settings({ stock }))
      ?.stock.correctionDebtor,
  ).toBe(9);
});
