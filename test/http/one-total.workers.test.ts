/** An order counts as one total wherever it stands: what was sold, nothing once it is cancelled. */
import { expect, test } from "vitest";
import { signedIn, plain } from "./browser.ts";
import { compared, order, comparisonView } from "./compared.ts";
import { rowOf, sum } from "./home-figures.ts";
import { jobView } from "./job-view.ts";

const CARD = {
  gross: "99.00",
  vat: "39.80",
  currency: "SEK",
  sold: { gross: "199.00", vat: "39.80" },
};
const CANCELLED = {
  gross: "447.00",
  vat: "89.40",
  currency: "SEK",
  sold: { gross: "0.00", vat: "0.00" },
  cancelled: true as const,
};
const facts = (net: string) =>
  ({ date: "2026-11-23", payment: "paid", net, rates: [["0.25", net, "39.80"]] }) as const;

test("an order's page tells the sale, what a gift card paid and what is left to pay; a cancelled one charges nothing", async () => {
  const page = async (figures: typeof CARD | typeof CANCELLED): Promise<string> => {
    const { world, user } = await signedIn({
      "jobs.timeline": { job: jobView({ figures }), documents: [], operations: [], timeline: [] },
    });
    const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/orders/j1`);
    return plain(text.slice(text.indexOf("<main"), text.indexOf("</dl>")));
  };
  expect(await page(CARD)).toContain(
    "Sale incl. VAT 199.00 SEK Paid by gift card 100.00 SEK To pay 99.00 SEK",
  );
  expect(await page(CANCELLED)).toContain("Gross 0.00 SEK was 447.00 SEK");
});

test("the list and its table for people count an order as its page does", async () => {
  const jobs = [
    jobView({ id: "j1", figures: CARD, facts: facts("59.20") }),
    jobView({ id: "j2", figures: CANCELLED, facts: facts("357.60") }),
  ];
  const { world, user } = await signedIn({ "jobs.list": () => ({ jobs, cursor: null }) });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/orders?columns=net&columns=gross`);
  const cells = [...text.matchAll(/<td data-of="Gross"[^>]*>(.*?)<\/td>/gs)].map(([, cell]) =>
    plain(cell ?? "").trim(),
  );
  expect(cells).toEqual(["199.00 SEK", "0.00 SEK was 447.00 SEK"]);
  expect((await user.go(`/admin/tenants/${id}/orders.csv`)).text).toMatch(/,199\.00,39\.80,SEK,/);
});

test("a person's data tells an order's total as the list does", async () => {
  const jobs = [
    jobView({ id: "j1", key: "order:1", figures: CARD }),
    jobView({ id: "j2", key: "order:2", figures: CANCELLED }),
  ];
  const { world, user } = await signedIn({
    "privacy.identities": () => ({ identities: ["email:lena@example.com"], shared: [] }),
    "privacy.person": () => ({
      jobs: jobs.map((job) => ({ job, payloads: [] })),
      open: 0,
      links: [],
      evidence: { count: 0, records: [] },
      cursor: null,
    }),
  });
  const path = `/admin/tenants/${await world.makeTenant()}/personal-data`;
  const csrf = await user.csrf(path);
  const { text } = await user.post(path, { csrf, email: "lena@example.com", debtor: "" });
  const cells = [...text.matchAll(/<td data-of="Gross"[^>]*>(.*?)<\/td>/gs)].map(([, cell]) =>
    plain(cell ?? "").trim(),
  );
  expect(cells.toSorted()).toEqual(["0.00 SEK was 447.00 SEK", "199.00 SEK"]);
});

test("the reconciliation says what a cancelled order was", async () => {
  const one = order({ number: "1002", state: "skipped", gross: "0.00", was: "447" });
  const { user, id } = await compared({
    "reconciliation.view": () => ({ ...comparisonView, cursor: null, orders: [one] }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison`);
  expect(plain(text.slice(text.indexOf('id="each"')))).toContain("0.00 SEK was 447.00 SEK");
});

test("home names what lies between what is to be booked and the documents, so that no difference is unexplained", async () => {
  const { user, id } = await compared({
    "monitoring.endedSums": () => [sum(29, "booked", 12, "1234500000")],
  });
  const { text } = await user.go(`/admin/tenants/${id}`);
  const own = text.slice(text.indexOf('id="in-ledger"'));
  const month = (name: string): number =>
    Number(/-?[\d.]+/.exec(rowOf(own, name).at(-1) ?? "")?.[0]);
  expect([month("Action needed"), month("Amount differs")]).toEqual([-100, -0.01]);
  expect(
    month("Expected according to the shop") + month("Action needed") + month("Amount differs"),
  ).toBe(month("Documents in eAccounting"));
});
