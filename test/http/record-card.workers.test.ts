/** The card of an article: when each side was read, and what is no longer in eAccounting. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const product = {
  id: "p-1",
  number: "TENT-2",
  name: "Tent",
  netPrice: "100",
  grossPrice: "125",
  codingId: "c25",
  unit: "pcs",
  active: true,
  barcodes: [],
};
const READ = Date.parse("2026-11-24T08:15:00Z");
const ofShop = {
  at: READ + 60_000,
  what: "read",
  title: "GET /articles",
  detail: { vendor: "asperion", status: 200, body: { _data: [{ id: 7, articleCode: "TENT-2" }] } },
};
const ofLedger = {
  at: READ,
  what: "lookup",
  title: "GET /articles/p-1",
  detail: { vendor: "eaccounting", status: 200, body: { Id: "P-1", Number: "TENT-2" } },
};
const gone = reason("product-not-in-ledger", { code: "TENT-2" });

async function card(
  reads: readonly object[],
  plan: object,
  reasons = [reason("product-unchanged")],
) {
  const job = jobView({
    key: "product:p-1",
    flow: "products",
    label: "TENT-2",
    outcome: "skipped",
    reasons,
  });
  const planned = { at: READ + 90_000, what: "plan", title: "TENT-2", detail: { product, plan } };
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [job], cursor: null },
    "jobs.timeline": {
      job,
      timeline: [...reads, planned],
      operations: [],
      documents: [],
      runs: [job],
      missing: [],
    },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/products/j1`);
  const html = /<section id="sides".*?<\/section>/s.exec(text)?.[0] ?? "";
  const times = [...html.matchAll(/datetime="([^"]*)"/g)].map(([, at = ""]) => Date.parse(at));
  return { shown: html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "), times, page: text };
}

const NOTHING = { do: "nothing", decided: [], reasons: [] };

test("each side has the time at which it was read", async () => {
  const { shown, times } = await card([ofLedger, ofShop], NOTHING);
  expect(times).toEqual([READ, READ + 60_000]);
  expect(shown).toMatch(
    /eAccounting, as last read or written:.*Asperion, as last read or written:/,
  );
});

test("an article that only a sync of articles read says no time for eAccounting", async () => {
  const { shown, times } = await card([ofShop], NOTHING);
  expect(times).toEqual([READ + 60_000]);
  expect(shown).toContain(
    "eAccounting: as the last sync of articles read it. Resync reads it now.",
  );
});

test("one that was deleted in eAccounting is told to be gone, with the next step", async () => {
  const plan = { do: "leave-out", decided: [], reasons: [gone] };
  const { shown, page } = await card([ofShop], plan, [gone]);
  expect(shown).toContain("It no longer exists in eAccounting.");
  expect(shown).not.toContain("eAccounting, as last read");
  expect(page).toContain("Article TENT-2 no longer exists in eAccounting.");
  expect(page).toContain("If the shop still sells it, deactivate it in Asperion.");
});

test("a customer's payment terms stand in the Asperion column as Asperion has them, before what they come to", async () => {
  const terms = (from: string | null) => ({
    fields: { number: "AS301", name: "Lena Lindqvist", termsOfPaymentId: "t30" },
    reasons: [reason("terms-chosen", { by: "table", terms: "30 days", from, key: null })],
  });
  const shown = async (from: string | null) => {
    const job = jobView({ key: "debtor:301", flow: "customers", label: "301", outcome: "skipped" });
    const planned = {
      at: READ,
      what: "plan",
      title: "customer",
      detail: { party: {}, ...terms(from) },
    };
    const list = (id: string, name: string) => ({
      entries: [{ id, name, note: null }],
      readAt: 1,
      fault: null,
    });
    const { world, user } = await signedIn({
      "jobs.list": { jobs: [job], cursor: null },
      "jobs.timeline": {
        job,
        timeline: [planned],
        operations: [],
        documents: [],
        runs: [job],
        missing: [],
      },
      "reads.names": {
        "asperion.paymentConditions": list("7", "Paid in advance"),
        "eaccounting.termsOfPayment": list("t30", "30 days"),
      },
    });
    const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/customers/j1`);
    const html = /<section id="sides".*?<\/section>/s.exec(text)?.[0] ?? "";
    return html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
  };
  expect(await shown("7")).toContain("Paid in advance → 30 days");
  expect(await shown(null)).toContain("– → 30 days");
});
