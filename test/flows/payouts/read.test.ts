/** What is particular to one provider's file, and how amounts and days are read. */
import { expect, test } from "vitest";
import { type Decimals, readAmount, readDay } from "../../../src/flows/payouts/read/values.ts";
import { matchLines } from "../../support/match-lines.ts";
import { WRITE } from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, planOf, readFile, settingsOf, target } from "./kit.ts";

test("amounts are read as they are written, and never in one of two ways", () => {
  const read = (text: string, sign: Decimals["sign"] = null) => readAmount(text, { sign });
  expect(
    ["1249.00", "1,249.00", "1.249,00", "1 249,00", "-12,5", "+7", "−3.10", "0.005", "1e3"].map(
      (text) => read(text),
    ),
  ).toEqual(["1249.00", "1249.00", "1249.00", "1249.00", "-12.50", "7.00", "-3.10", null, null]);
  expect([read("1,249"), read("1.249")]).toEqual([null, null]);
  expect([read("1,249", "."), read("1.249", ","), read("1,249", ",")]).toEqual([
    "1249.00",
    "1249.00",
    null,
  ]);
  expect([read("12,50", "."), read("12.50", ","), read("1,24,900.00"), read("1,,2")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("the first unmistakable amount of a file binds those that follow", () => {
  const decimals: Decimals = { sign: null };
  expect(readAmount("1.249,00", decimals)).toBe("1249.00");
  expect(readAmount("2.000", decimals)).toBe("2000.00");
  expect(readAmount("2.50", decimals)).toBeNull();
});

test("days are read as they are written, and never in one of two ways", () => {
  expect(
    ["2026-03-02 10:00", "2026/03/02", "2.3.2026", "13/03/2026", "03/13/2026", "2026-02-30"].map(
      (text) => readDay(text, null),
    ),
  ).toEqual(["2026-03-02", "2026-03-02", "2026-03-02", "2026-03-13", "2026-03-13", null]);
  expect(readDay("02/03/2026", null)).toBe("ambiguous");
  expect([readDay("02/03/2026", "day-first"), readDay("02/03/2026", "month-first")]).toEqual([
    "2026-03-02",
    "2026-02-03",
  ]);
});

test("a date of two meanings refuses PayPal's file until the tenant has said its order", () => {
  const text = WRITE.paypal([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "F1", cents: 100 }] },
  ]);
  const read = readFile(text, optionsOf("paypal", { dateOrder: null }));
  expect("code" in read ? [read.code, read.params["line"]] : "read").toEqual([
    "settlement-date-ambiguous",
    2,
  ]);
});

const PAYPAL = WRITE.paypal([]).trimEnd();
const row = (
  type: string,
  currency: string,
  gross: string,
  fee: string,
  net: string,
  id: string,
  of = "",
  ref = "",
) =>
  `"02/03/2026","09:00:00","CET","","${type}","Completed","${currency}","${gross}","${fee}","${net}","","","${id}","${of}","${ref}","0.00",""`;

test("a payment in another currency is one line, of what its conversion made of it", () => {
  const file = [
    PAYPAL,
    row("Express Checkout Payment", "EUR", "50.00", "-2.00", "48.00", "T1", "", "F1"),
    row("General Currency Conversion", "EUR", "-48.00", "0.00", "-48.00", "T2", "T1"),
    row("General Currency Conversion", "SEK", "528.00", "0.00", "528.00", "T3", "T1"),
    row("General Withdrawal", "SEK", "-528.00", "0.00", "-528.00", "W1"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  if ("code" in read) throw new Error(JSON.stringify(read));
  expect(read.payouts[0]?.all).toMatchObject([
    { gross: "550.00", fee: "22.00", net: "528.00", paid: { currency: "EUR", amount: "50.00" } },
  ]);
  const half = file.replace('"EUR","-48.00","0.00","-48.00"', '"EUR","-47.00","0.00","-47.00"');
  const refused = readFile(half, optionsOf("paypal"));
  expect("code" in refused ? refused.code : "read").toBe("settlement-line-differs");
});

test("what came after the last withdrawal isn't paid out yet", () => {
  const file = [
    PAYPAL,
    row("Express Checkout Payment", "SEK", "10.00", "0.00", "10.00", "T1", "", "F1"),
    row("General Withdrawal", "SEK", "-10.00", "0.00", "-10.00", "W1"),
    row("Express Checkout Payment", "SEK", "7.00", "0.00", "7.00", "T2", "", "F1"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  expect("code" in read ? read : read.payouts.map(({ lines, amount }) => [lines, amount])).toEqual([
    [1, "10.00"],
  ]);
});

test("pending payments don't move the balance", () => {
  const file = [
    PAYPAL,
    row("Express Checkout Payment", "SEK", "10.00", "0.00", "10.00", "T1", "", "F1"),
    row("Express Checkout Payment", "SEK", "99.00", "0.00", "99.00", "T9").replace(
      "Completed",
      "Pending",
    ),
    row("General Withdrawal", "SEK", "-10.00", "0.00", "-10.00", "W1"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  expect("code" in read ? read : read.payouts[0]?.lines).toBe(1);
});

test("an activity file whose parts don't add up is refused with its line", () => {
  const file = [
    PAYPAL,
    row("Express Checkout Payment", "SEK", "10.00", "-1.00", "9.50", "T1", "", "F1"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  expect("code" in read ? [read.code, read.params["line"]] : "read").toEqual([
    "settlement-line-differs",
    2,
  ]);
});

test("a settlement report that says another count of its rows was cut", () => {
  const file = WRITE.stl([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "F1", cents: 100 }] },
  ]);
  const read = (text: string) => {
    const one = readFile(text, optionsOf("stl"));
    return "code" in one ? one.code : "read";
  };
  expect(read(file)).toBe("read");
  expect(read(file.replace('"SC",2', '"SC",3'))).toBe("settlement-line-cut");
  expect(read(file.split("\n").slice(0, -1).join("\n"))).toBe("settlement-line-cut");
});

test("a batch of Adyen's without its payout was cut, unless it comes to nothing", () => {
  const file = WRITE.adyen([
    { id: "17", day: "2026-03-02", lines: [{ kind: "sale", ref: "F1", cents: 100 }] },
  ]);
  const lines = file.split("\n");
  const cut = readFile(lines.slice(0, -1).join("\n"), optionsOf("adyen"));
  expect("code" in cut ? cut.code : "read").toBe("settlement-sum-differs");
  const carried = `${lines.slice(0, -1).join("\n")}\n${(lines[2] ?? "").replace("MerchantPayout", "Balancetransfer")}`;
  const read = readFile(carried, optionsOf("adyen"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  expect(movedBy(planOf(read.payouts[0], finding([target("F1")])))).toEqual({
    "1689": "1.00",
    "1686": "-1.00",
  });
});

test("a row of Adyen's may have its gross under debit; net and fees say what was paid", () => {
  const HEAD =
    "Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number";
  const read = (gross: string) =>
    readFile(
      [
        HEAD,
        `Shop,p1,F1,2026-03-02 09:00:00,CET,Settled,m1,SEK,${gross},SEK,,122.50,2.50,,,,17`,
        "Shop,,,2026-03-03 09:00:00,CET,MerchantPayout,m2,SEK,122.50,,SEK,122.50,,,,,,17",
      ].join("\n"),
      optionsOf("adyen"),
    );
  for (const gross of ["125.00,", ",125.00"]) {
    const file = read(gross);
    expect("code" in file ? file.code : file.payouts[0]?.all[0]).toMatchObject({
      kind: "sale",
      gross: "125.00",
      fee: "2.50",
      net: "122.50",
    });
  }
  const wrong = read("126.00,");
  expect("code" in wrong ? wrong.code : "read").toBe("settlement-line-differs");
  const empty = readFile(
    [
      HEAD,
      "Shop,p1,F1,2026-03-02 09:00:00,CET,Settled,m1,SEK,,100.00,SEK,,0.00,,,,,17",
      "Shop,,,2026-03-03 09:00:00,CET,MerchantPayout,m2,SEK,,,SEK,0.00,,,,,,17",
    ].join("\n"),
    optionsOf("adyen"),
  );
  expect("code" in empty ? empty.code : "read").toBe("settlement-line-differs");
});

test("a debt that Klarna carries over is owed to it until the next payout", () => {
  const file = WRITE.klarna([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "refund", ref: "F1", cents: 5_000 }] },
  ]).replace("0;0;0;0.00;0.00;-50.00", "0;0;0;50.00;0.00;0.00");
  const read = readFile(file, optionsOf("klarna"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  expect(movedBy(planOf(read.payouts[0], finding([target("F1")])))).toEqual({
    "1689": "-50.00",
    "1686": "50.00",
  });
});

test("payments that Stripe hasn't paid out yet are left for their payout", () => {
  const file = WRITE.stripe([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "F1", cents: 100 }] },
    { id: "", day: "", lines: [{ kind: "sale", ref: "F2", cents: 700 }] },
  ]);
  const read = readFile(file, optionsOf("stripe"));
  expect("code" in read ? read : read.payouts.map(({ amount }) => amount)).toEqual(["1.00"]);
});

test("Stripe's order number stands in the column that the tenant named", () => {
  const file = WRITE.stripe([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "F1", cents: 100 }] },
  ]).replace("payment_metadata[order_id]", "payment_metadata[shop_no]");
  const named = readFile(
    file,
    optionsOf("stripe", { referenceColumn: "payment_metadata[shop_no]" }),
  );
  expect("code" in named ? named : named.payouts[0]?.all[0]?.reference).toBe("F1");
  const wrong = readFile(file, optionsOf("stripe", { referenceColumn: "payment_metadata[nope]" }));
  expect("code" in wrong ? [wrong.code, wrong.params["column"]] : "read").toEqual([
    "settlement-column-missing",
    "payment_metadata[nope]",
  ]);
});

test("Swish: a refund that came back counts as money in, and a cut file is refused", () => {
  const file = WRITE.swish([
    {
      id: "2026-03-02",
      day: "2026-03-02",
      lines: [
        { kind: "refund", ref: "F1", cents: 500 },
        { kind: "won", ref: "F1", cents: 500 },
      ],
    },
  ]);
  const read = readFile(file, optionsOf("swish"));
  expect("code" in read ? read : read.payouts[0]?.amount).toBe("0.00");
  const cut = readFile(file.replace("\r\n03;2", ""), optionsOf("swish"));
  expect("code" in cut ? cut.code : "read").toBe("settlement-line-cut");
});

test("columns that nobody named refuse a file of the tenant's own", () => {
  const options = optionsOf("other");
  const read = readFile("a;b\n1;2", { ...options, columns: { ...options.columns, payout: "" } });
  expect("code" in read ? read.code : "read").toBe("settlement-format");
});

const lineOf = (file: string) => {
  const read = readFile(file, optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  return read.payouts[0].all;
};
const matched = (lines: ReturnType<typeof lineOf>, labels: readonly string[]) =>
  matchLines(lines, { find: finding(labels.map((label) => target(label))), currency: "SEK" }).map(
    ({ match, ...one }) =>
      match === null ? ("why" in one ? one.why : "") : `${match.by} ${match.target.label}`,
  );

test("a number in the free text counts where it is the only one", () => {
  const stripe = (ref: string) =>
    lineOf(
      WRITE.stripe([
        { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref, cents: 100, inText: true }] },
      ]),
    );
  expect(matched(stripe("G1"), ["G1"])).toEqual(["text G1"]);
  expect(matched(stripe("G1 and G2"), ["G1", "G2"])).toEqual(["several"]);
  expect(matched(stripe("XG1"), ["G1"])).toEqual(["none"]);
});

test("a refund without a number is that of the payment that it names", () => {
  const lines = lineOf(
    WRITE.stripe([
      {
        id: "P1",
        day: "2026-03-02",
        lines: [
          { kind: "sale", ref: "G1", cents: 500 },
          { kind: "refund", ref: "G1", cents: 100 },
        ],
      },
    ]),
  );
  const bare = lines.map((line, n) => (n === 1 ? { ...line, reference: null } : line));
  expect(matched(bare, ["G1"])).toEqual(["reference G1", "payment G1"]);
});

test("two orders of one number, another currency or a larger amount match nothing", () => {
  const lines = lineOf(
    WRITE.stripe([
      { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "G1", cents: 500 }] },
    ]),
  );
  const why = (targets: Parameters<typeof finding>[0]) =>
    matchLines(lines, { find: finding(targets), currency: "SEK" }).map((one) =>
      "why" in one ? one.why : "matched",
    );
  expect(why([target("G1"), target("g1", { key: "order:other" })])).toEqual(["several"]);
  expect(why([target("G1", { gross: "4.99", currency: "SEK" })])).toEqual(["amount"]);
  expect(why([target("G1", { gross: "5.00", currency: "SEK" })])).toEqual(["matched"]);
  const changed = (booked: string) => target("G1", { gross: "1.00", currency: "SEK", booked });
  expect([why([changed("5.00")]), why([changed("4.99")])]).toEqual([["matched"], ["amount"]]);
});

test("what a person said of a line counts before everything else", () => {
  const lines = lineOf(
    WRITE.stripe([
      { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "G1", cents: 500 }] },
    ]),
  );
  const said = new Map(lines.map(({ id }) => [id, target("G9")]));
  const [one] = matchLines(lines, {
    find: finding([target("G1")]),
    currency: "SEK",
    persons: said,
  });
  expect([one?.match?.by, one?.match?.target.label]).toEqual(["person", "G9"]);
});

test("a fee that waits on its account isn't changed by lines without orders", () => {
  const file = WRITE.stripe([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "nobody", cents: 500, fee: 20 }] },
  ]);
  const read = readFile(file, optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
  const own = settingsOf({ payouts: { unmatched: "account" } });
  expect(movedBy(planOf(read.payouts[0], finding([]), own))).toEqual({
    "1930": "4.80",
    "6570": "0.20",
    "1799": "-5.00",
  });
});

test("a line of Stripe's has the day of its transaction to show, and is the same line by it", () => {
  const file = WRITE.stripe([
    { id: "po_day", day: "2026-03-06", lines: [{ kind: "sale", ref: "N1", cents: 100 }] },
  ]);
  const read = (text: string) => {
    const found = readFile(text, optionsOf("stripe"));
    if ("code" in found || found.payouts[0] === undefined) throw new Error(JSON.stringify(found));
    return found.payouts[0];
  };
  const [one, other, none] = [
    read(file.replace("2026-03-06 08:00:00", "2026-03-02 23:10:00")),
    read(file),
    read(file.replace("2026-03-06 08:00:00", "")),
  ];
  expect(one.all[0]).toMatchObject({ day: "2026-03-06", happenedOn: "2026-03-02" });
  expect(none.all[0]).not.toHaveProperty("happenedOn");
  for (const { digest, said } of [other, none])
    expect([digest, said]).toEqual([one.digest, one.said]);
});
