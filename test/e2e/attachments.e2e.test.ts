/**
 * The PDF of an order in the built Worker: runners that die around its writes, connections that are
 * cut, commits that come late, refusals; in the end one file beside one document.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { OperationKind } from "../../src/domain/jobs/job.ts";
import { decodeBase64 } from "../../src/domain/platform/text.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { timesCut } from "../support/cut.ts";
import { statesOf, untilDead } from "../support/dying.ts";
import { placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { readPdf } from "../support/read-pdf.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";

type Placed = Json & { id: number; orderNumber: string };
type Type = "sales-order" | "mutation";
type Write = Extract<OperationKind, `attachment${string}`>;
type Row = { readonly type: Type; readonly route: string; readonly edited?: true };

const MINUTE = 60_000;
const WRITES: { readonly [Kind in Write]: Row } = {
  "attachment.create": { type: "sales-order", route: "POST /v2/salesdocumentattachments/order" },
  "attachment-link.create": { type: "mutation", route: "POST /v2/attachmentlinks" },
  "attachment.delete": {
    type: "sales-order",
    route: "DELETE /v2/salesdocumentattachments/order/{documentid}/{id}",
    edited: true,
  },
};
const UPLOAD: Row = { type: "mutation", route: "POST /v2/attachments" };
const rows = [
  ...Object.entries(WRITES).map(([kind, row]) => [kind as Write, row] as const),
  ["attachment.create", UPLOAD] as const,
];

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

const ALL = ["sales-order", "draft-invoice", "invoice", "mutation"];
const configure = (type: Type | "invoice", attachPdf: readonly string[] = ALL): Promise<unknown> =>
  bridge.reconfigure(tenant, { orders: { type, attachPdf }, lookups: VOUCHER_LOOKUPS });

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ settings: { lookups: VOUCHER_LOOKUPS } });
  for (const type of ["sales-order", "mutation"] as const) {
    await configure(type, []);
    await placeAndBook(bridge, tenant, { ...companyBuyer(`Warm${(n += 1)}`), lines: [mug()] });
  }
});

afterEach(async () => {
  await bridge.break({ crash: null });
  await bridge.control("eaccounting", "DELETE", "/faults");
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

async function arrange({ type, edited }: Row): Promise<Placed> {
  await configure(type, []);
  const buyer = companyBuyer(`Filed${(n += 1)}`);
  await placeAndBook(bridge, tenant, { ...buyer, lines: [mug()] });
  await configure(type);
  const placed = await bridge.place({ ...buyer, lines: [mug(2)] });
  if (edited === undefined) return placed;
  await bridge.book(tenant, placed.id);
  await bridge.edit(placed.id, { lines: [mug(3)] });
  await bridge.advance(COALESCE);
  return placed;
}

const filesOf = async ({ orderNumber }: Placed): Promise<readonly Json[]> => {
  const company = await bridge.ledger();
  return [...(company["salesdocumentattachments"] ?? []), ...(company["attachments"] ?? [])].filter(
    (file) => String(file["OriginalFilename"] ?? file["FileName"]).startsWith(`${orderNumber}-`),
  );
};

/** One document, and beside it one file, of what the order says now. */
async function expectRightEnd(placed: Placed): Promise<void> {
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([
    job.status,
    job.outcome === "booked" || job.outcome === "updated" ? "well" : job.reasons,
  ]).toEqual(["done", "well"]);
  const files = await filesOf(placed);
  expect(files).toHaveLength(1);
  const [file] = files;
  expect(file?.["DocumentId"]).toEqual(expect.any(String));
  const bytes = decodeBase64(String(file?.["Data"])) ?? new Uint8Array();
  expect((await readPdf(bytes)).text).toContain(placed.orderNumber);
  expect(codesOf(job).some((code) => code.startsWith("pdf-"))).toBe(true);
}

const named = rows.map(([kind, row]) => [`${kind} (${row.route})`, kind, row] as const);

test.each(named)("a connection that is cut after it was committed: %s", async (_, kind, row) => {
  const placed = await arrange(row);
  const { route } = row;
  await bridge.fault("eaccounting", { route, kind: "commit-then-drop", times: timesCut(route) });
  await untilDead(bridge, tenant, { id: placed.id, type: "order.updated" }, PARKED);
  await bridge.control("eaccounting", "DELETE", "/faults");
  expect(await statesOf(bridge, tenant, placed.id, kind)).toContain("in-doubt");
  await bridge.advance(LEASE);
  await expectRightEnd(placed);
});

const PARKED = { method: "park", nth: 1, when: "after" } as const;

test.each(named)("a connection that is cut before: %s", async (_, kind, row) => {
  const placed = await arrange(row);
  const { route } = row;
  await bridge.fault("eaccounting", { route, kind: "drop", times: timesCut(route) });
  await untilDead(bridge, tenant, { id: placed.id, type: "order.updated" }, PARKED);
  await bridge.control("eaccounting", "DELETE", "/faults");
  expect(await statesOf(bridge, tenant, placed.id, kind)).toContain("in-doubt");
  await bridge.advance(LEASE);
  await expectRightEnd(placed);
});

describe("a commit that comes late", () => {
  test.each([0.5, 4, 10])("%d minutes", async (minutes) => {
    const row = WRITES["attachment.create"];
    const placed = await arrange(row);
    const ms = minutes * MINUTE;
    await bridge.fault("eaccounting", {
      route: row.route,
      kind: "late-commit",
      ms,
      answer: "drop",
    });
    expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
    await bridge.until(
      async () =>
        (await statesOf(bridge, tenant, placed.id, "attachment.create")).includes("in-doubt"),
      "the write is in doubt",
    );
    await expectRightEnd(placed);
    await bridge.advance(20 * MINUTE);
    await expectRightEnd(placed);
  });
});

test.each([429, 500, 503])(
  "status %d of the attaching: the order is booked, and the file follows",
  async (status) => {
    const row = WRITES["attachment.create"];
    const placed = await arrange(row);
    await bridge.fault("eaccounting", { route: row.route, kind: "status", status, times: 1 });
    expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
    await expectRightEnd(placed);
  },
);

test.each([
  ["before it is journaled", { method: "begin", nth: 2, when: "before" }],
  ["when it is journaled as sent", { method: "begin", nth: 2, when: "after" }],
  ["before its answer is recorded", { method: "complete", nth: 1, when: "before" }],
  ["after its answer was recorded", { method: "complete", nth: 1, when: "after" }],
] as const)("a runner that dies %s", async (_, death) => {
  const placed = await arrange(WRITES["attachment.create"]);
  await untilDead(bridge, tenant, { id: placed.id, type: "order.created" }, death);
  await bridge.evict(tenant);
  await bridge.advance(LEASE);
  await expectRightEnd(placed);
});
