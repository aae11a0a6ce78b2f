/**
 * What a person does to booked invoices in the ledger is told by the comparison, and stays told
 * where a part of the ledger can't be listed.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { compareDays, lastDays } from "../support/compare.ts";
import { addsUp, type Compared } from "../support/compared.ts";
import { invoicesOf, placeAndBook } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";

const COMPANY = "Credited AB";
let bridge: Bridge;
let tenant: Tenant;
let company: string;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ company: COMPANY, orders: { type: "invoice" } });
  company = `?${new URLSearchParams({ company: await bridge.companyId(COMPANY) })}`;
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const compared = async (): Promise<Compared> => compareDays(bridge, tenant, await lastDays(bridge));

const told = async ({ findings }: Compared): Promise<readonly unknown[]> => {
  const { alerts } = (await bridge.ask("GET", `/tenants/${tenant.id}/alerts`)) as {
    alerts: readonly Json[];
  };
  const open = alerts.filter(
    ({ code, resolvedAt }) => String(code).startsWith("reconciliation") && resolvedAt === null,
  );
  return [findings.map(({ finding, number }) => [finding, number]), open.map(({ code }) => code)];
};

/** A booked invoice of an order, as the ledger keeps it. */
async function booked(name: string): Promise<{ readonly number: string; readonly invoice: Json }> {
  const { placed } = await placeAndBook(bridge, tenant, { ...companyBuyer(name), lines: [mug(2)] });
  const [invoice] = await invoicesOf(bridge, placed.orderNumber, COMPANY);
  return { number: placed.orderNumber, invoice: invoice ?? {} };
}

const change = (invoice: Json, by: Json): Promise<unknown> =>
  bridge.control(
    "eaccounting",
    "PATCH",
    `/customerinvoices/${String(invoice["Id"])}${company}`,
    by,
  );

/** As the ledger's button does it: a credit without any reference, that the invoice names. */
async function creditByHand(invoice: Json): Promise<void> {
  const credit = (await bridge.control("eaccounting", "POST", `/customerinvoices${company}`, {
    CustomerId: invoice["CustomerId"],
    IsCreditInvoice: true,
    Rows: invoice["Rows"],
  })) as Json;
  await change(invoice, {
    CreditedBy: [{ CreditInvoiceId: credit["Id"] }],
    SetOffAmountInvoiceCurrency: invoice["TotalAmountInvoiceCurrency"],
    RemainingAmountInvoiceCurrency: 0,
  });
}

test("an invoice that a person credited is told as an amount that differs, by all of it, until it is undone", async () => {
  const { number, invoice } = await booked("Taken back by hand");
  expect(await told(await compared())).toEqual([[], []]);
  await creditByHand(invoice);
  const seen = await compared();
  expect(await told(seen)).toEqual([[["amount", number]], ["reconciliation-amount"]]);
  const order = seen.orders.find((one) => one["number"] === number);
  expect([order?.["gross"], order?.["ledgerGross"]]).toEqual(["21.25", "0.00"]);
  expect(order?.["parts"]).toMatchObject([{ name: "amount", gross: "-21.25" }]);
  addsUp(seen.days);
  await change(invoice, { CreditedBy: [] });
  expect(await told(await compared())).toEqual([[], []]);
});

test("a finding of an invoice is judged while vouchers can't be listed, and stays while invoices can't", async () => {
  const { number, invoice } = await booked("Deleted by hand");
  await bridge.control(
    "eaccounting",
    "DELETE",
    `/customerinvoices/${String(invoice["Id"])}${company}`,
  );
  const missing = [[["missing", number]], ["reconciliation-missing"]];
  for (const route of ["GET /v2/vouchers", "GET /v2/customerinvoices"]) {
    await bridge.fault("eaccounting", {
      route,
      kind: "status",
      status: 403,
      body: {
        ErrorCode: 4009,
        DeveloperErrorMessage: "No permission",
        ErrorId: "00000000-0000-0000-0000-000000000000",
      },
      times: 50,
    });
    const seen = await compared();
    expect(await told(seen), route).toEqual(missing);
    await bridge.control("eaccounting", "DELETE", "/faults");
  }
});

test("a run that stopped is told as one, and compares its own days when it is tried again", async () => {
  await bridge.fault("eaccounting", {
    route: "GET /v2/orders",
    kind: "status",
    status: 200,
    body: { Meta: {}, Data: [] },
    times: 1,
  });
  const now = await bridge.now();
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const days = { from: day(now - 90 * DAY), to: day(now - 60 * DAY) };
  const seen = async (): Promise<Compared> =>
    (await bridge.ask(
      "GET",
      `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(days)}`,
    )) as Compared;
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, days);
  const { job } = await bridge.resolved(tenant, "reconciliation");
  expect([job.id, job.outcome]).toEqual([jobId, "held"]);
  expect(await seen()).toMatchObject({
    run: { ...days, endedAt: null, stopped: true },
    notCompared: [days],
  });
  const retried = await bridge.api("POST", `/tenants/${tenant.id}/jobs/${String(jobId)}/retry`);
  expect(retried.status).toBe(202);
  await bridge.finished(tenant, String(jobId));
  expect(await seen()).toMatchObject({
    run: { ...days, endedAt: expect.any(Number), stopped: false },
    notCompared: [],
  });
});
