/** An order on hold for something else whose document was deleted or changed in the ledger. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { DifferencesView } from "../../src/sync/contract/index.ts";
import { signedIn, plain } from "./browser.ts";
import { compared, NO_DIFFERENCES, order } from "./compared.ts";
import { jobView } from "./job-view.ts";

const why = reason("payment-method-not-mapped", { method: "x" });
const job = jobView({ outcome: "held", reasons: [why] });

test("the reconciliation tells both, and offers to book again what is gone, as the order's page does", async () => {
  const item = (name: "missing" | "changed", jobId: string): DifferencesView["items"][number] => ({
    name,
    day: "2026-11-23",
    number: jobId,
    document: null,
    parts: [{ name, currency: "SEK", gross: "-7.00", rates: [] }],
    order: order({ number: jobId, state: "held", jobId, why }),
  });
  const { user, id } = await compared({
    "reconciliation.differences": (): DifferencesView => ({
      ...NO_DIFFERENCES,
      counts: { missing: 1, changed: 1 },
      items: [item("missing", "j-gone"), item("changed", "j-changed")],
    }),
  });
  const { text } = await user.go(`/admin/tenants/${id}/comparison?month=2026-11`);
  const [changed = "", gone = ""] = ["changed", "missing"].map((name) => {
    const section = text.slice(text.indexOf(`id="part-${name}"`));
    return section.slice(section.indexOf("<tbody>"), section.indexOf("</tbody>"));
  });
  expect(plain(changed)).toContain("The amount in eAccounting differs from the shop.");
  expect(plain(changed)).toMatch(/No payment account is set .*Retry/s);
  expect(plain(gone)).toContain("The document no longer exists in eAccounting.");
  expect(plain(gone)).toMatch(/No payment account is set .*press Book again/s);
  expect(plain(gone)).not.toContain("Retry");
  expect(gone).toContain("orders/j-gone/book-again");
});

test("the inbox and the order's page offer to book again alike, and neither says Retry of it", async () => {
  const { world, user } = await signedIn({
    "jobs.attention": { jobs: [job], cursor: null, besides: { j1: ["missing"] } },
    "jobs.timeline": {
      job,
      documents: [],
      operations: [],
      timeline: [],
      missing: true,
      readings: [],
    },
  });
  const id = await world.makeTenant();
  const list = (await user.go(`/admin/tenants/${id}/attention`)).text;
  const row = list.slice(list.indexOf("<tbody>"), list.indexOf("</tbody>"));
  const page = (await user.go(`/admin/tenants/${id}/orders/j1`)).text;
  const card = page.slice(page.indexOf('id="actions"'));
  for (const text of [row, card.slice(0, card.indexOf("</section>"))]) {
    expect(text).toContain("orders/j1/book-again");
    expect(plain(text)).not.toContain("Retry");
    expect(plain(text)).toContain("press Book again");
  }
});

test("what holds it up is mended from the order's page before it is booked again", async () => {
  const held = jobView({
    outcome: "held",
    reasons: [reason("article-not-found", { sku: "NO-SUCH", line: 1 })],
  });
  const { world, user } = await signedIn({
    "jobs.timeline": {
      job: held,
      documents: [],
      operations: [],
      timeline: [],
      missing: true,
      readings: [],
    },
  });
  const id = await world.makeTenant();
  const page = (await user.go(`/admin/tenants/${id}/orders/j1`)).text;
  const card = page.slice(page.indexOf('id="actions"'));
  const buttons = card.slice(0, card.indexOf("</section>"));
  expect(buttons).toContain("thing=NO-SUCH&amp;deed=create-article");
  expect(buttons.indexOf("deed=create-article")).toBeLessThan(buttons.indexOf("j1/book-again"));
});
