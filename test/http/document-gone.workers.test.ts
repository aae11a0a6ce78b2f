/** An order whose document somebody deleted in the ledger, on its page, in the list and its table. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { OrderFinding } from "../../src/sync/contract/index.ts";
import { signedIn, plain } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { jobOrTry, triable } from "./retry-stage.ts";

const MISSING: OrderFinding = {
  finding: "missing",
  number: "1005",
  jobId: "j1",
  day: "2026-11-23",
  at: 1,
  currency: "SEK",
  gross: "99",
  ledgerGross: null,
  ledgerCurrency: null,
  document: null,
};
test("its page has one badge, names the document that it was linked to, and both sides' amounts as money", async () => {
  const page = async (missing: boolean): Promise<string> => {
    const { world, user } = await signedIn({
      "jobs.timeline": {
        job: jobView({ reasons: [reason("invoice-draft-made", { document: "g" })] }),
        documents: [{ role: "sales-order", n: 1, id: "g", number: "4", manual: false }],
        operations: [],
        timeline: [],
        missing,
        readings: missing ? [{ id: "g", kind: "gone" }] : [],
        found: missing ? [MISSING] : [],
      },
    });
    const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/orders/j1`);
    return text.slice(text.indexOf('id="live-head"'));
  };
  const gone = await page(true);
  const head = (text: string) => text.slice(0, text.indexOf('id="live-order"'));
  expect(plain(head(gone))).toContain("No longer in eAccounting");
  expect(plain(head(gone)).replace("No longer in eAccounting", "")).not.toContain("In eAccounting");
  expect(plain(gone)).toContain("In the shop: 99.00 SEK.");
  expect(plain(gone)).toContain("Was linked to sales order 4, which is gone.");
  expect(plain(gone)).not.toContain("Book the draft in eAccounting.");
  const well = await page(false);
  expect(plain(well)).toContain("Book the draft in eAccounting.");
  expect(plain(head(well))).toContain("In eAccounting");
  expect(plain(well)).toContain("Linked to sales order 4.");
});

test("the list and its table for people don't call it in eAccounting; programs get the outcome", async () => {
  const job = jobView();
  const { world, user } = await signedIn({
    "jobs.list": () => ({ jobs: [job], cursor: null, rows: { j1: { found: ["missing"] } } }),
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/orders`);
  const row = text.slice(text.indexOf("<tbody>"), text.indexOf("</tbody>"));
  expect(plain(row)).toContain("No longer in eAccounting");
  expect(plain(row).replace("No longer in eAccounting", "")).not.toContain("In eAccounting");
  const csv = (await user.go(`/admin/tenants/${id}/orders.csv`)).text;
  expect(csv.replace("No longer in eAccounting", "")).not.toContain(",In eAccounting");
});

test("a sheet of such an order says that its document is gone, not that it was created", async () => {
  const booked = jobView({
    outcome: "booked",
    reasons: [reason("order-booked", { number: "4", status: "ongoing" })],
  });
  const sheet = async (isGone: boolean): Promise<string> => {
    const { world, user } = await signedIn({
      "jobs.list": { jobs: [booked], cursor: null },
      ...triable([booked]),
      "jobs.timeline": (_: string, jobId: string) => ({
        job: jobOrTry(() => booked, jobId),
        documents: [{ role: "sales-order", n: 1, id: "g", number: "4", manual: false }],
        operations: [],
        timeline: [],
        missing: false,
        readings: isGone ? [{ id: "g", kind: "gone" }] : [],
      }),
    });
    const at = `/admin/tenants/${await world.makeTenant()}/orders/j1`;
    return plain((await user.post(`${at}/resync`, { csrf: await user.csrf(at) })).text);
  };
  const made = "created in eAccounting as sales order 4";
  const [gone, well] = [await sheet(true), await sheet(false)];
  expect(gone).toContain("The document no longer exists in eAccounting.");
  expect([gone.includes(made), well.includes(made)]).toEqual([false, true]);
});

test("a draft without an order is called a draft in the inbox, not by its id", async () => {
  const draft = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const job = jobView({
    flow: "reconciliation",
    key: "reconciliation",
    outcome: "needs-attention",
    reasons: [reason("reconciliation-without-order", { count: 2 })],
  });
  const surplus = { ...MISSING, finding: "without-order", number: null, jobId: null } as const;
  const { world, user } = await signedIn({
    "jobs.attention": {
      jobs: [job],
      cursor: null,
      found: [
        { ...surplus, document: draft },
        { ...surplus, document: "1042" },
      ],
    },
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/attention`);
  expect(text).not.toContain(draft);
  expect(text).toContain("<bdi>Draft invoice</bdi>");
  expect(text).toContain("<bdi>1042</bdi>");
});

test("what to do with each order of a group stands once where it is the same, else in each row", async () => {
  const gone = reason("document-gone", { document: "7", later: false });
  const other = reason("period-closed", { date: "2026-11-24", why: "period-locked" });
  const page = async (second: typeof gone, address: string): Promise<string> => {
    const jobs = [gone, second].map((one, at) =>
      jobView({ id: `j${at}`, outcome: "held", reasons: [one] }),
    );
    const held = { cause: "document-gone", thing: "", count: 2, since: 1, amounts: [] };
    const { world, user } = await signedIn(
      {
        "jobs.attention": { jobs, cursor: null },
        "jobs.held": {
          groups: [{ ...held, reason: gone }],
          next: null,
          areas: [],
          causes: [],
          own: [],
          approvals: 0,
        },
      },
      address,
    );
    const list = `/admin/tenants/${await world.makeTenant()}/attention`;
    return plain((await user.go(`${list}?cause=document-gone&thing=`)).text);
  };
  const times = (text: string): number => text.split("If it was deleted on purpose").length - 1;
  expect(times(await page(gone, "203.0.113.231"))).toBe(1);
  const mixed = await page(other, "203.0.113.232");
  expect(times(mixed)).toBe(1);
  expect(mixed).not.toContain("What to do: If");
});
