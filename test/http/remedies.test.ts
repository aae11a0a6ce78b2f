import { expect, test } from "vitest";
import { CLOSED_BY } from "../../src/domain/reasons/words.ts";
import { REASON_CODES, reason } from "../../src/domain/reasons/index.ts";
import { reasonText } from "../support/reason-text.ts";
import { isForOwners, remedyOf, remedyPath } from "../../src/http/pages/parts/remedies.ts";

test("whatever says that something is to be done in the settings leads there", () => {
  // Names no setting of its own: an answer of the vendor says which.
  const unnamed = new Set(["rejected-by-vendor"]);
  const params = { lookup: "clearingAccount", from: "4" };
  const stranded = REASON_CODES.filter(
    (code) =>
      /\bin (?:Settings|Mappings|Field rules)\b|Open Settings|\bmapping\b|page Syncs and runs|waiting jobs|under (?:Approvals|Payouts|Action needed|Owed by providers)/.test(
        reasonText(reason(code)).next,
      ) &&
      !unnamed.has(code) &&
      remedyOf(reason(code, params)) === null,
  );
  expect(stranded).toEqual([]);
});

test("a next step that names a page leads to that page", () => {
  const leads = (page: string, part: string) =>
    REASON_CODES.filter((code) => reasonText(reason(code)).next.includes(`page ${page}`)).map(
      (code) => {
        const remedy = remedyOf(reason(code));
        return remedy !== null && remedyPath("shop-1", remedy).includes(part) ? "there" : code;
      },
    );
  const all = [...leads("Syncs and runs", "/syncs"), ...leads("Connections", "/connections")];
  expect(new Set(all)).toEqual(new Set(["there"]));
});

test("nothing leads to a page that isn't asked for: each way belongs to a next step that names one", () => {
  const ways = REASON_CODES.filter(
    (code) => remedyOf(reason(code, { lookup: "clearingAccount" })) !== null,
  );
  expect(ways.length).toBeGreaterThan(40);
  expect(
    ways.filter(
      (code) =>
        !/[Ss]ettings|Mappings|\bmapping\b|Field rules|system articles|[Cc]onnect|[Rr]esume|access|default customer|use another one|compare these days|[Cc]ompare|[Rr]econcil|webhook|last (?:look|check|run)|cron|page Syncs and runs|waiting jobs|under (?:Approvals|Payouts|Action needed|Owed by providers)/.test(
          reasonText(reason(code)).next,
        ),
    ),
  ).toEqual([]);
});

test("what a run undid leads to the page of that run, and doesn't name it by its id", () => {
  const undone = reason("taken-back", { run: "b000003" });
  const remedy = remedyOf(undone);
  expect(remedy && remedyPath("t1", remedy)).toBe("/admin/tenants/t1/backfills/b000003");
  expect(reasonText(undone).text).not.toContain("b000003");
});

test("the look-up is opened at the value that has no row, written as an address takes it", () => {
  const way = (code: Parameters<typeof reason>[0], params: Parameters<typeof reason>[1]) => {
    const remedy = remedyOf(reason(code, params));
    return remedy === null ? null : remedyPath("t1", remedy);
  };
  const field = (why: "changed" | "cancelled") =>
    remedyOf(reason("voucher-changed-after-booking", { number: "A1", why }));
  expect([field("cancelled"), field("changed")]).toEqual([
    { at: "field", path: "orders.cancelledAfterBooking" },
    { at: "field", path: "orders.editedAfterBooking" },
  ]);
  expect(way("sales-type-not-mapped", { salesType: "20", line: 1 })).toBe(
    "/admin/tenants/t1/settings/lookups/salesType?for=20",
  );
  expect(way("gift-card-account-missing", { card: "A&B #1" })).toBe(
    "/admin/tenants/t1/settings/lookups/giftCard?for=A%26B%20%231",
  );
  expect(way("terms-not-mapped", { from: null })).toBe(
    "/admin/tenants/t1/settings/lookups/termsOfPayment",
  );
  expect(way("delivery-method-not-mapped", { from: "3", by: "table", method: "x" })).toBe(
    "/admin/tenants/t1/settings/lookups/deliveryMethod?for=3",
  );
  expect(
    way("delivery-method-not-mapped", { from: "SE", by: "table", method: "x", company: null }),
  ).toBe("/admin/tenants/t1/settings/lookups/customerDeliveryMethod?for=SE");
  expect(way("account-missing", { lookup: "revenueAccount", from: "SHIRT-1" })).toBe(
    "/admin/tenants/t1/settings/lookups/revenueAccount",
  );
  expect(way("account-missing", { lookup: "clearingAccount", from: "4" })).toBe(
    "/admin/tenants/t1/settings/lookups/clearingAccount?for=4",
  );
  expect(way("account-missing-abroad", { lookup: "vatAccount", from: "25%", country: "NL" })).toBe(
    "/admin/tenants/t1/settings/lookups/vatAccount",
  );
  expect(way("account-missing", { lookup: "of a later release" })).toBe(null);
  expect(way("period-closed", {})).toBe("/admin/tenants/t1/settings/changes#orders.closedPeriod");
  expect(way("needs-login", {})).toBe("/admin/tenants/t1/connections#connections");
  expect([
    way("payout-account-missing", { part: "bank", of: "stripe" }),
    way("payout-account-missing", { part: "reserve", of: "stripe" }),
    way("payouts-by-mail", { count: 1 }),
    way("payout-paid-cancelled", { count: 1, orders: "1001" }),
  ]).toEqual([
    "/admin/tenants/t1/settings/lookups/payoutBank",
    "/admin/tenants/t1/settings/payouts",
    "/admin/tenants/t1/payouts",
    "/admin/tenants/t1/clearing",
  ]);
  expect(way("queue-old", { minutes: 20 })).toBe("/admin/tenants/t1/syncs#health");
  expect(way("projection-behind", {})).toBe("/admin/tenants/t1/syncs#health");
  expect(way("rate-refused", { endpoint: "GET /orders", times: "2.00" })).toBe(
    "/admin/tenants/t1/connections#limit",
  );
  expect(way("rate-pressure", {})).toBe("/admin/tenants/t1/connections#limit");
  expect(way("rate-pressure", { vendor: "asperion" })).toBe(way("backing-off-long", {}));
  expect(way("backing-off-long", { count: 3, minutes: 70 })).toBe(
    "/admin/tenants/t1/orders?status=waiting&all=on",
  );
  expect(way("customer-ambiguous", {})).toBe(null);
});

test("an owner is named only for what an owner's right does, not for what a vendor or the installation has to do", () => {
  const asks = (code: Parameters<typeof reason>[0]) =>
    isForOwners(reason(code, { lookup: "clearingAccount", from: "4" }));
  const owners = [
    "account-missing",
    "flow-off",
    "rule-failed",
    "own-article-missing",
    "needs-login",
    "tenant-paused",
  ] as const;
  expect(owners.filter((code) => !asks(code))).toEqual([]);
  const others = [
    "payout-paid-cancelled",
    "queue-old",
    "projection-behind",
    "vendor-otherwise",
    "rate-refused",
    "rate-pressure",
    "client-refused",
    "webhooks-silent",
    "sweep-not-run",
    "payouts-by-mail",
    "waits-for-approval",
    "article-not-found",
    "rejected-by-vendor",
  ] as const;
  expect(others.filter(asks)).toEqual([]);
  // Whoever doesn't run the installation can't do what its next step gives to its operator.
  const ofInstallation = REASON_CODES.filter((code) =>
    reasonText(reason(code)).next.startsWith("The operator checks"),
  );
  expect(ofInstallation).toContain("client-refused");
  expect(ofInstallation.filter(asks)).toEqual([]);
});

test("a missing fiscal year is told as one, is added in the ledger, and no setting is offered for it", () => {
  for (const code of ["period-closed", "payout-period-closed", "period-closed-ask"] as const) {
    const of = (why: (typeof CLOSED_BY)[number]) => reason(code, { date: "2027-01-02", why });
    const missing = reasonText(of("no-year"));
    expect(missing.text).toMatch(/^eAccounting has no fiscal year for .*Jan/);
    expect(missing.next).toMatch(/^Add the fiscal year in eAccounting/);
    expect(`${missing.text} ${missing.next}`).not.toMatch(
      /closed|locked|next open day to|Settings/,
    );
    expect(remedyOf(of("no-year"))).toBe(null);
    const texts = CLOSED_BY.map((why) => reasonText(of(why)).text);
    expect(new Set(texts).size).toBe(4);
    for (const text of texts) expect(text.match(/locked|closed/g)?.length ?? 0).toBeLessThan(2);
  }
});

test("what owners and accountants are told to do needs no look at the installation", () => {
  for (const code of REASON_CODES)
    expect([code, reasonText(reason(code)).next]).not.toEqual([
      code,
      expect.stringMatching(/\/healthz|Cloudflare|\bcron\b|[A-Z]+_[A-Z_]+/),
    ]);
  for (const code of ["queue-old", "projection-behind", "rate-pressure", "rate-refused"] as const)
    expect(reasonText(reason(code)).next).toMatch(/^Nothing is lost.*tell the operator\.$/);
});
