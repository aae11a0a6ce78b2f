import { describe, expect, it, test } from "vitest";
import type { Failure } from "../../src/domain/failure.ts";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import {
  reason,
  REASON_CODES,
  type ReasonCode,
  type ReasonParam,
} from "../../src/domain/reasons.ts";
import { asksNothing, reasonOf, reasonText } from "../../src/domain/reason-texts.ts";

/**
 * What a text asks for, by the names of its parameters; each is answered in turn by what might be
 * there.
 */
function asked(
  code: ReasonCode,
  language: Language,
  answer: (name: string) => ReasonParam,
): ReadonlySet<string> {
  const names = new Set<string>();
  const params = new Proxy(
    {},
    { get: (_, name) => (names.add(String(name)), answer(String(name))) },
  );
  reasonText({ code, params }, language);
  return names;
}

describe.each(LANGUAGES)("every reason in %s", (language) => {
  it.each(REASON_CODES)(
    "%s says what happened and what to do, also without its parameters",
    (code) => {
      const { text, next } = reasonText(reason(code), language);
      expect(text).toMatch(/^(?:\p{Lu}|eAccounting).{10,}[.!]$/su);
      expect(next).toMatch(/^\p{Lu}.{10,}[.!]$/su);
      expect(`${text} ${next}`).not.toMatch(/undefined|null|NaN|\[object/);
    },
  );

  it("says of each what English says of it: the same parameters", () => {
    const value = (name: string): ReasonParam => (name === "line" ? 3 : `{${name}}`);
    for (const code of REASON_CODES)
      expect([code, [...asked(code, language, value)].toSorted()]).toEqual([
        code,
        [...asked(code, "en", value)].toSorted(),
      ]);
  });

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
        reasonText(reason("adjusting-row", { amount: "-1234.50", vatRate: "0.125" }), language)
          .text,
      );
    expect(
      [said("nl"), said("pl"), said("sv")].map((text) => /-?−?1\D?234,50.*12,5 %/.test(text)),
    ).toEqual([true, true, true]);
    expect(
      plain(
        reasonText(
          reason("booked-date-differs", { booked: "2026-11-24", planned: "2026-11-01" }),
          "pl",
        ).text,
      ),
    ).toContain("24 lis 2026");
  });

  it("know when nothing has to be done", () => {
    for (const language of LANGUAGES)
      expect([
        asksNothing(reasonText(reason("order-booked"), language).next),
        asksNothing(reasonText(reason("poison"), language).next),
      ]).toEqual([true, false]);
  });
});

describe("every reason", () => {
  it("is told at once exactly when it needs a person, or a document was deleted or booked", () => {
    for (const code of REASON_CODES) {
      const { alert, severity } = reasonText(reason(code));
      expect([code, alert]).toEqual([
        code,
        severity === "error" ||
          code === "second-document-deleted" ||
          code === "document-booked-by-person",
      ]);
    }
  });

  it.each([
    ["order-booked", "info"],
    ["before-start", "info"],
    ["closing-row", "info"],
    ["rate-limited", "warning"],
    ["within-tolerance", "warning"],
    ["article-not-found", "error"],
    ["totals-differ", "error"],
    ["needs-login", "error"],
    ["poison", "error"],
    ["in-doubt-needs-person", "error"],
  ] as const)("%s is %s", (code, severity) => {
    expect(reasonText(reason(code)).severity).toBe(severity);
  });
});

describe("parameters", () => {
  it("are said as people say them", () => {
    expect(
      reasonText(reason("vat-rate-differs", { line: 2, sku: "A1", source: "0.25", ledger: "0.12" }))
        .text,
    ).toBe(
      "The line for A1 (line 2) was sold with 25 % VAT, but eAccounting charges 12 % for this article.",
    );
    expect(
      reasonText(
        reason("own-article-missing", { article: "closing", rate: "0", coding: null, line: null }),
      ).text,
    ).toBe("The rounding article for 0 % VAT hasn't been made or chosen yet.");
    expect(
      reasonText(
        reason("row-differs", { row: 1, field: "vatRate", planned: "0.25", answered: "0.12" }),
      ).text,
    ).toContain("the VAT rate is 0.12, sent was 0.25");
  });
});

describe("a failed call", () => {
  const failures: readonly Failure[] = [
    { kind: "rate-limited", vendor: "eaccounting", endpoint: "/orders", retryAfterMs: 1 },
    { kind: "unauthorized", vendor: "asperion", tokenVersion: 3 },
    { kind: "needs-login", vendor: "asperion" },
    { kind: "no-access", vendor: "eaccounting", capability: "orders", code: 4002, message: "Anna" },
    { kind: "company-blocked", vendor: "eaccounting", code: 4003, message: "Anna" },
    {
      kind: "rejected",
      vendor: "eaccounting",
      status: 400,
      code: 2000,
      message: "Anna",
      fields: [
        { field: "Name", message: "Anna" },
        { field: "Name", message: "" },
        { field: null, message: "Anna" },
      ],
    },
    { kind: "conflict", vendor: "eaccounting", code: 4000, message: "Anna" },
    { kind: "not-found", vendor: "asperion", what: "order 501" },
    { kind: "unknown-outcome", vendor: "eaccounting", cause: "Anna" },
    { kind: "transient", vendor: "eaccounting", cause: "Anna" },
    { kind: "contract", vendor: "asperion", path: "lines[0].price", message: "Anna" },
    { kind: "wrong-administration", expected: 7, got: 8 },
    { kind: "wrong-company", expected: "c1", got: null },
  ];

  it.each(failures)(
    "of kind $kind has a reason, without the vendor's own words: they may name people",
    (failure) => {
      const why = reasonOf(failure);
      expect(JSON.stringify(why)).not.toContain("Anna");
      expect(reasonText(why).text).not.toContain("Anna");
    },
  );

  it("that was refused names the fields, each once", () => {
    expect(
      failures.map(reasonOf).find(({ code }) => code === "rejected-by-vendor")?.params,
    ).toEqual({ vendor: "eaccounting", status: 400, code: 2000, fields: "Name" });
  });
});

test.each([
  ["en", "The order is dated 15 Jan 2026, 10:00, before the start line (27 Nov 2026, 04:47)."],
  ["nl", "De order is van 15 jan 2026, 10:00, vóór de startdatum (27 nov 2026, 04:47)."],
] as const)("moments are said by the shop's clock, in %s", (language, said) => {
  const { text } = reasonText(
    reason("before-start", { date: "2026-01-15T10:00:00", startLine: "2026-11-27T03:47:23.768Z" }),
    language,
  );
  expect(text).toContain(said);
});

test("amounts and days are written as the language writes them, in English too", () => {
  expect(
    reasonText(reason("payment-registered", { amount: "1234.50", date: "2026-11-24" }), "en").text,
  ).toContain("1,234.50 was registered on the invoice, on 24 Nov 2026");
});

test("order statuses of Asperion are said by their names", () => {
  const told = reason("status-outside-filter", { status: 1, filter: "2, 3, 9" });
  expect(reasonText(told, "en").text).toContain(
    "status Concept in Asperion; only orders with status Confirmed, Partly delivered, 9",
  );
  expect(reasonText(told, "pl").text).toContain("status Szkic");
});

test.each([
  [
    "en",
    "The goods go to Norway, but eAccounting would charge VAT as for Sweden",
    "by the operator",
  ],
  [
    "nl",
    "De goederen gaan naar Noorwegen, maar eAccounting zou de btw berekenen als voor Zweden",
    "door de beheerder",
  ],
  [
    "pl",
    "Towary jadą do kraju Norwegia, ale eAccounting naliczyłby VAT jak dla kraju Szwecja",
    "(operator)",
  ],
  [
    "sv",
    "Varorna går till Norge, men eAccounting skulle räkna moms som för Sverige",
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
