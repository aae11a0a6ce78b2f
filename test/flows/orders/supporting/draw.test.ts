/**
 * The supporting document of an order, read back by PDF.js: what it says, in which language, how
 * large it is, and that no name breaks it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../../src/domain/language.ts";
import type { Order } from "../../../../src/domain/orders/order.ts";
import { amount, same, sum } from "../../../../src/domain/money.ts";
import { drawPdf } from "../../../../src/flows/orders/supporting/draw.ts";
import {
  contentCode,
  fileName,
  isNamed,
  supportingFacts,
} from "../../../../src/flows/orders/supporting/facts.ts";
import { FONT_HAS, printable } from "../../../../src/flows/orders/supporting/pdf-page.ts";
import { MAX_FILE_BYTES } from "../../../../src/eaccounting/attachments.ts";
import { settingsSchema } from "../../../../src/settings/schema.ts";
import { readPdf } from "../../../support/read-pdf.ts";
import { company, order as orderOf, type Sold } from "../kit.ts";

const PAGE = "https://shop.example/orders/{id}";
const settings = settingsSchema.parse({ orders: { orderPage: PAGE } });
const ports = { settings, lists: { company } } as Parameters<typeof supportingFacts>[0];
const factsOf = (order: Order) => supportingFacts(ports, order);

const SOLD = [
  { text: "Kubek żółty", quantity: "2", price: "80", rate: "0.25" },
  { text: "Bok", quantity: "1", price: "100.0525", rate: "0.06", discount: "0.1" },
];
const order = (fields: Partial<Order> = {}, sold: readonly Sold[] = SOLD): Order =>
  orderOf(sold, fields);

test("it says who sold what to whom, VAT by rate, the payment and where the order stands", async () => {
  const one = order({
    companyName: "Zażółć Gęślą Jaźń sp. z o.o.",
    organisationNumber: "556677-8899",
    vatNumber: "PL1234567890",
    buyerReference: "PO 77",
    payment: "partly-paid",
    amountPaid: "50.00",
  });
  const { text, title, pages } = await readPdf(await drawPdf(factsOf(one), "en"));
  expect(title).toBe("Order 1001");
  for (const said of [
    company.name,
    "Zażółć Gęślą Jaźń sp. z o.o.",
    "Company number: 556677-8899",
    "VAT number: PL1234567890",
    "Buyer's reference: PO 77",
    "Kubek żółty",
    "Bok (discount 10%)",
    "100.0525",
    "VAT 25%",
    "VAT 6%",
    "Payment: partly paid (50.00 SEK)",
    `https://shop.example/orders/${one.id}`,
    "1 / 1",
  ])
    expect(text).toContain(said);
  const cells = pages.flat();
  for (const figure of [one.net, one.vat, one.gross]) expect(cells).toContain(figure);
});

test("it speaks the tenant's language, its figures too", async () => {
  const one = order({ payment: "paid", amountPaid: "1234567.80" });
  const said = await Promise.all(
    LANGUAGES.map(async (language) => (await readPdf(await drawPdf(factsOf(one), language))).text),
  );
  const [en, nl, pl, sv] = said.map((text) => text.replace(/[\u00a0\u202f]/g, " "));
  expect(en).toContain("Payment: paid (1,234,567.80 SEK)");
  expect(nl).toContain("Betaling: betaald (1.234.567,80 SEK)");
  expect(pl).toContain("Płatność: opłacone (1 234 567,80 SEK)");
  expect(sv).toContain("Betalning: betald (1 234 567,80 SEK)");
});

test("amounts have the decimals of the order's currency", async () => {
  const sold = [{ text: "Kimono", quantity: "1", price: "3490", rate: "0" }];
  const one = order({ currency: "JPY", payment: "paid", amountPaid: "3490.00" }, sold);
  const { pages, text } = await readPdf(await drawPdf(factsOf(one), "en"));
  expect(pages.flat().filter((cell) => /^[\d,]+\.\d/.test(cell))).toEqual([]);
  expect(text).toContain("3,490");
  expect(text).toContain("Payment: paid (3,490 JPY)");
});

test("an amount that no double can hold stands there whole", async () => {
  const one = order({ amountPaid: "90071992547409.93" });
  const { text } = await readPdf(await drawPdf(factsOf(one), "en"));
  expect(text).toContain("90,071,992,547,409.93");
});

test("the same order gives the same bytes, another one others", async () => {
  const [first, again, other] = await Promise.all(
    [order(), order(), order({ gross: "1.00" })].map((one) => drawPdf(factsOf(one), "sv")),
  );
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test.each([1, 30, 300])(
  "with %i lines it stays under 100 KB, and every line is there",
  async (count) => {
    const sold = Array.from({ length: count }, (_, at) => ({
      text: `Kubek ceramiczny żółty nr ${at + 1}, z nadrukiem Œuvre ñandú Ωμέγα`,
      quantity: String(at + 1),
      price: "19.99",
      rate: at % 2 === 0 ? "0.25" : "0.12",
    }));
    const bytes = await drawPdf(factsOf(order({}, sold)), "pl");
    expect(bytes.length).toBeLessThan(MAX_FILE_BYTES);
    const { text, pages } = await readPdf(bytes);
    for (let at = 1; at <= count; at += 1) expect(text).toContain(`nr ${at},`);
    expect(pages.at(-1)?.at(-1)).toBe(`${pages.length} / ${pages.length}`);
  },
);

const HOSTILE = [
  ["emoji", "Anna 👩‍👩‍👧‍👦🎉 Svensson", "Anna □ Svensson"],
  ["Hebrew and Arabic", "שלום مرحبا AB", "□ □ AB"],
  ["turned text", "\u202egnp.exe\u202c ok", "gnp.exe ok"],
  ["half a pair", "a\ud83d b", "a b"],
  ["controls", "a\u0000b\u0007\tc\r\nd", "ab c d"],
  ["marks", "e\u0301 z\u0323\u0307\u0301", "é z"],
  ["PDF's own signs", "(a) \\ /Type <</S>> %x endobj", "(a) \\ /Type <</S>> %x endobj"],
  ["nothing", "\u200b", ""],
] as const;

test.each(HOSTILE)("a name of %s breaks nothing", async (_, name, shown) => {
  expect(printable(name)).toBe(shown);
  const one = order({ companyName: name, number: name }, [{ price: "10", text: name.repeat(80) }]);
  const { text } = await readPdf(await drawPdf(factsOf(one), "nl"));
  expect(text).toContain(shown);
});

test("the letters that count as there are those of the font", async () => {
  const file = join(import.meta.dirname, "../../../../scripts/fonts/letters.ttf");
  const { create } = (await import("fontkit" as string)) as {
    create: (bytes: Uint8Array) => { readonly characterSet: readonly number[] };
  };
  const font = create(readFileSync(file));
  const has = FONT_HAS.split(" ").flatMap((range) => {
    const [from = 0, to = from] = range.split("-").map((part) => Number.parseInt(part, 16));
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  });
  expect(has.toSorted((a, b) => a - b)).toEqual(
    font.characterSet.filter((point) => point !== 0xffff).toSorted((a, b) => a - b),
  );
  for (const letter of "ąćęłńóśźżĄĆĘŁŃÓŚŹŻåäöÅÄÖëïéè€£−")
    expect(has, letter).toContain(letter.codePointAt(0));
});

test("a file's name holds the order's number as the vendor takes it, and its content's code", async () => {
  const code = await contentCode(order(), factsOf(order()));
  expect(code).toMatch(/^[A-Z2-7]{8}$/);
  expect(await contentCode(order(), factsOf(order({ payment: "refunded" })))).not.toBe(code);
  expect(await contentCode({ ...order(), id: "2" as Order["id"] }, factsOf(order()))).not.toBe(
    code,
  );
  expect(fileName("1001", code)).toBe(`1001-${code}`);
  expect(fileName("../Łódź №5.exe", code)).toBe(`odz-5-exe-${code}`);
  expect(fileName("🎉", code)).toBe(code);
  expect(fileName("9".repeat(300), code).length).toBeLessThan(100);
  expect(isNamed(`1001-${code}.pdf`, code)).toBe(true);
  expect(isNamed(code, code)).toBe(true);
  expect(isNamed(`1001-X${code}.pdf`, code)).toBe(false);
  expect(isNamed(`${code}-1.pdf`, code)).toBe(false);
});

test.each([1, -1])("an order with a discount at its head comes to what was charged: %i", (sign) => {
  const turned = (figure: string) => (sign < 0 ? `-${figure}` : figure);
  const full = orderOf([
    { quantity: turned("1"), price: "125", rate: "0.25" },
    { kind: "text", text: "Gift" },
  ]);
  const charged = { net: turned("90.00"), vat: turned("22.50"), gross: turned("112.50") };
  const facts = factsOf({ ...full, ...charged, headDiscount: "0.1" });
  expect(facts.rates).toEqual([{ rate: "0.25", ...charged }].map(eachAmount));
  expect(amount(sum(facts.lines.map(({ gross }) => gross)))).toBe(charged.gross);
});

test.each([true, false])(
  "VAT that the shop rounds once a rate is the total's in its rates (prices with VAT: %s)",
  (pricesIncludeVat) => {
    const cheap = { price: pricesIncludeVat ? "0.12" : "0.10", rate: "0.25" };
    const { rates, net, vat, gross } = factsOf(
      orderOf([cheap, cheap, { ...cheap, rate: "0.06" }], { pricesIncludeVat }, "rate"),
    );
    const of = (name: "net" | "vat" | "gross") => amount(sum(rates.map((one) => one[name])));
    expect([of("net"), of("vat"), of("gross")]).toEqual([net, vat, gross]);
  },
);

const eachAmount = (one: Readonly<Record<"rate" | "net" | "vat" | "gross", string>>) =>
  expect.objectContaining({
    rate: one.rate,
    ...Object.fromEntries(
      (["net", "vat", "gross"] as const).map((field) => [
        field,
        expect.toSatisfy((figure: string) => same(figure, one[field])),
      ]),
    ),
  });
