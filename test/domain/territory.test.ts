/** Parts of countries with VAT of their own, by post codes in the ways people write them. */
import { expect, test } from "vitest";
import { territoryOf } from "../../src/domain/parties/territory.ts";

const of = (country: string, postCode: string | null, city: string | null = null) =>
  territoryOf(country, { postCode, city }, false);

test.each([
  ["FI", ["22100", "22 100", " fi22100 ", "FI-22100", "FI 22100", "AX-22100", "AX 22100"]],
  ["ES", ["35001", "E-35001", "E 35001", "ES 35001", "ES35001", "51001", "52 001"]],
  ["DE", ["78266", "D-78266", "D 78266", "DE78266", "27498", "8238", "CH-8238", "CH 8238"]],
  ["FR", ["97110", "FR 97110", "F-97110", "98800"]],
  ["IT", ["23041", "IT 23041", "I-22061", "6911", "CH-6911", "47890"]],
  ["DK", ["100", "FO-100", "FO 100", "FO100", "3900", "DK 3900", "GL-3900"]],
  ["GR", ["63086", "GR 630 86"]],
])("%s: %j are outside the EU's VAT", (country, codes) => {
  expect(codes.map((code) => of(country, code))).toEqual(codes.map(() => "outside-vat"));
});

test.each([
  ["FI", ["FI–22100", "FI – 22100", "FI.22100", "22100 Mariehamn", "AX-22100 Åland", "22 100, X"]],
  ["DE", ["DE.78266", "D—78266", "78266 Büsingen", "D/78266"]],
  ["DK", ["FO–100", "100 Tórshavn", "DK.3900 Nuuk"]],
])("%s: %j are the same codes, set apart otherwise or with a place", (country, codes) => {
  expect(codes.map((code) => of(country, code))).toEqual(codes.map(() => "outside-vat"));
});

test("codes of Northern Ireland begin with BT", () => {
  for (const code of [
    "BT1 5GS",
    "bt15gs",
    "BT99 1AA",
    "GB-BT1 5GS",
    "GB BT1 5GS",
    "UK BT1 5GS",
    "GB–BT1 5GS",
  ])
    expect(of("GB", code)).toBe("northern-ireland");
  for (const code of ["EH1 1YZ", "B1 1BT", "GB-B1 1BT", "SW1A 1AA", "GB SW1A 1AA", null])
    expect(of("GB", code)).toBeNull();
});

test("Madeira, the Azores, Jungholz and Mittelberg have rates of their own", () => {
  expect(["9000-123", "P-9000-123", "PT 9500-001"].map((code) => of("PT", code))).toEqual(
    Array.from({ length: 3 }, () => "own-rates"),
  );
  expect(["6691", "A-6991", "A 6993", "87491", "D-87491", "87567"].map((c) => of("AT", c))).toEqual(
    Array.from({ length: 6 }, () => "own-rates"),
  );
});

test.each([
  ["FI", "FI 00100"],
  ["FI", "221000"],
  ["FI", "00100 Helsinki"],
  ["DK", "1050 K"],
  ["FI", "Mariehamn"],
  ["ES", "ES 28001"],
  ["DE", "D 10115"],
  ["DE", "82380"],
  ["DK", "DK 1050"],
  ["FR", "F 20000"],
  ["IT", "IT 47921"],
  ["AT", "A 1010"],
  ["PT", "1000-001"],
  ["SE", "SE-221 00"],
  ["NL", "1011 AB"],
  ["DE", null],
])("%s %s is like any other of its country", (country, code) => {
  expect(of(country, code)).toBeNull();
});

test("the city tells Livigno from its neighbours where they share a code", () => {
  expect([of("IT", "I 23030", "Livigno"), of("IT", "23030", "Bormio")]).toEqual([
    "outside-vat",
    null,
  ]);
});
