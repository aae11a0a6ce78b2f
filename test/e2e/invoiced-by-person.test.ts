/** A person invoices the sales order of a shop in the ledger: everybody takes the invoice for it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { compareDays, lastDays } from "../support/compare.ts";
import { addsUp, type Compared } from "../support/compared.ts";
import { invoicesOf } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";

const COMPANY = "Invoiced AB";
let bridge: Bridge;
let tenant: Tenant;
let company: string;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ company: COMPANY });
  company = `?${new URLSearchParams({ company: await bridge.companyId(COMPANY) })}`;
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const compared = async (): Promise<Compared> => compareDays(bridge, tenant, await lastDays(bridge));

/** The order's newest job: its reasons, and what it books by role, number and state. */
async function seen(id: number): Promise<readonly unknown[]> {
  const [job] = await bridge.jobs(tenant.id, { key: `order:${id}` });
  const { postings, reasons, outcome } = (await bridge.ask(
    "GET",
    `/tenants/${tenant.id}/jobs/${String(job?.id)}`,
  )) as { postings: readonly Json[]; reasons: readonly Json[]; outcome: string };
  const booked = postings.map(({ role, number }) => [role, number]);
  return [outcome, reasons.map(({ code }) => code).includes(BY_PERSON), booked];
}
const BY_PERSON = "document-booked-by-person";

test("the reconciliation finds it, and neither the order's posting nor a retry after Unlink counts it twice", async () => {
  const placed = await bridge.place({ ...companyBuyer("Invoiced"), lines: [mug(2)] });
  await bridge.book(tenant, placed.id);
  const [made] = await bridge.ordersOf(placed.orderNumber, COMPANY);
  const order = String(made?.["Id"]);
  expect(await seen(placed.id)).toEqual(["booked", false, [["sales-order", "1"]]]);
  await bridge.control("eaccounting", "POST", `/orders/${order}/convert${company}`);

  const first = await compared();
  await bridge.resolved(tenant, `order:${placed.id}`);
  const [invoice] = await invoicesOf(bridge, placed.orderNumber, COMPANY);
  const number = String(invoice?.["InvoiceNumber"]);
  const taken = ["booked", true, [["invoice", number]]];
  expect([first.findings, await seen(placed.id)]).toEqual([[], taken]);

  const [job] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  const at = `/tenants/${tenant.id}/jobs/${String(job?.id)}`;
  await bridge.ask("POST", `${at}/unlink`, { note: "Looked wrong" });
  await bridge.settled(tenant.id);
  await bridge.ask("POST", `${at}/retry`, {});
  await bridge.resolved(tenant, `order:${placed.id}`);
  // It is known as the order's by then, so it isn't told as found.
  expect(await seen(placed.id)).toEqual(["booked", false, [["invoice", number]]]);
  const again = await compared();
  expect(again.findings).toEqual([]);
  addsUp(again.days);
  expect(await bridge.ordersOf(placed.orderNumber, COMPANY)).toHaveLength(1);
});
