/**
 * The numbers of our own articles: readable, within the vendor's limits, one for each thing, and
 * the same one for the same thing.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { CODED } from "../../../src/domain/ledger/ledger.ts";
import {
  candidates,
  lastWrites,
  journalled,
  noteOf,
  numbersFor,
  thingOfNote,
} from "../../../src/flows/setup/article-numbers.ts";
import {
  type SystemArticleKind,
  purposeOf,
  type WantedArticle,
} from "../../../src/flows/setup/system-articles.ts";
import type { JournalEntry } from "../../../src/flows/port.ts";

const article = (
  kind: SystemArticleKind,
  rate = "0.25",
  more: Partial<WantedArticle> = {},
): WantedArticle => ({
  kind,
  name: kind,
  otherNames: [],
  codingId: "c-1",
  of: "goods",
  rate,
  usesOss: kind.startsWith("oss-"),
  ...more,
});

type Case = readonly [country: string, article: WantedArticle, number: string];

const CASES: readonly Case[] = [
  ["SE", article("shipping"), "AS-FRAKT-25"],
  ["SE", article("discount", "0.12"), "AS-RABATT-12"],
  ["SE", article("fee", "0.06"), "AS-AVGIFT-6"],
  ["SE", article("tipCoding", "0"), "AS-DRICKS-0"],
  ["SE", article("goodsCoding"), "AS-VARA-25"],
  ["SE", article("item", "0.25", { of: "service" }), "AS-ARTIKEL-TJANST-25"],
  ["SE", article("adjusting"), "AS-AVRUNDNING-VARA-25"],
  ["SE", article("closing", "0"), "AS-MOMSAVRUNDNING"],
  ["SE", article("shipping-abroad"), "AS-FRAKT-UTLAND"],
  ["SE", article("oss-goodsCoding"), "AS-OSS-VARA-25"],
  ["NO", article("fee"), "AS-GEBYR-25"],
  ["DK", article("shipping"), "AS-FRAGT-25"],
  ["FI", article("discount", "0.255"), "AS-ALENNUS-25-5"],
  ["NL", article("shipping", "0.21"), "AS-VERZENDING-21"],
  ["NL", article("closing", "0"), "AS-BTW-AFRONDING"],
  ["PL", article("goodsCoding", "0.23"), "AS-TOWAR-23"],
  ["GB", article("shipping", "0.2"), "AS-SHIPPING-20"],
  ["", article("discount"), "AS-DISCOUNT-25"],
];

test.each(CASES)("in %j the article %j has the number %s", (country, one, number) => {
  expect(numbersFor([one], {}, country)).toEqual({ [purposeOf(one)]: number });
});

test("a hash tells apart only what would be the same, and is the thing's own", () => {
  const [first, second] = [
    article("goodsCoding"),
    article("goodsCoding", "0.25", { codingId: "c-2" }),
  ];
  const numbers = numbersFor([article("shipping"), first, second], {}, "SE");
  expect(Object.values(numbers)).toEqual([
    "AS-FRAKT-25",
    "AS-VARA-25",
    expect.stringMatching(/^AS-VARA-25-[0-9A-F]{4}$/),
  ]);
  // A number that another thing has is passed over with the same hash.
  expect(numbersFor([second], { other: "AS-VARA-25" }, "SE")).toEqual({
    "goodsCoding:c-2": numbers["goodsCoding:c-2"],
  });
});

test("what has a number keeps it, whatever the rule, the country or the settings say now", () => {
  const recorded = { "shipping:0.25": "AS-SHIP-25", "fee:0.12": "AS-AVGIFT-25" };
  expect(numbersFor([article("shipping"), article("fee")], recorded, "NL")).toEqual({
    "shipping:0.25": "AS-SHIP-25",
    "fee:0.25": "AS-TOESLAG-25",
  });
  // No setting asks for the one that has it any more, and it is taken all the same.
  expect(numbersFor([article("fee")], recorded, "SE")["fee:0.25"]).toMatch(/^AS-AVGIFT-25-/);
});

test("a thing that no number is left for gets none", () => {
  const one = article("shipping");
  expect(numbersFor([one], Object.fromEntries(candidates(one, "SE").entries()), "SE")).toEqual({});
});

test("the journal says a thing's last number; other writes say nothing", () => {
  const entry = (key: string, n: number, marker: string | null, role = "own-article") =>
    ({ key, n, marker, role }) as JournalEntry;
  const writes = lastWrites([
    entry("own-article:shipping:0.25", 2, "AS-FRAKT-25-0001"),
    entry("own-article:shipping:0.25", 1, "AS-FRAKT-25"),
    entry("own-article:fee:0.25", 1, null),
    entry("own-article:MUG", 1, "MUG", "article"),
    entry("setup", 1, "asperion-sync test/t1", "claim"),
  ]);
  expect(journalled(writes)).toEqual({ "shipping:0.25": "AS-FRAKT-25-0001" });
});

test("a note says what its article stands for, and anybody else's says nothing", () => {
  expect(thingOfNote(noteOf("goodsCoding:c-1"))).toBe("goodsCoding:c-1");
  expect([thingOfNote(null), thingOfNote("Fraktartikel")]).toEqual([null, null]);
});

const KINDS = ["adjusting", "shipping", "discount", "fee", "item", ...CODED] as const;
const wanted = fc.record({
  kind: fc.oneof(
    fc.constantFrom(...KINDS),
    fc.constantFrom(...KINDS).map((kind): SystemArticleKind => `oss-${kind}`),
    fc.constantFrom("closing" as const, "shipping-abroad" as const),
  ),
  rate: fc.oneof(
    fc.constantFrom("0", "0.06", "0.055", "0.12", "0.21", "0.255", "0.25"),
    fc.integer({ min: 1, max: 999_999_999 }).map((rate) => `0.${rate}`),
  ),
  codingId: fc.oneof(fc.constantFrom("c-1", "c-2", "c-3"), fc.uuid()),
  of: fc.constantFrom("goods" as const, "service" as const),
});
const country = fc.constantFrom("SE", "NO", "DK", "FI", "NL", "PL", "GB", "");
const some = fc
  .uniqueArray(wanted, { maxLength: 60, selector: (one) => purposeOf(one) })
  .map((all) => all.map((one) => article(one.kind, one.rate, one)));

test("distinct things have distinct numbers, the same thing the same one, in the vendor's length and signs", () => {
  fc.assert(
    fc.property(some, some, country, country, (before, after, then, now) => {
      const first = numbersFor(before, {}, then);
      expect(Object.keys(first)).toHaveLength(before.length);
      const second = numbersFor(after, first, now);
      expect(Object.keys(second)).toHaveLength(after.length);
      // Recorded for good, and never given to another thing.
      for (const [thing, number] of Object.entries(second))
        expect(first[thing] ?? number).toBe(number);
      const all = { ...first, ...second };
      expect(new Set(Object.values(all)).size).toBe(Object.keys(all).length);
      // One that crashed after any of them goes on with the same numbers.
      const half = Object.fromEntries(Object.entries(first).slice(0, before.length / 2));
      expect(numbersFor(before, half, then)).toEqual(first);
      for (const number of Object.values(all)) expect(number).toMatch(/^AS-[A-Z0-9-]{1,37}$/);
    }),
    { numRuns: 400 },
  );
});
