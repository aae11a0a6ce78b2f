/**
 * The search by the words of accounting: kinds of documents with a number, tracking codes, accounts
 * and their settings, and terms that settings and the manual explain, in each language.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { manualHits } from "../../src/http/pages/manual/find.ts";
import { blocks } from "../../src/http/pages/manual/markdown.tsx";
import { MANUAL_PAGES, manualText } from "../../src/http/pages/manual/pages.ts";
import { parseMarkerCode, parseDocument } from "../../src/http/usecases/search/document-in.ts";
import { searchConditions } from "../../src/http/usecases/search/job-search.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { signedIn } from "./browser.ts";

const ACCOUNTS = {
  "eaccounting.accounts": {
    entries: [
      { id: "2611", name: "2611 Output VAT 25%", note: null },
      { id: "3999", name: "3999 Unused", note: null },
    ],
    readAt: 1,
    fault: null,
  },
};

async function shop() {
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [], cursor: null },
    "reads.names": ACCOUNTS,
    "admin.configure": { ok: true },
  });
  await world.db.$client.prepare("UPDATE tenants SET state = 'retired'").run();
  const id = await world.makeTenant();
  const find = async (q: string, language = "en") =>
    (
      await user.go(`/admin/search?${new URLSearchParams({ q })}`, {
        headers: { "accept-language": language },
      })
    ).text;
  return { world, id, find, user };
}

test.each([
  ["en", "sales order 5", "5", "sales-order"],
  ["en", "Journal voucher A5", "A5", "voucher"],
  ["en", "voucher a5", "a5", "voucher"],
  ["en", "credit invoice 12", "12", "credit"],
  ["en", "Additional invoice 12", "12", "invoice"],
  ["sv", "försäljningsorder 5", "5", "sales-order"],
  ["sv", "Verifikation A5", "A5", "voucher"],
  ["sv", "verifikat A5", "A5", "voucher"],
  ["sv", "kreditfaktura #12", "12", "credit"],
  ["nl", "Verkooporder 5", "5", "sales-order"],
  ["nl", "memoriaalboeking A5", "A5", "voucher"],
  ["nl", "boekstuk A5", "A5", "voucher"],
  ["pl", "zamówienie sprzedaży 5", "5", "sales-order"],
  ["pl", "Zamowienie sprzedazy 5", "5", "sales-order"],
  ["pl", "polecenie księgowania (PK) A5", "A5", "voucher"],
  ["pl", "PK A5", "A5", "voucher"],
  ["pl", "faktura korygująca 12", "12", "credit"],
] as const)(
  "in %s, %s is a document by its kind and number",
  async (language, text, number, role) => {
    await loadMessages(language);
    const { document } = parseDocument(text, language);
    expect([document?.number, document?.roles.includes(role)]).toEqual([number, true]);
    expect(searchConditions({ text }, language)).toMatchObject({ document, number });
  },
);

test("an order's number, a name and an amount are no document", async () => {
  await loadMessages("en");
  for (const text of ["order 1007", "1007", "Kaffe AB 12", "4,362.50", "sales order", ""])
    expect([text, parseDocument(text, "en")]).toEqual([text, {}]);
  // In another language than the reader's, one word before a number is still no part of it.
  expect(searchConditions({ text: "verifikation A5" }, "en")).toMatchObject({ number: "A5" });
});

test.each([
  ["SLN2BQKF", "SLN2BQKF"],
  ["#SLN2BQKF", "SLN2BQKF"],
  ["sln2bqkf", "SLN2BQKF"],
  ["1001 #SLN2BQKF", "SLN2BQKF"],
  ["SLN1BQKF", undefined],
  ["#SLN2BQK", undefined],
  ["Kaffe SLN2BQKF", undefined],
  ["Karlsson", undefined],
  ["#Karlsson", "KARLSSON"],
])("%s has the tracking code %s", (text, code) => {
  expect(parseMarkerCode(text).code).toBe(code);
});

test("an account is found by its number, where it is set, or as one that no setting has", async () => {
  const { world, id, find } = await shop();
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const put = await world.api("PUT", `/tenants/${id}/settings`, {
    ...body,
    lookups: { vatAccount: { table: { H: "2611" } } },
    payouts: { accounts: { inputVat: "2611" } },
  });
  expect(put.status).toBe(200);
  const set = await find("2611");
  expect(set).toContain("2611 Output VAT 25%");
  for (const way of ["lookups/vatAccount", "payouts#payouts.accounts.inputVat"])
    expect(set).toContain(`/admin/tenants/${id}/settings/${way}`);
  expect(await find("account 3999")).toContain("In the chart of accounts, in no setting");
  expect(await find("4444")).not.toContain("chart of accounts");
});

test.each([
  ["en", ["credit note", "lock period", "locked period", "rounding", "reverse charge", "OSS"]],
  [
    "sv",
    [
      "kreditnota",
      "kreditfaktura",
      "låst period",
      "öresavrundning",
      "omvänd skattskyldighet",
      "OSS",
    ],
  ],
  ["nl", ["creditnota", "creditfactuur", "afgesloten periode", "afronding", "btw verlegd", "OSS"]],
  [
    "pl",
    [
      "faktura korygująca",
      "korekta faktury",
      "zamknięty okres",
      "zaokrąglenie",
      "odwrotne obciążenie",
      "OSS",
    ],
  ],
] as const)("terms of accounting lead to settings or the manual in %s", async (language, terms) => {
  const { find } = await shop();
  for (const term of terms) {
    const text = await find(term, language);
    const found = /id="found-(places|manual)"/.test(text);
    expect([term, found]).toEqual([term, true]);
  }
});

test("the manual's paragraphs are found in the reader's language, and lead to themselves", async () => {
  const { find, user } = await shop();
  const text = await find("sealed envelope", "en");
  expect(text).not.toContain("found-manual");
  for (const [language, words] of [
    ["en", "passkeys"],
    ["sv", "granskningsloggen"],
  ] as const) {
    const hits = await find(words, language);
    const [, href = ""] = /id="found-manual".*?href="([^"]+)"/s.exec(hits) ?? [];
    const [page = "", id = ""] = href.split("#");
    user.jar.set("language", language);
    const { status, text: shown } = await user.go(page);
    expect([status, shown.includes(`id="${id}"`)]).toEqual([200, true]);
    user.jar.delete("language");
  }
});

test("each way into the manual leads to a part that its page has", async () => {
  for (const language of LANGUAGES) {
    const ids = new Map<string, string>();
    for (const page of MANUAL_PAGES)
      ids.set(
        page,
        blocks(await manualText(language, page))
          .map(String)
          .join(""),
      );
    let asked = 0;
    await manualHits(language, (folded) => ((asked += 1), folded === ""));
    expect(asked).toBeGreaterThan(100);
    for (const letter of ["a", "e", "o"])
      for (const { page, href } of await manualHits(language, (folded) =>
        folded.includes(letter),
      )) {
        const id = href.split("#")[1];
        if (id !== undefined) expect(ids.get(page)).toContain(`id="${id}"`);
      }
  }
});

test("pages without a tab are found by their names", async () => {
  const { find, id } = await shop();
  for (const [language, words, path] of [
    ["en", "owed by providers", "clearing"],
    ["sv", "dagsverifikation", "days"],
    ["pl", "dane osobowe", "personal-data"],
    ["pl", "rozliczenie", "payouts"],
  ] as const)
    expect([
      words,
      (await find(words, language)).includes(`/admin/tenants/${id}/${path}"`),
    ]).toEqual([words, true]);
});

test("a payout's own name finds no settings by its letters", async () => {
  const { find } = await shop();
  for (const [language, words] of [
    ["en", "po_A"],
    ["pl", "po_w"],
  ] as const)
    expect(await find(words, language)).not.toContain("found-places");
});
