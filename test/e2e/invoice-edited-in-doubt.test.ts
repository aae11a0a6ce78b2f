/** An order whose booking as an invoice is in doubt, and which is edited before anybody looked. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { invoicesOf, money } from "../support/invoices.ts";
import { bridge, useMended } from "../support/mended-set-up.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useMended();

type Placed = Json & { id: number; orderNumber: string };

let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  tenant = await bridge.tenant({
    orders: { type: "invoice", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
  });
});

async function changedInDoubt(fault: Json, change: Json): Promise<Placed> {
  const placed: Placed = await bridge.place({
    ...companyBuyer(`Invoiced in doubt ${(n += 1)}`),
    lines: [mug(10)],
  });
  await bridge.fault("eaccounting", {
    route: "POST /v2/customerinvoicedrafts/{id}/convert",
    ...fault,
  });
  expect((await bridge.webhook(tenant, placed.id)).status).toBe(202);
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { key: `order:${placed.id}` }))[0]?.outcome === "in-doubt",
    "the invoice is in doubt",
  );
  await bridge.edit(placed.id, change);
  await bridge.advance(COALESCE);
  expect((await bridge.webhook(tenant, placed.id, { type: "order.updated" })).status).toBe(202);
  await bridge.advance(LEASE);
  return placed;
}

const sumOf = async ({ orderNumber }: Placed): Promise<readonly [number, string]> => {
  const documents = await invoicesOf(bridge, orderNumber);
  return [
    documents.length,
    money(
      documents.reduce(
        (all, one) =>
          all +
          (one["IsCreditInvoice"] === true ? -1 : 1) *
            Math.abs(Number(one["TotalAmountInvoiceCurrency"])),
        0,
      ),
    ),
  ];
};

describe("an invoice that was booked without an answer", () => {
  test("is followed by a credit of what the order doesn't say any more", async () => {
    const placed = await changedInDoubt({ kind: "commit-then-drop" }, { lines: [mug(5)] });
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, codesOf(job)]).toEqual(["updated", codesOf(job)]);
    expect(await sumOf(placed)).toEqual([2, "53.13"]);
  });

  test("is credited where the order is cancelled", async () => {
    const placed = await changedInDoubt({ kind: "commit-then-drop" }, { status: 9 });
    const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
    expect([job.outcome, codesOf(job)]).toEqual(["updated", codesOf(job)]);
    expect(await sumOf(placed)).toEqual([2, "0.00"]);
  });
});

test("one that never was booked is booked as the order says now", async () => {
  const placed = await changedInDoubt({ kind: "drop" }, { lines: [mug(5)] });
  const { job } = await bridge.resolved(tenant, `order:${placed.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["booked", codesOf(job)]);
  expect(await sumOf(placed)).toEqual([1, "53.13"]);
});
