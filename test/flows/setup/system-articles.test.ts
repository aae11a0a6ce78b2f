import { expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import {
  codingsOf,
  knownId,
  merged,
  NO_CODINGS,
  systemArticles,
  purposeOf,
  type WantedArticle,
  wantedArticles,
} from "../../../src/flows/setup/system-articles.ts";
import { GIFT_CODING, SERVICE_CODING, settings, TIP_CODING } from "../orders/kit.ts";

const coding = (
  id: string,
  vatRate: string,
  kind: LedgerCoding["kind"],
  account: number,
  fields: Partial<LedgerCoding> = {},
): LedgerCoding => ({
  id,
  name: `${kind} ${id}`,
  kind,
  vatRate,
  active: true,
  accounts: {
    domestic: vatRate === "0" ? null : account,
    domesticExempt: vatRate === "0" ? account : 3004,
    withinEu: null,
    triangular: null,
    outsideEu: null,
    oss: null,
    withinEuWithVat: null,
    reversed: null,
  },
  ...fields,
});
const gift = coding(GIFT_CODING, "0", "service", 2421);
const all = [
  gift,
  coding("aa11", "0.25", "goods", 3001),
  coding("bb22", "0.25", "service", 3041),
  coding("cc33", "0", "goods", 3004),
];
const of = (wanted: readonly WantedArticle[]) =>
  Object.fromEntries(wanted.map((one) => [purposeOf(one), one.codingId]));

test("each rate has an article for shipping, discounts and fees, each coding one for its cents", () => {
  expect(of(wantedArticles(all.slice(1), "SE"))).toEqual({
    "adjusting:aa11": "aa11",
    "adjusting:bb22": "bb22",
    "adjusting:cc33": "cc33",
    "shipping:0.25": "bb22",
    "discount:0.25": "aa11",
    "fee:0.25": "bb22",
    "shipping:0": "cc33",
    "discount:0": "cc33",
    "fee:0": "cc33",
    closing: "cc33",
  });
});

test("two codings of one rate have articles of two names, also as an earlier release called them", () => {
  const vouchers = coding("dd44", "0.25", "service", 3042, { name: "Gift cards" });
  const rounding = (codings: readonly LedgerCoding[]) =>
    wantedArticles(codings, "NL")
      .filter(({ kind }) => kind === "adjusting")
      .map(({ name, otherNames }) => [name, otherNames.includes("Afronding 25% diensten")]);
  expect(rounding(all.slice(1, 3))).toEqual([
    ["Afronding 25% goederen", false],
    ["Afronding 25% diensten", false],
  ]);
  expect(rounding([...all.slice(1, 3), vouchers])).toEqual([
    ["Afronding 25% goederen", false],
    ["Afronding service bb22", true],
    ["Afronding Gift cards", true],
  ]);
});

test("cents, shipping and fees never go to a coding that is for gift cards or tips only", () => {
  const wanted = wantedArticles(
    all,
    "SE",
    codingsOf(settings({ orders: { giftCardCoding: GIFT_CODING.toUpperCase() } }), all),
  );
  expect(wanted.filter(({ codingId }) => codingId === GIFT_CODING).map(purposeOf)).toEqual([
    `item:${GIFT_CODING}`,
  ]);
});

test("a coding without VAT that books to no account of sales is taken for cents only where there is no other", () => {
  const closing = (codings: readonly LedgerCoding[], country: string) =>
    wantedArticles(codings, country).find(({ kind }) => kind === "closing")?.codingId;
  expect(closing(all, "SE")).toBe("cc33");
  expect(closing([gift], "SE")).toBe(GIFT_CODING);
  // Of a chart that isn't known nothing is said.
  expect(closing(all, "XX")).toBe(GIFT_CODING);
});

test("a coding has an article of its own once the settings name it, and not before", () => {
  const service = coding(SERVICE_CODING, "0.25", "service", 3041);
  const items = (wanted: ReturnType<typeof settings>) =>
    wantedArticles([...all, service], "SE", codingsOf(wanted, all))
      .filter(({ kind }) => kind === "item")
      .map(({ codingId }) => codingId);
  expect(items(settings())).toEqual([]);
  expect(
    items(
      settings({ lookups: { salesType: { table: { "10": SERVICE_CODING, "11": "AN-ARTICLE" } } } }),
    ),
  ).toEqual([SERVICE_CODING]);
  expect(items(settings({ lookups: { salesType: { default: SERVICE_CODING } } }))).toEqual([
    SERVICE_CODING,
  ]);
  expect(
    items(settings({ orders: { newArticles: { codings: { "25": SERVICE_CODING }, unit: null } } })),
  ).toEqual([]);
  expect(
    items(
      settings({
        orders: {
          missingSku: "placeholder",
          newArticles: { codings: { "25": SERVICE_CODING }, unit: null },
        },
      }),
    ),
  ).toEqual(["aa11", "cc33", SERVICE_CODING]);
  expect(items(settings({ orders: { tipCoding: TIP_CODING } }))).toEqual([]);
});

test("a coding that can't be used at home has no article", () => {
  expect(
    wantedArticles(
      [
        coding("aa11", "0.25", "goods", 3001, { active: false }),
        {
          ...coding("bb22", "0.25", "goods", 3001),
          accounts: {
            domestic: null,
            domesticExempt: 3004,
            withinEu: null,
            triangular: null,
            outsideEu: null,
            oss: null,
            withinEuWithVat: null,
            reversed: null,
          },
        },
      ],
      "SE",
    ),
  ).toEqual([]);
});

test("what an earlier release made is kept, and what it didn't know of is made", () => {
  const before = {
    adjusting: { aa11: "a" },
    shipping: { "0.25": "s" },
    discount: { "0.25": "d" },
    closing: "c",
  };
  const wanted = wantedArticles(all.slice(1, 2), "SE");
  expect(wanted.map((article) => knownId(before, article))).toEqual(["a", "s", "d", null]);
  const fee = wanted.find(({ kind }) => kind === "fee");
  if (fee === undefined) throw new Error("no fee article is wanted");
  expect(merged(before, systemArticles([{ article: fee, id: "f" }]))).toEqual({
    ...before,
    fee: { "0.25": "f" },
    item: {},
    oss: { adjusting: {}, shipping: {}, discount: {}, fee: {}, item: {} },
    shippingAbroad: null,
    codings: { f: fee.codingId },
  });
});

test("a company under OSS has its carriers twice, and one that sells abroad a shipping article of its goods", () => {
  const abroad = (one: LedgerCoding, oss: number | null): LedgerCoding => ({
    ...one,
    accounts: { ...one.accounts, withinEu: 3108, outsideEu: 3105, oss },
  });
  const codings = [
    abroad(coding("aa11", "0.25", "goods", 3001), 3109),
    abroad(coding("bb22", "0.06", "goods", 3003), null),
  ];
  const of = (usesOss: boolean): readonly string[] =>
    wantedArticles(codings, "SE", NO_CODINGS, usesOss)
      .filter(({ kind }) => kind.startsWith("oss-") || kind === "shipping-abroad")
      .map((one) => `${purposeOf(one)} ${one.codingId} ${one.usesOss}`);
  expect(of(false)).toEqual(["shipping-abroad aa11 false"]);
  expect(of(true)).toEqual([
    "oss-adjusting:aa11 aa11 true",
    "oss-shipping:0.25 aa11 true",
    "oss-discount:0.25 aa11 true",
    "oss-fee:0.25 aa11 true",
    "shipping-abroad aa11 false",
  ]);
});

test("what has no VAT has no shipping, discount or fee of its own under OSS, as sales there take those at home", () => {
  const free = coding("ff00", "0", "goods", 3004, {
    accounts: {
      domestic: null,
      domesticExempt: 3004,
      withinEu: null,
      triangular: null,
      outsideEu: null,
      oss: 3109,
      withinEuWithVat: null,
      reversed: null,
    },
  });
  expect(
    wantedArticles([free], "SE", NO_CODINGS, true)
      .filter(({ usesOss }) => usesOss)
      .map(purposeOf),
  ).toEqual(["oss-adjusting:ff00"]);
});

test("what is made for OSS is known again by its kind", () => {
  const codings = all
    .slice(1, 2)
    .map((one) => ({ ...one, accounts: { ...one.accounts, oss: 3109 } }));
  const wanted = wantedArticles(codings, "SE", NO_CODINGS, true);
  const made = systemArticles(wanted.map((article, index) => ({ article, id: `id-${index}` })));
  expect(wanted.map((article) => knownId(made, article))).toEqual(
    wanted.map((_, index) => `id-${index}`),
  );
});

const GOODS = coding("25aa0000-0000-4000-8000-000000000000", "0.25", "goods", 3001);
const EXPORT = coding("25bb0000-0000-4000-8000-000000000000", "0.25", "goods", 0, {
  accounts: {
    domestic: null,
    domesticExempt: 3004,
    withinEu: null,
    triangular: null,
    outsideEu: 3105,
    oss: 3109,
    withinEuWithVat: null,
    reversed: null,
  },
});
const ENDED = coding("25cc0000-0000-4000-8000-000000000000", "0.25", "goods", 3001, {
  active: false,
});
const tabled = [GOODS, EXPORT, ENDED, coding("cc33", "0", "goods", 3004)];
const byTables = (by: "article" | "coding") =>
  codingsOf(
    settings({
      orders: { goods: { by, exceptions: [] } },
      lookups: {
        goodsCoding: {
          table: { "25%": GOODS.id.toUpperCase(), "/export": EXPORT.id, "25%@NL": ENDED.id },
        },
        shippingCoding: { default: GOODS.id },
        tipCoding: { force: EXPORT.id },
      },
    }),
    tabled,
  );

test("each coding that a table leads to has an article of that table, also where it has no account at home", () => {
  const before = wantedArticles(tabled, "SE").map(purposeOf);
  const more = wantedArticles(tabled, "SE", byTables("coding"))
    .filter((one) => !before.includes(purposeOf(one)))
    .map((one) => [one.kind, one.name, one.codingId, one.usesOss]);
  expect(more).toEqual([
    ["goodsCoding", "Varor goods 25aa0000-0000-4000-8000-000000000000", GOODS.id, false],
    ["goodsCoding", "Varor goods 25bb0000-0000-4000-8000-000000000000", EXPORT.id, false],
    // The cents of goods follow them, where no sale at home would have asked for their article.
    ["adjusting", "Öresutjämning goods 25bb0000-0000-4000-8000-000000", EXPORT.id, false],
    ["shippingCoding", "Frakt goods 25aa0000-0000-4000-8000-000000000000", GOODS.id, false],
    ["tipCoding", "Dricks goods 25bb0000-0000-4000-8000-000000000000", EXPORT.id, false],
  ]);
});

test("under OSS each once more where its coding has the account, and before any goods go by coding", () => {
  const underOss = wantedArticles(tabled, "SE", byTables("coding"), true)
    .filter(({ usesOss }) => usesOss)
    .map(purposeOf);
  expect(underOss).toEqual([
    `oss-goodsCoding:${EXPORT.id}`,
    `oss-adjusting:${EXPORT.id}`,
    `oss-tipCoding:${EXPORT.id}`,
  ]);
  expect(wantedArticles(tabled, "SE", byTables("article"))).toEqual(
    wantedArticles(tabled, "SE", byTables("coding")),
  );
});

test("what was made for tables is known by its coding, and kept beside what is made later", () => {
  const wanted = wantedArticles(tabled, "SE", byTables("coding"), true);
  const made = systemArticles(wanted.map((article) => ({ article, id: purposeOf(article) })));
  expect(wanted.map((article) => knownId(made, article))).toEqual(wanted.map(purposeOf));
  expect([made.goodsCoding?.[EXPORT.id], made.oss?.goodsCoding?.[EXPORT.id]]).toEqual([
    `goodsCoding:${EXPORT.id}`,
    `oss-goodsCoding:${EXPORT.id}`,
  ]);
  expect(merged(made, { adjusting: {}, shipping: {}, discount: {}, closing: null })).toMatchObject(
    made,
  );
  const [first] = wanted.filter(({ kind }) => kind === "goodsCoding");
  if (first === undefined) throw new Error("no goods are wanted");
  expect(merged(made, systemArticles([{ article: first, id: "new" }])).goodsCoding).toEqual({
    ...made.goodsCoding,
    [GOODS.id]: "new",
  });
});

test("system articles are named in the language of the company's country", () => {
  const goods = coding("aa11", "0.25", "goods", 3001);
  const abroad = { ...goods.accounts, withinEu: 3108, outsideEu: 3105, oss: 3109 };
  const codings = [
    { ...goods, accounts: abroad },
    coding("bb22", "0.06", "service", 3041),
    coding("cc33", "0", "goods", 3004),
  ];
  const named = (country: string) =>
    wantedArticles(codings, country, NO_CODINGS, true).map(({ name }) => name);
  expect(named("SE")).toEqual(
    expect.arrayContaining([
      "Öresutjämning 25 % varor",
      "Öresutjämning 6 % tjänster",
      "Frakt 25 %",
      "Rabatt 6 %",
      "Avgift 0 %",
      "Öresutjämning av moms",
      "Öresutjämning 25 % varor OSS",
      "Frakt 25 % OSS",
      "Frakt utomlands",
    ]),
  );
  expect(named("NL")).toEqual(
    expect.arrayContaining(["Afronding 25% goederen", "Verzendkosten 25%", "Afronding btw"]),
  );
  expect(named("PL")).toEqual(
    expect.arrayContaining(["Zaokrąglenie 6% usługi", "Wysyłka 25%", "Zaokrąglenie VAT"]),
  );
  // No words for it: English ones.
  expect(named("FR")).toEqual(
    expect.arrayContaining(["Rounding 25 % goods", "Shipping 25 %", "Rounding of VAT"]),
  );
  for (const country of ["SE", "NO", "DK", "FI", "NL", "PL", "FR"])
    expect(Math.max(...named(country).map((name) => name.length))).toBeLessThanOrEqual(50);
});
