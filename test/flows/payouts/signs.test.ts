/**
 * What a word of a file means where its amount goes the other way than its kind does: money that
 * the shop sent is no sale, and a file without signs isn't added up.
 */
import { reasonText } from "../../support/reason-text.ts";
import { expect, test } from "vitest";
import type { LineKind } from "../../../src/domain/payouts/lines.ts";
import { matchLines } from "../../support/match-lines.ts";
import type { Written } from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, planOf, readFile, target } from "./kit.ts";

type Kinds = Readonly<Record<string, LineKind>>;

/** The only payout of a file. */
function read(written: Written, file: string, kinds: Kinds = optionsOf(written).kinds) {
  const found = readFile(file, optionsOf(written, { kinds, currency: "SEK" }));
  const [payout] = "code" in found ? expect.unreachable(found.code) : found.payouts;
  return payout ?? expect.unreachable();
}
const kindsOf = (...of: Parameters<typeof read>) =>
  read(...of).all.map(({ kind, type }) => [kind, type]);
const held = (...of: Parameters<typeof read>) => {
  const plan = planOf(read(...of), finding([target("1001"), target("1002")]));
  return plan.kind === "held"
    ? plan.reasons.map(({ code, params }) => [code, params["kind"], params["line"]])
    : movedBy(plan);
};

const PAYPAL =
  "Date,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID,Invoice Number\n";
const paypal = (...rows: readonly string[]): string => `${PAYPAL}${rows.join("\n")}\n`;
const SENT = paypal(
  "02/03/2026,Express Checkout Payment,Completed,SEK,500.00,-10.00,490.00,T1,,1001",
  "02/03/2026,General Payment,Completed,SEK,-100.00,0.00,-100.00,T2,,1002",
  "02/03/2026,General Withdrawal,Completed,SEK,-390.00,0.00,-390.00,W1,,",
);

test("money that the shop sends through PayPal is no sale, until somebody says what it is", () => {
  expect(held("paypal", SENT)).toEqual([["payout-line-unknown", "General Payment -", 3]]);
  expect(kindsOf("paypal", SENT, { "General Payment -": "refund" })[1]).toEqual([
    "refund",
    "General Payment -",
  ]);
  // The word without its sign, and a sale below zero, say nothing.
  for (const kinds of [
    { "General Payment": "sale" },
    { "General Payment": "refund" },
    { "General Payment -": "sale" },
  ] as const)
    expect(kindsOf("paypal", SENT, kinds)[1]).toEqual(["unknown", "General Payment -"]);
});

test("a refund that PayPal pays to the shop may be of what the shop bought", () => {
  const file = paypal(
    "02/03/2026,Payment Refund,Completed,SEK,100.00,0.00,100.00,T1,X1,1002",
    "02/03/2026,General Withdrawal,Completed,SEK,-100.00,0.00,-100.00,W1,,",
  );
  expect(held("paypal", file)).toEqual([["payout-line-unknown", "Payment Refund +", 2]]);
  expect(kindsOf("paypal", file, { "Payment Refund +": "refund" })).toEqual([
    ["refund", "Payment Refund +"],
  ]);
});

const STL = `"RH",2026/03/05 02:21:10 +0100,"A","M",009,
"FH",01
"SH",2026/03/04 00:00:00 +0100,2026/03/04 23:59:59 +0100,"M",""
"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Custom Field","Bank Reference ID"
`;
const stl = (...rows: readonly string[]): string =>
  `${STL}${rows.join("\n")}\n"SC",${rows.length}\n"RC",${rows.length}\n"FF",${rows.length}\n`;
const AT = "2026/03/04 09:12:44 +0100";

test("a mass payment of PayPal's settlement report is no sale", () => {
  const file = stl(
    `"SB","T1","1001","","","T0006",${AT},"CR",50000,"SEK","",,"",""`,
    `"SB","T2","1002","","","T0001",${AT},"DR",10000,"SEK","",,"",""`,
    `"SB","W1","","","","T0400",${AT},"DR",40000,"SEK","",,"","B1"`,
  );
  expect(kindsOf("stl", file)).toEqual([
    ["sale", "T0006"],
    ["unknown", "T0001 -"],
  ]);
});

test.each([
  ["stripe", "charge"],
  ["adyen", "Settled"],
  ["mollie", "tr"],
] as const)("a sale of %s that takes off is held", (written, word) => {
  const files = {
    stripe:
      "automatic_payout_id,automatic_payout_effective_at,balance_transaction_id,currency,gross,fee,net,reporting_category\n" +
      "po_1,2026-03-02 00:00:00,t1,sek,-100.00,0.00,-100.00,charge\n",
    adyen:
      "Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,Net Currency,Net Debit (NC),Net Credit (NC),Payment Fees (NC),Batch Number\n" +
      "S,p1,1001,2026-03-02 09:00:00,CET,Settled,m1,SEK,100.00,,,1\n" +
      "S,,,2026-03-02 09:00:00,CET,MerchantPayout,m2,SEK,,100.00,,1\n",
    mollie: mollie(["tr_1", "-100.00"]),
  };
  expect(kindsOf(written, files[written], {})).toEqual([["unknown", `${word} -`]]);
  expect(kindsOf(written, files[written], { [`${word} -`]: "refund" })[0]?.[0]).toBe("refund");
});

const OWN = "Utbetalning;Dag;Nr;Order;Meddelande;Sort;Brutto;Netto\n";
const own = (sign: "-" | ""): string =>
  `${OWN}P1;2026-03-02;1;1001;;sale;100,00;98,00
P1;2026-03-02;2;1002;;refund;${sign}40,00;${sign}40,00
P1;2026-03-02;3;;;fee;${sign}5,00;${sign}5,00
`;

test("a file of the tenant's own columns without signs is held and not added up", () => {
  expect(held("other", own("-"))).toEqual({ "1930": "53.00", "6570": "7.00", "1686": "-60.00" });
  expect(held("other", own(""))).toEqual([["payout-line-unknown", "refund +", 3]]);
  expect(kindsOf("other", own(""))).toEqual([
    ["sale", "sale"],
    ["unknown", "refund +"],
    ["unknown", "fee +"],
  ]);
  // A refund that came back, and a fee that was given back, are said to be that.
  const said = { ...optionsOf("other").kinds, "refund +": "refund", "fee +": "fee" } as const;
  expect(kindsOf("other", own(""), said).map(([kind]) => kind)).toEqual(["sale", "refund", "fee"]);
});

test("one word of the tenant's own columns for sales and refunds has a meaning by sign", () => {
  const file = `${OWN}P1;2026-03-02;1;1001;;Betalning;100,00;98,00
P1;2026-03-02;2;1002;;Betalning;-40,00;-40,00
`;
  expect(kindsOf("other", file, { Betalning: "sale" })[1]).toEqual(["unknown", "Betalning -"]);
  const said = { Betalning: "sale", "Betalning -": "refund" } as const;
  expect(kindsOf("other", file, said).map(([kind]) => kind)).toEqual(["sale", "refund"]);
  // What a setting makes of a word is no other word of the file.
  expect(read("other", file, said).said).toBe(read("other", file, {}).said);
});

function mollie(...rows: readonly (readonly [id: string, sum: string])[]): string {
  const head =
    "Datum,Betaalmethode,Valuta,Bedrag,Status,ID,Omschrijving,Naam consument,Rekening consument,BIC consument,Uitbetalingsvaluta,Uitbetalingsbedrag,Uitbetalingsreferentie,Teruggestort bedrag\n";
  return `${head}${rows
    .map(([id, sum]) => `2026-03-04 11:48:55,card,SEK,${sum},x,${id},Order 1001,,,,SEK,${sum},S.1,`)
    .join("\n")}\n`;
}

test("what settings say of the beginning of Mollie's ids counts, and what they say of its text doesn't", () => {
  const file = mollie(["rev_1", "-59.00"]);
  expect(kindsOf("mollie", file, { "Order 1001": "refund" })).toEqual([["unknown", "rev"]]);
  expect(kindsOf("mollie", file, { rev: "chargeback" })).toEqual([["chargeback", "rev"]]);
});

test("Mollie's dispute that was won, and refund that failed, are movements of their own under one id", () => {
  const { all } = read(
    "mollie",
    mollie(["chb_1", "-59.00"], ["chb_1", "59.00"], ["re_1", "-20.00"], ["re_1", "20.00"]),
  );
  expect(all.map(({ id, kind }) => [id, kind])).toEqual([
    ["chb_1", "chargeback"],
    ["chb_1 +", "chargeback-reversed"],
    ["re_1", "refund"],
    ["re_1 +", "refund"],
  ]);
  const twice = readFile(mollie(["chb_1", "-59.00"], ["chb_1", "-59.00"]), optionsOf("mollie"));
  expect(twice).toMatchObject({ code: "settlement-line-twice" });
});

const swish = (type: string): string =>
  `01;2026-03-02;2026-03-02;\r\n02;0500000000;100000000;HANDSESS;1230000000;2026-03-02;${type};100,00;SEK;+46701740605;Test;60000001;;1001;2026-03-02T08:14:22:000001;2026-03-02;I1;E1\r\n03;1\r\n`;

test.each([
  ["SWU", { SWU: "refund" }, "refund", "-100.00"],
  ["SWZ", { "SWZ +": "refund" }, "refund", "100.00"],
  ["SWX", { SWX: "refund" }, "refund", "-100.00"],
  ["SWX", { SWX: "sale" }, "sale", "100.00"],
  ["SWX", { "SWX -": "reserve" }, "reserve", "-100.00"],
  // Without signs, a kind that goes either way says too little.
  ["SWX", { SWX: "reserve" }, "unknown", "100.00"],
] as const)("Swish's %s is what settings %j say", (type, kinds, kind, net) => {
  expect(read("swish", swish(type), {}).all[0]?.kind).toBe("unknown");
  const [line] = read("swish", swish(type), kinds).all;
  expect([line?.kind, line?.net]).toEqual([kind, net]);
});

test("Klarna's amounts have no sign: an unlisted word takes off where its kind does", () => {
  const file = (total: string): string =>
    `total_settlement_amount;payment_reference;settlement_currency;payout_date
${total};K1;SEK;2026-03-02T07:00:00Z

type;capture_date;order_id;merchant_reference1;amount
SALE;2026-03-01T08:00:00Z;o1;1001;100.00
LATE_RETURN;2026-03-01T08:00:00Z;o2;1002;40.00
`;
  const kinds = { LATE_RETURN: "refund" } as const;
  expect(read("klarna", file("60.00"), kinds).all.map(({ net }) => net)).toEqual([
    "100.00",
    "-40.00",
  ]);
  // Without one it adds, so the file is refused, with the word and the setting that says what it means.
  const refused = readFile(file("60.00"), optionsOf("klarna"));
  if (!("code" in refused)) throw new Error("it was read");
  expect(refused).toMatchObject({
    code: "settlement-sum-differs",
    params: { stated: "60.00", summed: "140.00", word: "LATE_RETURN" },
  });
  expect(reasonText(refused).next).toMatch(/Add “LATE_RETURN” .* “Meaning of line types”/);
  const cut = readFile(file("61.00"), optionsOf("klarna", { kinds }));
  expect(cut).toMatchObject({ code: "settlement-sum-differs", params: { word: null } });
  const back = { "LATE_RETURN +": "refund" } as const;
  expect(read("klarna", file("140.00"), back).all[1]).toMatchObject({
    kind: "refund",
    net: "40.00",
  });
});

test("payments of one billing agreement at PayPal are each their own, and a refund is of its payment", () => {
  const file = paypal(
    "02/03/2026,PreApproved Payment Bill User Payment,Completed,SEK,100.00,0.00,100.00,T1,B-77,1001",
    "02/03/2026,PreApproved Payment Bill User Payment,Completed,SEK,60.00,0.00,60.00,T2,B-77,",
    "02/03/2026,Payment Refund,Completed,SEK,-30.00,0.00,-30.00,T3,T1,",
    "02/03/2026,Payment Refund,Completed,SEK,-20.00,0.00,-20.00,T4,B-77,1001",
    "02/03/2026,Payment Refund,Completed,SEK,-10.00,0.00,-10.00,T5,B-77,",
    "02/03/2026,General Withdrawal,Completed,SEK,-100.00,0.00,-100.00,W1,,",
  );
  const find = finding([target("1001", { gross: "200.00", currency: "SEK" })]);
  const matched = matchLines(read("paypal", file).all, { find, currency: "SEK" });
  expect(matched.map(({ line, match }) => [line.id, match?.target.label, match?.by])).toEqual([
    ["T1", "1001", "reference"],
    ["T2", undefined, undefined],
    ["T3", "1001", "payment"],
    ["T4", "1001", "reference"],
    ["T5", undefined, undefined],
  ]);
});

test("an agreement of PayPal's settlement report is no payment", () => {
  const row = (id: string, invoice: string, about: string, type: string, code: string) =>
    `"SB","${id}","${invoice}","${about}","${type}","${code}",${AT},"${code === "T1107" ? "DR" : "CR"}",1000,"SEK","",,"",""`;
  const file = stl(
    row("T1", "1001", "B-77", "PAP", "T0003"),
    row("T2", "", "B-77", "PAP", "T0003"),
    row("T3", "", "T1", "TXN", "T1107"),
    row("T4", "", "SUB9", "SUB", "T1107"),
    `"SB","W1","","","","T0400",${AT},"DR",0,"SEK","",,"","B1"`,
  );
  expect(read("stl", file).all.map(({ id, paymentId }) => [id, paymentId])).toEqual([
    ["T1", "T1"],
    ["T2", "T2"],
    ["T3", "T1"],
    ["T4", "T4"],
  ]);
});

test("a mark of UTF-8 wins over the encoding that was chosen", () => {
  const options = optionsOf("paypal", { encoding: "windows-1252" });
  expect(readFile(`\uFEFF${SENT}`, options)).toHaveProperty("payouts");
});

test.each([
  ["2025/12/31 17:00:00 -0800", "2026-01-01"],
  ["2025/12/31 23:59:59 +0100", "2025-12-31"],
])("a payout of PayPal's settlement report at %s is of %s in Stockholm", (at, day) => {
  const file = stl(
    `"SB","T1","1001","","","T0006",${AT},"CR",50000,"SEK","",,"",""`,
    `"SB","W1","","","","T0400",${at},"DR",50000,"SEK","",,"","B1"`,
  );
  expect(read("stl", file).head.day).toBe(day);
});

test("days of Klarna, Adyen and PayPal's download are the company's, where the file says the offset", () => {
  const klarna = `total_settlement_amount;payment_reference;settlement_currency;payout_date
100.00;K1;SEK;2025-12-31T23:30:00Z

type;capture_date;order_id;merchant_reference1;amount
SALE;2025-12-30T08:00:00Z;o1;1001;100.00
`;
  expect(read("klarna", klarna).head.day).toBe("2026-01-01");
  const adyen = (zone: string): string =>
    "Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,Net Currency,Net Debit (NC),Net Credit (NC),Payment Fees (NC),Batch Number\n" +
    `S,p1,1001,2025-12-30 09:00:00,${zone},Settled,m1,SEK,,100.00,,1\n` +
    `S,,,2025-12-31 20:00:00,${zone},MerchantPayout,m2,SEK,100.00,,,1\n`;
  expect(["CET", "PST", "Elsewhere"].map((zone) => read("adyen", adyen(zone)).head.day)).toEqual([
    "2025-12-31",
    "2026-01-01",
    "2025-12-31",
  ]);
  const activity = (zone: string): string =>
    `Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Reference Txn ID
31/12/2025,10:00:00,${zone},Mobile Payment,Completed,SEK,100.00,0.00,100.00,T1,
31/12/2025,20:00:00,${zone},General Withdrawal,Completed,SEK,-100.00,0.00,-100.00,W1,
`;
  expect(["CET", "EST"].map((zone) => read("paypal", activity(zone)).head.day)).toEqual([
    "2025-12-31",
    "2026-01-01",
  ]);
});

test("a sale of PayPal is its own payment, whatever it names", () => {
  const file = paypal(
    "02/03/2026,Mobile Payment,Completed,SEK,100.00,0.00,100.00,T1,77X8,1001",
    "02/03/2026,Mobile Payment,Completed,SEK,60.00,0.00,60.00,T2,77X8,",
    "02/03/2026,General Withdrawal,Completed,SEK,-160.00,0.00,-160.00,W1,,",
  );
  expect(read("paypal", file).all.map(({ paymentId }) => paymentId)).toEqual(["T1", "T2"]);
});
