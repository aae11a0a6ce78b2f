/** The posting list of a day: what it has no lines of, one page of many, and one ledger's totals. */
import { expect, test } from "vitest";
import type { JobTimeline, TimelineEntry } from "../../src/sync/contract/index.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { customer, input, order as shopOrder } from "../flows/orders/kit.ts";
import { compared, order, proof } from "./compared.ts";

type Described = Pick<JobTimeline, "operations" | "timeline">;
const given = input(shopOrder([{ price: "100.00" }], { pricesIncludeVat: false }), {
  customer: customer("company"),
  form: "invoice",
});
const PLAN: TimelineEntry = {
  at: 1,
  what: "plan",
  title: "write",
  detail: { input: given, plan: planOrder(given) },
};
const booked = (id: string, timeline: readonly TimelineEntry[]): Described => ({
  timeline,
  operations: [
    {
      role: "invoice",
      n: 1,
      kind: "draft.convert",
      state: "compared",
      marker: `#${id}`,
      documentId: id,
      documentNumber: "7",
      request: null,
      response: null,
      sentAt: 1,
      settledAt: 2,
    },
  ],
});
const line = (account: number, debit: string, credit: string) => ({
  account,
  name: null,
  debit,
  credit,
  vatCodeId: null,
  vatCode: null,
});
const read = (id: string): TimelineEntry => ({
  at: 9,
  what: "posting",
  title: "read",
  detail: {
    kind: "read",
    postings: [
      {
        id,
        number: "7",
        rate: "1",
        voucher: {
          number: "A7",
          date: "2026-11-23",
          lines: [line(1510, "624.50", "0.00"), line(3001, "0.00", "624.50")],
        },
      },
    ],
  },
});

async function listOf(timelines: Readonly<Record<string, Described>>, cursor: string | null) {
  const { user, id } = await compared({
    "reconciliation.view": () => ({
      ...proof,
      orders: Object.keys(timelines).map((jobId, n) => order({ id: n, number: `N${n}`, jobId })),
      cursor,
    }),
    "jobs.timeline": (_: string, jobId: string) => timelines[jobId] ?? null,
    "reads.names": () => ({}),
  });
  const day = `/admin/tenants/${id}/comparison/postings`;
  const { text } = await user.go(`${day}?day=2026-11-23`);
  const csv = cursor === null ? (await user.go(`${day}.csv?day=2026-11-23`)).text : "";
  return { text, csv };
}

test("a page without a booked order says so of itself, and of the day only where that has no other page", async () => {
  const waits = { j1: { timeline: [PLAN], operations: [] } };
  expect((await listOf(waits, null)).text).toContain("Nothing of this day&#39;s orders is booked");
  const { text } = await listOf(waits, "2026-11-23 1");
  expect(text).not.toContain("Nothing of this day&#39;s orders is booked");
  expect(text).toContain("No order on this page is booked in eAccounting.");
});

test("a document whose lines aren't kept is listed all the same, and says that it is in no total", async () => {
  const { text, csv } = await listOf({ j1: booked("i1", []) }, null);
  expect(text).toContain("no longer stored here, so it isn&#39;t in the total.");
  expect(csv).toMatch(/N0,.*no longer stored here/);
});

test("lines that were read are in the total of the ledger's currency, where no plan of their order is kept", async () => {
  const { text } = await listOf(
    { j1: booked("i1", [read("i1")]), j2: booked("#", [{ ...PLAN, at: 0 }]) },
    null,
  );
  const total = /<tfoot>.*?<\/tfoot>/s.exec(text)?.[0].replaceAll(/<[^>]*>/g, " ");
  expect(total).toMatch(/SEK/);
  expect(total).toMatch(/624\.50\s+624\.50/);
});

test("a booked document that wasn't read yet says so, comes before what isn't booked, and is in the totals of the day", async () => {
  const unread = booked("i1", [{ ...PLAN, at: 0 }]);
  const operations = unread.operations.map((one) => ({ ...one, marker: given.marker.text }));
  const { text } = await listOf(
    { j1: { timeline: [PLAN], operations: [] }, j2: { ...unread, operations } },
    null,
  );
  expect(text).toContain("Read all of this day (1)");
  const [lines = "", folded = ""] = text.slice(text.indexOf('id="lines"')).split("<details");
  expect(lines).toContain("Order N1");
  expect(lines).toMatch(/· not read yet.*<td>Not read yet/s);
  expect(lines).toMatch(/<tfoot>.*125\.00.*125\.00/s);
  expect(lines).not.toContain("Unknown until booked");
  expect(folded).toMatch(/Not booked yet: 1.*Order N0.*Unknown until booked/s);
  const row = (of: string) =>
    [...of.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, name]) => name);
  expect(row(folded)).toEqual(row(lines));
});
