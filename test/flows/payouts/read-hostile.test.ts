/** Files as other programs leave them: nothing is lost from them, and nothing is read as else. */
import { expect, test } from "vitest";
import { WRITE, type Written } from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, planOf, readFile, target } from "./kit.ts";
import { reasonText } from "../../support/reason-text.ts";

const THREE = [
  {
    id: "P1",
    day: "2026-03-02",
    lines: [
      { kind: "sale", ref: "F1", cents: 1_000 },
      { kind: "sale", ref: "F2", cents: 2_000 },
      { kind: "sale", ref: "F3", cents: 3_000 },
    ],
  },
] as const;

const linesOf = (text: string): readonly string[] => text.trimEnd().split(/\r?\n/);

test.each(["stripe", "mollie", "klarna", "adyen", "paypal", "swish", "other"] as const)(
  "a file of %s with line ends of several kinds is read as with one",
  (format: Written) => {
    const lines = linesOf(WRITE[format](THREE));
    const plain = readFile(lines.join("\n"), optionsOf(format));
    if ("code" in plain) throw new Error(JSON.stringify(plain));
    expect(plain.payouts[0]?.all).toHaveLength(3);
    for (const [a, b] of [
      ["\r\n", "\n"],
      ["\n", "\r\n"],
      ["\r", "\r\n"],
    ] as const) {
      const mixed = lines.map((line, n) => `${line}${n % 2 === 0 ? a : b}`).join("");
      for (const piece of [1, 7, 97])
        expect(readFile(mixed, optionsOf(format), piece), JSON.stringify([a, b])).toEqual(plain);
    }
  },
);

test.each(["stripe", "mollie", "adyen", "paypal", "other"] as const)(
  "a row of %s with more values than the file has columns is refused",
  (format: Written) => {
    const lines = linesOf(WRITE[format](THREE));
    const [delimiter] = /[,;\t]/.exec(lines[0] ?? "") ?? [","];
    const longer = lines.with(2, `${lines[2] ?? ""}${delimiter}00`);
    const read = readFile(longer.join("\n"), optionsOf(format));
    expect("code" in read ? [read.code, read.params["line"]] : "read").toEqual([
      "settlement-line-long",
      3,
    ]);
    // What some programs leave behind each row.
    const empty = lines.map((line) => `${line}${delimiter}`);
    expect(readFile(empty.join("\n"), optionsOf(format))).toEqual(
      readFile(lines.join("\n"), optionsOf(format)),
    );
  },
);

const FEES = ["Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)"];
/** 100.00 less a commission of 2.00 and interchange of 0.50. */
const SETTLED: Readonly<Record<string, string>> = {
  "Merchant Account": "Shop",
  "Psp Reference": "88",
  "Merchant Reference": "F1",
  "Creation Date": "2026-03-02 09:20:11",
  Type: "Settled",
  "Modification Reference": "89",
  "Gross Currency": "SEK",
  "Gross Debit (GC)": "",
  "Gross Credit (GC)": "100.00",
  "Net Currency": "SEK",
  "Net Debit (NC)": "",
  "Net Credit (NC)": "97.50",
  "Commission (NC)": "2.00",
  "Markup (NC)": "",
  "Scheme Fees (NC)": "",
  "Interchange (NC)": "0.50",
  "Batch Number": "17",
};
const PAYOUT = {
  ...SETTLED,
  Type: "MerchantPayout",
  "Gross Credit (GC)": "",
  "Net Credit (NC)": "",
  "Net Debit (NC)": "97.50",
  "Commission (NC)": "",
  "Interchange (NC)": "",
};
const adyen = (rows: readonly Readonly<Record<string, string>>[], names: readonly string[]) =>
  readFile(
    [names, ...rows.map((row) => names.map((name) => row[name] ?? ""))]
      .map((cells) => cells.join(","))
      .join("\n"),
    optionsOf("adyen"),
  );
const figuresOf = (read: ReturnType<typeof readFile>): unknown =>
  "code" in read
    ? [read.code, read.params["column"] ?? read.params["stated"]]
    : read.payouts[0]?.all.map(({ gross, fee, net }) => [gross, fee, net]);

test("Adyen's fees stand in four columns or in one, and never nowhere", () => {
  const names = Object.keys(SETTLED);
  const without = names.filter((name) => !FEES.includes(name));
  const whole = [["100.00", "2.50", "97.50"]];
  expect(figuresOf(adyen([SETTLED, PAYOUT], names))).toEqual(whole);
  const all = { ...SETTLED, "Payment Fees (NC)": "2.50" };
  expect(figuresOf(adyen([all, PAYOUT], [...without, "Payment Fees (NC)"]))).toEqual(whole);
  expect(figuresOf(adyen([SETTLED, PAYOUT], without))).toEqual([
    "settlement-column-missing",
    "Commission (NC)",
  ]);
  // The gross of the file itself says that a fee is missing.
  const cheap = { ...SETTLED, "Interchange (NC)": "" };
  expect(figuresOf(adyen([cheap, PAYOUT], names))).toEqual(["settlement-line-differs", "97.50"]);
});

test("what Stripe's customer got back in another currency goes the way of the line", () => {
  const file = (sign: string) =>
    [
      "automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,currency,gross,fee,net,reporting_category,customer_facing_amount,customer_facing_currency,payment_metadata[order_id]",
      "po_1,2026-03-06,t1,sek,984.34,0,984.34,charge,89.00,eur,F1",
      `po_1,2026-03-06,t2,sek,-984.34,0,-984.34,refund,${sign}89.00,eur,F1`,
      "po_1,2026-03-06,t3,sek,500.00,0,500.00,charge,500.00,sek,F2",
    ].join("\n");
  const booked = ["", "-"].map((sign) => {
    const read = readFile(file(sign), optionsOf("stripe"));
    if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
    const targets = [
      target("F1", { currency: "EUR", gross: "89.00", rate: "11.00" }),
      target("F2"),
    ];
    return movedBy(planOf(read.payouts[0], finding(targets)));
  });
  expect(booked[0]).toEqual(booked[1]);
  expect(booked[0]).toMatchObject({ "1686": "-500.00" });
});

test("two Swish numbers of one bank account have a payout each", () => {
  const file = WRITE.swish(THREE);
  const account = (text: string): unknown => {
    const read = readFile(text, optionsOf("swish"));
    return "code" in read ? read : read.payouts.map(({ head }) => head.account);
  };
  const number = /\b123\d{7}\b/.exec(file)?.[0] ?? "no number";
  expect(account(file)).not.toEqual(account(file.replaceAll(number, "1232222222")));
});

test("an order's number in free text is found, and a telephone number isn't kept", () => {
  const textOf = (number: string): unknown => {
    const file = WRITE.mollie([
      { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: number, cents: 100 }] },
    ]);
    const read = readFile(file, optionsOf("mollie"));
    if ("code" in read) throw new Error(JSON.stringify(read));
    return read.payouts[0]?.all[0]?.text.includes(number);
  };
  const orders = ["20260001", "202600012", "2026000123", "000000123", "100000123", "W2026000123"];
  expect(orders.map(textOf)).toEqual(orders.map(() => true));
  const others = ["0701234567", "46701234567", "0046701234567", "8001011234", "200001011234"];
  expect(others.map(textOf)).toEqual(others.map(() => false));
});

test("Mollie's rows without an id are the same in any order", () => {
  const header =
    "Datum,Betaalmethode,Valuta,Bedrag,Status,ID,Omschrijving,Uitbetalingsvaluta,Uitbetalingsbedrag,Uitbetalingsreferentie";
  const fee = (amount: string): string =>
    `2026-03-02,,EUR,-${amount},,,Withheld fees,EUR,-${amount},P1`;
  const digest = (rows: readonly string[]): unknown => {
    const read = readFile([header, ...rows].join("\n"), optionsOf("mollie"));
    return "code" in read ? read : read.payouts.map(({ digest: of, said }) => [of, said]);
  };
  const rows = [fee("1.00"), fee("2.00"), fee("1.00")];
  expect(digest(rows)).toEqual(digest(rows.toReversed()));
  expect(digest(rows)).toEqual(digest([rows[1] ?? "", rows[0] ?? "", rows[2] ?? ""]));
  expect(digest(rows)).not.toEqual(digest(rows.slice(1)));
});

test("Adyen's rows without a payment are the same beside another account's", () => {
  const names = Object.keys(SETTLED);
  const fee = {
    ...SETTLED,
    Type: "Fee",
    "Psp Reference": "",
    "Modification Reference": "",
    "Gross Credit (GC)": "",
    "Net Credit (NC)": "",
    "Net Debit (NC)": "1.00",
    "Commission (NC)": "",
    "Interchange (NC)": "",
  };
  const of = (account: string) =>
    [SETTLED, fee, { ...PAYOUT, "Net Debit (NC)": "96.50" }].map((row) => ({
      ...row,
      "Psp Reference": row["Psp Reference"] === "" ? "" : `${account} 88`,
      "Merchant Account": account,
    }));
  const digests = (read: ReturnType<typeof readFile>) =>
    "code" in read ? [read] : read.payouts.map(({ digest }) => digest);
  const both = digests(adyen([...of("A"), ...of("B")], names));
  expect(both[1]).toBe(digests(adyen(of("B"), names))[0]);
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

const SOLD = row("Express Checkout Payment", "SEK", "1000.00", "0.00", "1000.00", "T0", "", "F0");
const withdrawn = (net: string) =>
  row("General Withdrawal", "SEK", `-${net}`, "0.00", `-${net}`, "W");
const conversion = (currency: string, net: string, id: string, of: string) =>
  row("General Currency Conversion", currency, net, "0.00", net, id, of);

test("money that is converted before it is refunded, or before its payment's row, is of that one line", () => {
  const file = [
    PAYPAL,
    SOLD,
    conversion("SEK", "-528.00", "C1", "R1"),
    conversion("EUR", "48.00", "C2", "R1"),
    row("Payment Refund", "EUR", "-50.00", "2.00", "-48.00", "R1", "T7", "F7"),
    conversion("EUR", "-10.00", "C3", "T8"),
    conversion("SEK", "110.00", "C4", "T8"),
    row("Express Checkout Payment", "EUR", "10.00", "0.00", "10.00", "T8", "", "F8"),
    withdrawn("582.00"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  if ("code" in read) throw new Error(JSON.stringify(read));
  expect(read.payouts[0]?.all).toMatchObject([
    { id: "T0", net: "1000.00" },
    {
      id: "R1",
      kind: "refund",
      paymentId: "T7",
      gross: "-550.00",
      fee: "-22.00",
      net: "-528.00",
      paid: { currency: "EUR", amount: "-50.00" },
    },
    { id: "T8", kind: "sale", net: "110.00", paid: { currency: "EUR", amount: "10.00" } },
  ]);
});

test.each([
  ["of another amount", "47.00", "R1"],
  ["of nothing in the file", "48.00", "R9"],
])("a conversion %s that stands first is a line that nobody knows", (_, euros, of) => {
  const file = [
    PAYPAL,
    SOLD,
    conversion("SEK", "-528.00", "C1", of),
    conversion("EUR", euros, "C2", of),
    row("Payment Refund", "EUR", "-50.00", "2.00", "-48.00", "R1", "T7", "F7"),
    withdrawn("472.00"),
  ].join("\n");
  const read = readFile(file, optionsOf("paypal"));
  if ("code" in read) throw new Error(JSON.stringify(read));
  expect(read.payouts[0]?.all.map(({ id, kind, net }) => [id, kind, net])).toEqual([
    ["T0", "sale", "1000.00"],
    ["C1", "unknown", "-528.00"],
  ]);
});

const onDay = (day: string, text: string) => text.replace("02/03/2026", `${day}/03/2026`);
const LATER = row("Express Checkout Payment", "SEK", "50.00", "0.00", "50.00", "T1", "", "F1");

test.each([
  ["newest first", "newest", /oldest row first/, [onDay("03", withdrawn("1050.00")), LATER, SOLD]],
  ["a part was withdrawn", "part", /balance stays at PayPal/, [SOLD, LATER, withdrawn("1000.00")]],
  ["rows are missing", null, /all lines of this payout/, [SOLD, withdrawn("1050.00")]],
])("PayPal, %s: why it doesn't add up is said", (_, paypal, next, rows) => {
  const read = readFile([PAYPAL, ...rows].join("\n"), optionsOf("paypal"));
  if (!("code" in read)) throw new Error("it was read");
  expect(read).toMatchObject({ code: "settlement-sum-differs", params: { paypal } });
  expect(reasonText(read).next).toMatch(next);
});
