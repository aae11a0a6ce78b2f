/**
 * Reasons in words: each code has its texts in each language, and what parameters hold is said as
 * people of that language say it.
 */
import { parse, type MessageFormatElement, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, it, test } from "vitest";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import {
  asksNothing,
  reason,
  REASON_CODES,
  type ReasonCode,
  REASONS,
} from "../../src/domain/reasons/index.ts";
import type { ParamKind } from "../../src/domain/reasons/table.ts";
import type { ReasonText } from "../../src/messages/reasons.ts";
import { bareReason } from "../support/bare-reason.ts";
import { allCatalogues } from "../support/catalogues.ts";
import { reasonText } from "../support/reason-text.ts";

const CATALOGUES = new Map(
  [...allCatalogues].map(([language, entries]) => [
    language,
    new Map(entries.map(({ id, text }) => [id, text])),
  ]),
);
const messageOf = (language: string, id: string): string => CATALOGUES.get(language)?.get(id) ?? "";
const kindsOf = (code: ReasonCode): Readonly<Record<string, ParamKind>> => REASONS[code].params;

/** Names of arguments, each with the words that the text chooses by. */
function argumentsOf(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const walk = (parts: readonly MessageFormatElement[]): void => {
    for (const part of parts) {
      if (part.type === TYPE.literal || part.type === TYPE.pound || part.type === TYPE.tag)
        continue;
      const words = found.get(part.value) ?? new Set<string>();
      found.set(part.value, words);
      if (part.type !== TYPE.select) continue;
      for (const [word, { value }] of Object.entries(part.options)) {
        words.add(word);
        walk(value);
      }
    }
  };
  walk(parse(text));
  return found;
}

/** What a text may choose by, for a parameter of this kind. */
function wordsOf(kind: ParamKind): readonly string[] {
  if (kind === "flag") return ["true", "false", "other"];
  if (typeof kind === "string") return [...(kind.endsWith("?") ? ["none"] : []), "other"];
  const words = "known" in kind ? kind.known : kind;
  return [...words.map((word) => (word ?? "none").replaceAll(/[^A-Za-z0-9_]/g, "_")), "other"];
}

test("the catalogue has the texts of each code of the table, and of no other", () => {
  const wanted = REASON_CODES.flatMap((code) => [
    `reasons.${code}.text`,
    ...(asksNothing(code) ? [] : [`reasons.${code}.next`]),
  ]);
  for (const language of LANGUAGES) {
    const ids = [...(CATALOGUES.get(language)?.keys() ?? [])];
    expect(ids.filter((id) => id.startsWith("reasons.")).toSorted()).toEqual(wanted.toSorted());
  }
});

test("what may be missing is said only where a text chooses whether to say it", () => {
  const mayLack = (kind: ParamKind | undefined): boolean =>
    typeof kind === "string"
      ? kind.endsWith("?")
      : Array.isArray(kind) && kind.some((word) => word === null);
  for (const language of LANGUAGES)
    for (const code of REASON_CODES) {
      const always = parse(messageOf(language, `reasons.${code}.text`)).flatMap((part) =>
        part.type === TYPE.argument ? [part.value] : [],
      );
      expect([language, code, always.filter((name) => mayLack(kindsOf(code)[name]))]).toEqual([
        language,
        code,
        [],
      ]);
    }
});

test("no text of the catalogues is that nothing has to be done: the table says it", () => {
  for (const language of LANGUAGES)
    for (const code of REASON_CODES.filter((one) => !asksNothing(one)))
      expect(messageOf(language, `reasons.${code}.next`)).not.toBe(
        messageOf(language, "reasonParts.nothingToDo"),
      );
});

describe.each(LANGUAGES)("the texts in %s", (language) => {
  it("say of each reason what English says of it: parameters of the table, each with its words", () => {
    for (const code of REASON_CODES) {
      const said = argumentsOf(messageOf(language, `reasons.${code}.text`));
      const english = argumentsOf(messageOf("en", `reasons.${code}.text`));
      expect([code, [...said.keys()].toSorted()]).toEqual([code, [...english.keys()].toSorted()]);
      for (const [name, words] of said) {
        const kind = kindsOf(code)[name];
        const known =
          kind === undefined ? [] : [...wordsOf(kind), ...(MORE[`${code}.${name}`] ?? [])];
        expect([code, name, [...words].filter((word) => !known.includes(word))]).toEqual([
          code,
          name,
          [],
        ]);
      }
    }
  });
});

/** Figures and names that a text tells apart. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  "product-rule-failed.rule": ["filter"],
  "products-read.missing": ["0"],
};

describe.each(LANGUAGES)("every reason in %s", (language) => {
  it.each(REASON_CODES)(
    "%s says what happened and what to do, also without its parameters",
    (code) => {
      const { text, next } = reasonText(reason(code), language);
      expect(text).toMatch(/^(?:\p{Lu}|eAccounting).{10,}[.!]$/su);
      expect(next).toMatch(/^\p{Lu}.{10,}[.!]$/su);
      // "Annullera" is Swedish for an order that is cancelled.
      const said = `${text} ${next}`.replaceAll(/annuller/gi, "");
      expect(said).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );

  it("never calls stock by the word for shares in a company", () => {
    const all = REASON_CODES.map((code) => JSON.stringify(reasonText(reason(code), language))).join(
      " ",
    );
    expect(all).not.toMatch(/\bshares\b|\baandelen\b|\bakcj[ei]\b|\budział|\baktier?\b/i);
  });
});

describe("languages", () => {
  it("each have sentences of their own", () => {
    for (const language of LANGUAGES.filter((one) => one !== "en"))
      for (const code of REASON_CODES)
        expect(reasonText(reason(code), language).text, `${language} ${code}`).not.toBe(
          reasonText(reason(code)).text,
        );
  });

  it("write amounts, shares and days as their countries do", () => {
    const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, " ");
    const said = (language: Language): string =>
      plain(
        reasonText(bareReason("adjusting-row", { amount: "-1234.50", vatRate: "0.125" }), language)
          .text,
      );
    expect(
      [said("nl"), said("pl"), said("sv")].map(
        (text) => /[-−]1\D234,50.*(12,5 ?%)/.exec(text)?.[1],
      ),
    ).toEqual(["12,5%", "12,5%", "12,5 %"]);
    expect(
      plain(
        reasonText(
          reason("booked-date-differs", { booked: "2026-11-24", planned: "2026-11-01" }),
          "pl",
        ).text,
      ),
    ).toContain("24 lis 2026");
  });
});

describe("parameters", () => {
  it("are said as people say them", () => {
    expect(
      reasonText(
        bareReason("vat-rate-differs", { line: 2, sku: "A1", source: "0.25", ledger: "0.12" }),
      ).text,
    ).toBe("Article A1 (line 2) was sold with 25% VAT, but eAccounting charges 12% for it.");
    expect(
      reasonText(
        reason("own-article-missing", { article: "closing", rate: "0", coding: null, line: null }),
      ).text,
    ).toBe("There is no system article for rounding at 0% VAT.");
    expect(
      reasonText(
        bareReason("row-differs", { row: 1, field: "vatRate", planned: "0.25", answered: "0.12" }),
      ).text,
    ).toContain("the VAT rate is 0.12; sent was 0.25");
  });
});

test.each([
  ["en", "The order is dated 15 Jan 2026, 10:00, before the start date (27 Nov 2026, 04:47)."],
  ["nl", "De order is van 15 jan 2026, 10:00, vóór de startdatum (27 nov 2026, 04:47)."],
] as const)("moments are said by the shop's clock, in %s", (language, said) => {
  const { text } = reasonText(
    reason("before-start", { date: "2026-01-15T10:00:00", startLine: "2026-11-27T03:47:23.768Z" }),
    language,
  );
  expect(text).toContain(said);
});

test("advice on a sale abroad leaves a customer alone that other orders use", () => {
  const told = (of: { readonly defaultCustomer?: string }) => [
    reasonText(
      reason("sale-place-differs", { goods: "NO", ledger: "SE", byDelivery: false, ...of }),
    ),
    reasonText(reason("currency-differs", { order: "EUR", customer: "SEK", ...of })),
  ];
  for (const { text, next } of told({ defaultCustomer: "1002" })) {
    expect(text).toContain("the default customer 1002");
    expect(next).toContain("Don't change the default customer");
    expect(next).not.toContain("orrect the customer");
  }
  for (const { text, next } of told({})) {
    expect(text).not.toContain("default");
    expect(next).toContain("orrect the customer's");
  }
});

test("moments that a minute doesn't tell apart are said to the second", () => {
  const told = (date: string) =>
    reasonText(reason("start-zone-unknown", { date, startLine: "2026-11-27T12:00:45Z" }), "en")
      .text;
  expect(told("2026-11-27T13:00:20")).toContain(
    "dated 27 Nov 2026, 13:00:20, shortly before the start date (27 Nov 2026, 13:00:45)",
  );
  expect(told("2026-11-27")).toContain("dated 27 Nov 2026, shortly");
});

test("amounts and days are written as the language writes them, in English too", () => {
  expect(
    reasonText(reason("payment-registered", { amount: "1234.50", date: "2026-11-24" }), "en").text,
  ).toContain("1,234.50 was registered on the invoice on 24 Nov 2026");
});

test("order statuses of Asperion are said by their names", () => {
  const told = reason("status-outside-filter", { status: 1, filter: "2, 3, 9" });
  expect(reasonText(told, "en").text).toContain(
    "status Draft in Asperion; only orders with status Confirmed, Partly delivered, 9",
  );
  expect(reasonText(told, "pl").text).toContain("status Wersja robocza");
});

test.each([
  ["en", "The goods go to Norway, but eAccounting would charge VAT for Sweden", "by the operator"],
  [
    "nl",
    "De goederen gaan naar Noorwegen, maar eAccounting zou btw berekenen voor Zweden",
    "door de beheerder",
  ],
  [
    "pl",
    "Towar jest wysyłany do kraju Norwegia, ale eAccounting zastosowałby VAT dla kraju kontrahenta: Szwecja",
    "(operator)",
  ],
  [
    "sv",
    "Varorna skickas till Norge, men eAccounting skulle beräkna moms för Sverige",
    "av operatören",
  ],
] as const)(
  "countries and whoever did something are told by their names in %s; what is no country of a list stays",
  (language, countries, operator) => {
    expect(
      reasonText(reason("sale-place-differs", { goods: "NO", ledger: "SE" }), language).text,
    ).toContain(countries);
    expect(reasonText(reason("sale-country-unknown", { country: "QQ" }), language).text).toContain(
      "QQ",
    );
    expect(
      reasonText(reason("sale-country-unknown", { country: "Norway?" }), language).text,
    ).toContain("Norway?");
    expect(
      reasonText(reason("document-unlinked", { actor: "operator", documents: "7" }), language).text,
    ).toContain(operator);
    expect(
      reasonText(
        reason("document-unlinked", { actor: "anna@example.com", documents: "7" }),
        language,
      ).text,
    ).toContain("anna@example.com");
    expect(
      reasonText(reason("terms-chosen", { by: "company", terms: "30", from: "1" }), language).text,
    ).not.toMatch(/ company (for|voor|för|dla) /);
  },
);

test.each(["none", "constructor", "toString", "other", "{sku}", "<b>", "'", "#"])(
  "what somebody typed is said as it is, also where it is a word of messages: %s",
  (typed) => {
    const plain = ({ text }: ReasonText): string => text.replaceAll("\u2060", "");
    expect(plain(reasonText(reason("tenant-paused", { note: typed })))).toBe(
      `Everything is stopped (${typed}). Orders are received and wait.`,
    );
    expect(plain(reasonText(reason("article-not-found", { sku: typed })))).toBe(
      `eAccounting has no article ${typed}.`,
    );
  },
);

test("a word that isn't known is said as it is, and another kind of value breaks nothing", () => {
  const odd = {
    code: "closing-row",
    params: { amount: true, charged: "x", predicted: 5 },
  } as const;
  expect(reasonText(odd).text).toContain("A rounding line of true without VAT");
  const would = reasonText(reason("dry-run", { would: "order_create" })).text;
  expect(would.replaceAll("\u2060", "")).toContain("When live, order_create.");
  expect(reasonText(reason("dry-run", { would: "stock-order.create" })).text).toContain(
    "When live, stock-order.create.",
  );
});

test("a code of a newer release is said to be one", () => {
  const told = { code: "of-tomorrow" as ReasonCode, params: {} };
  expect(reasonText(told, "en").text).toBe(
    "A newer version of this product recorded “of-tomorrow”, which this version can't describe.",
  );
});

test("money is said with its cents, a quantity and a rate with their own decimals", () => {
  const text = (...told: Parameters<typeof bareReason>): string =>
    reasonText(bareReason(...told)).text;
  expect(text("total-not-positive", { total: "-177.5" })).toContain("-177.50");
  expect(text("total-not-positive", { total: "0" })).toContain("0.00");
  expect(text("total-not-positive", { total: "0", document: "invoice" })).toContain(
    "only accepts invoices",
  );
  expect(text("total-not-positive", { total: "0" })).toContain("only accepts documents");
  const approval = { rule: "amount", from: "1000", currency: "SEK" };
  expect(text("waits-for-approval", approval)).toContain("1,000.00 SEK");
  expect(text("credits-exceed-line", { ordered: "3", credited: "4" })).toMatch(/\b3\b(?!\.)/);
  expect(text("rate-unproven", { rate: "11.2503", currency: "EUR" })).toContain("11.2503");
});

test("a country is named as an English sentence names it", () => {
  const goesTo = (goods: string, language: Language = "en"): string =>
    reasonText(bareReason("sale-place-differs", { goods, ledger: "SE" }), language).text;
  expect(goesTo("NL")).toContain("The goods go to the Netherlands, but");
  expect(goesTo("NO")).toContain("The goods go to Norway, but");
  expect(goesTo("NL", "sv")).toContain(" Nederländerna");
});

test("a gift card without its system article is called a gift card, not a missing article", () => {
  const told = reason("own-article-missing", {
    article: "gift-card",
    rate: "0",
    coding: null,
    line: null,
  });
  expect(reasonText(told).text).toBe("There is no system article for gift cards at 0% VAT.");
});

test("a silence is told in hours, and without an interval that nobody knows", () => {
  const { text } = reasonText(reason("sweep-not-run", { minutes: 1374, hours: 23, every: null }));
  expect(text).toBe("Asperion hasn't been checked for changed orders for about 23 hours.");
  const late = reason("sweep-not-run", { minutes: 26, hours: null, every: 5 });
  expect(reasonText(late).text).toContain("for 26 minutes; expected: every 5 minutes.");
});

test("an account that doesn't fit a day says so of an order and of a payment alike", () => {
  const unfit = reason("voucher-account-unfit", { account: "1580", why: "missing", byDay: true });
  expect(reasonText(unfit).text).toContain("What would be booked isn't added to its day:");
  expect(reasonText(unfit, "sv").text).toContain("läggs inte till på sin dag");
});
