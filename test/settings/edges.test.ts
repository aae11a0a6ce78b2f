/** Values of single settings at their edges: what is still taken, and what no longer is. */
import { describe, expect, test } from "vitest";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const ID = "6f000000-0000-4000-8000-00000000000a";
const DAY = "2026-11-25T00:00:00Z";
const long = (length: number): string => "x".repeat(length);

const faults = (given: unknown): readonly string[] =>
  settingsSchema.safeParse(given).error?.issues.map(({ path }) => path.join(".")) ?? [];

/** `{ a: { b: value } }` of "a.b". */
const at = (path: string, value: unknown): unknown =>
  path.split(".").reduceRight((inner, name) => ({ [name]: inner }), value);

describe("a value", () => {
  test.each([
    // Look-ups of the order flow: the ledger's own limits.
    ["lookups.article.default", [long(40), "A"], [long(41), "", "  "]],
    ["lookups.vat.default", [long(40), "A"], [long(41), "", "  "]],
    ["lookups.ourReference.default", [long(60), "A"], [long(61), "", "  "]],
    ["lookups.deliveryTerms.default", [long(50), "A"], [long(51), "", "  "]],
    ["lookups.debtor.default", [ID], ["x", ""]],
    ["lookups.costCenter1.force", [ID], ["x", ""]],
    ["lookups.costCenter2.force", [ID], ["x", ""]],
    ["lookups.costCenter3.force", [ID], ["x", ""]],
    ["lookups.project.force", [ID], ["x", ""]],
    ["lookups.goodsCoding.default", [ID], ["x", ""]],
    ["lookups.tipCoding.default", [ID], ["x", ""]],
    ["lookups.termsOfPayment.default", ["A"], [""]],
    // Look-ups of customers.
    ["lookups.customerKind.default", ["company", "private"], ["Company", ""]],
    ["lookups.customerLabel.default", [long(50), "A"], [long(51), "", " "]],
    ["lookups.customerCurrency.default", ["EUR"], ["EU", "EURO", "eur", "1EUR", "EUR1"]],
    ["lookups.customerLanguage.default", ["sv", "SV"], ["s", "swe", "s1", "-sv"]],
    // Accounts of vouchers.
    [
      "lookups.revenueAccount.default",
      ["1", "9999999999"],
      ["0123", "12345678901", "", "a1", "1a"],
    ],
    ["lookups.roundingAccount.default", ["3740"], ["x"]],
    // Customers.
    ["customers.numberPrefix", ["A", "AS-1", "a"], ["", "1A", "ABCDE", "A_", "ÅS", "-A"]],
    ["customers.changedByPerson", ["leave", "hold", "overwrite"], ["ask"]],
    ["customers.classifyBy", ["none", "debtor-kind", "characteristic4"], ["characteristic1"]],
    // Vouchers.
    ["orders.voucher.level", ["simple", "recommended", "complex", "extreme"], ["all"]],
    ["orders.voucher.series", ["", "A", "Z"], ["AB", "a", "1", "1A"]],
    ["orders.voucher.ledgerItemsFrom", [null, 1, 2_000_000_000], [0, 2_000_000_001, 1.5, "1"]],
    ["orders.voucher.receivable", ["account", "ledger-item"], ["item"]],
    ["orders.voucher.paid", ["receivable", "clearing"], ["account"]],
    ["orders.voucher.rate", ["ledger", "source"], ["shop"]],
    // After booking.
    ["orders.editedAfterBooking", ["hold", "delta"], ["credit"]],
    ["orders.cancelledAfterBooking", ["hold", "credit"], ["delta"]],
    ["orders.refunds", ["none", "register"], ["hold"]],
    ["orders.writeBack.status", [null, 3, 4, 5], [2, 6, "3"]],
    ["orders.writeBack.number", ["none", "comments", "reference"], ["both"]],
    ["orders.wholeUnits", ["hold"], ["round"]],
    ["orders.sending.company", ["none"], ["post"]],
    // Sales abroad.
    ["orders.companyWithoutVatNumber", ["hold", "as-private"], ["tax"]],
    ["orders.customerInOtherCurrency", ["hold", "second-customer"], ["convert"]],
    ["orders.triangularVatCodes", [[], ["3", "ICT"]], ["3", null]],
    // Goods by coding.
    ["orders.goods.by", ["article"], ["sku"]],
    // Lines of a filter.
    ["orders.filterLines.statuses.1", [DAY, "2026-11-25T00:00:00+02:00"], ["2026-11-25"]],
    ["orders.filterLines.paymentStatuses.Paid", [DAY], ["2026-11-25", ""]],
  ] as const)("of %s: %j are taken, %j aren't", (path, taken, refused) => {
    expect(taken.filter((value) => faults(at(path, value)).length > 0)).toEqual([]);
    expect(refused.filter((value) => faults(at(path, value))[0] !== path)).toEqual([]);
  });

  test.each([
    ["orders.filterLines.statuses", { "6": DAY }],
    ["orders.filterLines.paymentStatuses", { Unpaid: DAY }],
    ["orders.filterLines", { colour: DAY }],
    ["orders.goods", { colour: "red" }],
    ["orders.sending", { colour: "red" }],
    ["orders.writeBack", { colour: "red" }],
    ["orders.voucher", { colour: "red" }],
    ["customers", { colour: "red" }],
    ["lookups.article", { colour: "red" }],
    ["lookups", { colour: {} }],
  ])("that %s doesn't know is refused", (path, value) => {
    expect(faults(at(path, value))[0]?.startsWith(path)).toBe(true);
  });

  test("of a table is held to the same edges as its default", () => {
    expect(faults({ lookups: { article: { table: { A: long(40), B: long(41) } } } })).toEqual([
      "lookups.article.table.B",
    ]);
  });

  test("that excepts goods is a pattern of 1 to 40 characters, of at most a hundred", () => {
    const excepted = (exceptions: readonly string[]) =>
      faults({ orders: { goods: { exceptions } }, lookups: { goodsCoding: { default: ID } } });
    expect(excepted([long(40), "A"])).toEqual([]);
    expect(excepted([long(41)])).toEqual(["orders.goods.exceptions.0"]);
    expect(excepted(["A", " "])).toEqual(["orders.goods.exceptions.1"]);
    expect(excepted(Array.from({ length: 100 }, () => "A"))).toEqual([]);
    expect(excepted(Array.from({ length: 101 }, () => "A"))).toEqual(["orders.goods.exceptions"]);
  });
});

test("what is around a text of a look-up is trimmed", () => {
  const { lookups } = settingsSchema.parse({
    lookups: {
      article: { default: " A " },
      vat: { default: " A " },
      ourReference: { default: " A " },
      deliveryTerms: { default: " A " },
      customerLabel: { default: " A " },
    },
  });
  const { article, vat, ourReference, deliveryTerms, customerLabel } = lookups;
  expect(
    [article, vat, ourReference, deliveryTerms, customerLabel].map((one) => one.default),
  ).toEqual(["A", "A", "A", "A", "A"]);
});

test("nothing is booked, sent, written back or let through unasked", () => {
  expect(defaultSettings()).toMatchObject({
    orders: {
      editedAfterBooking: "hold",
      cancelledAfterBooking: "hold",
      refunds: "none",
      sending: { company: "none", private: "none" },
      wholeUnits: "hold",
      writeBack: { status: null, number: "none" },
      companyWithoutVatNumber: "hold",
      customerInOtherCurrency: "hold",
      triangularVatCodes: [],
      goods: { by: "article", exceptions: [] },
      filterLines: { statuses: {}, paymentStatuses: {} },
      voucher: {
        level: "recommended",
        series: "",
        receivable: "account",
        ledgerItemsFrom: null,
        paid: "receivable",
        rate: "ledger",
      },
    },
    lookups: { article: { table: {} }, customerKind: { table: {} }, goodsCoding: { table: {} } },
  });
});

describe("what a rule of the tenant and a look-up would both fill is refused", () => {
  const rule = (target: string) => [{ target, default: ID }];
  test.each([
    ["ourReference", "head", "OurReference"],
    ["deliveryTerms", "head", "DeliveryTermName"],
    ["costCenter1", "rows", "CostCenterItemId1"],
    ["costCenter2", "rows", "CostCenterItemId2"],
    ["costCenter3", "rows", "CostCenterItemId3"],
    ["project", "rows", "ProjectId"],
  ] as const)("%s and a rule of the %s for %s", (name, part, target) => {
    const refused = (lookup: object) => {
      const read = settingsSchema.safeParse({
        lookups: { [name]: lookup },
        mapping: { orders: { [part]: rule(target) } },
      });
      const paths = read.error?.issues.map((issue) => issue.path.join(".")) ?? [];
      return paths.filter((path) => path.startsWith("lookups."));
    };
    expect(refused({ default: ID })).toEqual([`lookups.${name}`]);
    expect(refused({ force: ID })).toEqual([`lookups.${name}`]);
    expect(refused({ table: { SE: ID } })).toEqual([`lookups.${name}`]);
    expect(refused({})).toEqual([]);
  });
});

describe("a table of a look-up", () => {
  test.each([
    "article",
    "vat",
    "debtor",
    "project",
    "goodsCoding",
    "tipCoding",
    "termsOfPayment",
    "deliveryMethod",
    "paymentMethod",
    "salesType",
    "giftCard",
  ])("of %s has keys that can be meant, and none that clash", (name) => {
    const table = (keys: readonly string[]) =>
      faults({ lookups: { [name]: { table: Object.fromEntries(keys.map((key) => [key, ID])) } } });
    const path = `lookups.${name}.table`;
    expect(table(["30", "30@NL"])).toEqual([]);
    expect(table(["30@XYZ"])).toEqual([path]);
    expect(table(["30 until 2026-01-01", "30 until 2026-02-01"])).toEqual([path]);
    expect(table(["30@XYZ", "30@XYZ until 2026-13-01"])).toEqual([path, path]);
  });

  test("names the kind of sale only where it gives codings", () => {
    const clashing = { "25%/oss/private": ID, "25%/private/oss": ID };
    expect(faults({ lookups: { feeCoding: { table: clashing } } })).toEqual([
      "lookups.feeCoding.table",
    ]);
    expect(faults({ lookups: { salesType: { table: clashing } } })).toEqual([]);
  });
});
