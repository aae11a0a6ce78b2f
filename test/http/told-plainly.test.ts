/**
 * Small things that pages say: what is optional isn't told as missing, an order that never was
 * isn't told as deleted, and a sentence below an amount makes no column wide.
 */
import "../support/load-messages.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { withDryRunAdvice } from "../../src/http/pages/orders/actions/dry-run.ts";
import { LookupFields } from "../../src/http/pages/settings/lookups/lookup-fields.tsx";
import { lookupForm, tableFaults } from "../../src/http/pages/settings/lookups/lookup-values.ts";
import { placesOf } from "../../src/http/pages/search/places.ts";
import { FirstSteps } from "../../src/http/pages/tenant/home/first-steps.tsx";
import { LedgerFigures } from "../../src/http/pages/tenant/home/in-ledger.tsx";
import { LanguageContext, NowContext } from "../../src/http/pages/frame/use-messages.ts";
import { describeReason } from "../../src/http/usecases/jobs/reason-text.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { everyOf } from "../support/every-of.ts";

function stepsOf(
  enabled: boolean,
  state = "connected",
  waiting: readonly string[] = [],
  articles: readonly { readonly id: string | null }[] = [],
): string {
  const settings = { ...defaultSettings(), orders: { ...defaultSettings().orders, enabled } };
  const health = {
    connections: [{ vendor: "asperion", state }],
    systemArticles: { adjusting: {}, shipping: {}, discount: {}, closing: "a-1" },
    articles,
  };
  return String(
    jsx(
      LanguageContext.Provider as unknown as string,
      { value: "en" },
      jsx(FirstSteps as unknown as string, {
        id: "t",
        health,
        settings,
        webhook: false,
        maker: true,
        waiting,
      }),
    ),
  );
}

test("a webhook is optional: alone it isn't what keeps orders from being booked", () => {
  expect(stepsOf(false)).toContain("Optional: create a webhook secret");
  expect(stepsOf(true)).not.toContain("Before orders can be booked");
});

test("a system article that is missing keeps the set-up open, but not of a shop that books", () => {
  const missing = [{ id: "a-1" }, { id: null }];
  expect(stepsOf(false, "connected", [], missing)).toMatch(/<a [^>]+>Run set-up/);
  expect(stepsOf(true, "connected", [], missing)).toBe("");
});

test("a shop that was set up and has to sign in again isn't shown its first steps anew", () => {
  expect(stepsOf(true, "needs-login")).toBe("");
  expect(stepsOf(true, "needs-login", ["asperion"])).toContain("Confirm");
  expect(stepsOf(true, "none")).toContain("Before orders can be booked");
  expect(stepsOf(false, "needs-login")).toContain("Before orders can be booked");
});

test("the home's figures are as of the days' own reconciliation: one instant for those of one run", () => {
  const NIGHT = Date.UTC(2026, 11, 1, 2);
  const said = (first: number, last: number): string => {
    const ledger = {
      periods: [],
      notCompared: [],
      from: "2026-11-01",
      to: "2026-12-01",
      reconciled: { first, last },
      run: null,
    };
    return String(
      jsx(
        LanguageContext.Provider as unknown as string,
        { value: "en" },
        jsx(
          NowContext.Provider as unknown as string,
          { value: NIGHT + 10_800_000 },
          jsx(LedgerFigures as unknown as string, { id: "t", ledger }),
        ),
      ),
    );
  };
  expect(said(NIGHT, NIGHT + 90_000)).toMatch(/Reconciled <time [^>]*>3 hours ago</);
  // A day that was read anew since says nothing of the others.
  expect(said(NIGHT, NIGHT + 3_300_000)).toMatch(/Reconciled <time [^>]*>3 hours ago</);
  expect(said(NIGHT - 86_400_000, NIGHT)).toMatch(
    /Each day as last reconciled, between 30 Nov 2026.* and 1 Dec 2026/,
  );
});

test("an order that was fetched and isn't there may never have been", () => {
  const gone = describeReason(reason("order-gone", { order: "99999", documents: "" }), "en");
  const messages = messagesOf("en");
  expect(withDryRunAdvice(messages, { flow: "dry-run" }, gone)).toMatchObject({
    text: "Asperion has no such order: it was deleted, or the number or id is wrong.",
    next: "Check the number in Asperion, then fetch the order again.",
  });
  expect(withDryRunAdvice(messages, { flow: "orders" }, gone)).toBe(gone);
});

test("a mapping of payouts has no columns of buyers, and names only sides that it has", () => {
  const shown = (name: "payoutSender" | "payoutBank" | "debtor"): string => {
    const lookup = LOOKUPS.find((one) => one.name === name);
    if (lookup === undefined) throw new Error(name);
    const form = lookupForm(lookup, { table: {} }, {}, new Map(), { wanted: "stripe" });
    return String(
      jsx(
        LanguageContext.Provider as unknown as string,
        { value: "en" },
        jsx(LookupFields as unknown as string, { lookup, form, names: {}, tenantId: "t" }),
      ),
    );
  };
  const said = (name: Parameters<typeof shown>[0]) =>
    ["In Asperion", "In eAccounting", ">Country", "Customer type"].filter((one) =>
      shown(name).includes(one),
    );
  expect([said("payoutSender"), said("payoutBank")]).toEqual([[], ["In eAccounting"]]);
  expect(said("debtor")).toContain(">Country");
});

test("a search finds words in the plural, and pages of people and of one's own password", () => {
  const found = (text: string) => placesOf(messagesOf("en"), "t", text).map(({ name }) => name);
  expect(found("payout fee")).toContain("VAT on payout fees");
  expect(everyOf(found("OSS"), (name) => !/loss/i.test(name))).toBe(true);
  expect(found("password")).toContain(messagesOf("en").t("people.profile.title"));
});

test("who may send files is an address or a domain", () => {
  const faults = (from: string) =>
    tableFaults(
      { force: "", default: "", known: [], other: [{ from, to: "stripe" }] } as never,
      "payoutSender",
    );
  expect(faults("not an address")).toEqual([{ kind: "sender", sender: "not an address" }]);
  expect([faults("reports@stripe.com"), faults("@klarna.com")]).toEqual([[], []]);
});

test("a sentence below an amount breaks, whatever holds it in its cell", () => {
  const css = readFileSync(
    join(import.meta.dirname, "../../src/http/pages/assets/parts.css"),
    "utf8",
  );
  const [, rule = ""] = /\n\.figure \.hint \{([^}]*)\}/.exec(css) ?? [];
  expect(rule).toMatch(/max-width: \d+rem;/);
  expect(rule).toContain("white-space: normal;");
});

test.each([
  ["en", "Sales to Finland are exports", /outside the EU/],
  ["nl", "Verkoop naar Finland is export", /buiten de EU/],
  ["pl", "Sprzedaż do kraju Finlandia to eksport", /poza UE/],
  ["sv", "Försäljning till Finland är export", /utanför EU/],
] as const)(
  "a sale of a seller outside the EU into it is an export, in %s",
  (language, text, not) => {
    const params = { line: 1, sku: "LAMP", source: "0.25", ledger: "0", coding: null };
    const differs = reason("sale-vat-differs", { ...params, country: "FI", why: "export" });
    const told = describeReason(differs, language).text;
    expect(told.replaceAll(/[⁦-⁩]/g, "")).toContain(text);
    expect(told).not.toMatch(not);
  },
);

test("an account that a sale keeps names no voucher that is taken back where none is", () => {
  const said = (number: string | null, language: "en" | "nl" | "pl" | "sv") =>
    describeReason(reason("account-as-sold", { account: "1580", number, line: 0 }), language).text;
  expect(said("A1", "en")).toBe("Account 1580, as on voucher A1, which this takes back.");
  expect((["en", "nl", "pl", "sv"] as const).map((language) => said(null, language))).toEqual([
    "Account 1580, as it was booked before.",
    "Grootboekrekening 1580, zoals eerder geboekt.",
    "Konto 1580, jak w poprzednim księgowaniu.",
    "Konto 1580, som vid den tidigare bokföringen.",
  ]);
});
