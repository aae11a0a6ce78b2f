/**
 * Acts of a person on the real runtime: a deleted document, a skip that is undone, a connection
 * that is checked.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { DAY, lineAt } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;
const COMPANY = "Acts AB";

type Placed = Json & { id: number; orderNumber: string };
const place = (): Promise<Placed> =>
  bridge.place({ ...companyBuyer(`Act${(n += 1)}`), lines: [mug(2)] });

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await bridge.tenant({
    company: COMPANY,
    orders: { startLine: await lineAt(bridge, -2 * DAY) },
  });
});

afterEach(() => bridge.control("eaccounting", "DELETE", "/faults"));

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Compares both sides, and answers what doesn't agree. */
async function compared(): Promise<{ readonly findings: readonly Json[] }> {
  const now = await bridge.now();
  const days = { from: day(now - 5 * DAY), to: day(now + DAY) };
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, days);
  await bridge.finished(tenant, String(jobId));
  return (await bridge.ask(
    "GET",
    `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(days)}`,
  )) as { findings: Json[] };
}

test("a deleted document is booked again from its finding, once; deleted on purpose, its order is skipped and taken up after all", async () => {
  const company = await bridge.companyId(COMPANY);
  const [again, gone] = [await place(), await place()];
  for (const order of [again, gone]) {
    await bridge.book(tenant, order.id);
    const [document] = await bridge.ordersOf(order.orderNumber, COMPANY);
    await bridge.control(
      "eaccounting",
      "DELETE",
      `/orders/${String(document?.["Id"])}?${new URLSearchParams({ company })}`,
    );
  }
  const act = async (jobId: unknown, name: string, body?: Json): Promise<void> => {
    await bridge.advance(10_000);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${String(jobId)}/${name}`, body);
  };
  const { findings } = await compared();
  const missing = findings.filter(({ number }) =>
    [again.orderNumber, gone.orderNumber].includes(String(number)),
  );
  expect(
    missing.map(({ finding, jobId, next }) => [
      finding,
      typeof jobId,
      String(next).includes("Book again"),
    ]),
  ).toEqual([
    ["missing", "string", true],
    ["missing", "string", true],
  ]);

  await act(missing.find(({ number }) => number === again.orderNumber)?.["jobId"], "book-again");
  expect((await bridge.resolved(tenant, `order:${again.id}`)).job.outcome).toBe("booked");
  expect(await bridge.ordersOf(again.orderNumber, COMPANY)).toHaveLength(1);
  // Pressed once more there is one all the same, and the order says so.
  await act(missing.find(({ number }) => number === again.orderNumber)?.["jobId"], "book-again");
  expect(codesOf((await bridge.resolved(tenant, `order:${again.id}`)).job)[0]).toBe(
    "document-stands",
  );
  expect(await bridge.ordersOf(again.orderNumber, COMPANY)).toHaveLength(1);

  await act(missing.find(({ number }) => number === gone.orderNumber)?.["jobId"], "resync");
  const held = await bridge.resolved(tenant, `order:${gone.id}`);
  expect([held.job.outcome, codesOf(held.job)]).toEqual(["held", ["document-gone"]]);
  await act(held.job.id, "skip", { note: "deleted on purpose" });
  const [skipped] = await bridge.jobs(tenant.id, { key: `order:${gone.id}` });
  expect([skipped?.outcome, skipped?.reasons[0]]).toMatchObject([
    "skipped",
    { code: "skipped-by-person", params: { why: "deleted on purpose", documents: null } },
  ]);
  expect((await compared()).findings.map(({ number }) => number)).not.toContain(gone.orderNumber);
  await act(held.job.id, "undo-skip");
  expect(codesOf((await bridge.resolved(tenant, `order:${gone.id}`)).job)).toEqual([
    "document-gone",
  ]);
  expect(await bridge.ordersOf(gone.orderNumber, COMPANY)).toEqual([]);
});

test("a connection that works says so, and one whose vendor refuses says why, without stopping anything", async () => {
  const check = (vendor: string) =>
    bridge.ask("POST", `/tenants/${tenant.id}/connect/${vendor}/check`);
  for (const vendor of ["asperion", "eaccounting"])
    expect(await check(vendor)).toEqual({ works: true, reasons: [] });
  await bridge.fault("eaccounting", {
    route: "GET /v2/companysettings",
    kind: "status",
    status: 403,
    body: { ErrorCode: 4007, DeveloperErrorMessage: "No access" },
  });
  const refused = await check("eaccounting");
  expect([
    refused["works"],
    (refused["reasons"] as readonly Json[]).map(({ code }) => code),
  ]).toEqual([false, ["no-access"]]);
  expect((await bridge.health(tenant.id)).capabilities).toEqual([]);
});

test("a check of a connection whose sign-in was withdrawn says so at once, and asks to connect again", async () => {
  await bridge.control("eaccounting", "POST", "/oauth/revoke-grants");
  await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
  const check = () => bridge.ask("POST", `/tenants/${tenant.id}/connect/eaccounting/check`);
  const ended = {
    works: false,
    reasons: [{ code: "needs-login", params: { vendor: "eaccounting" } }],
  };
  for (const answer of [await check(), await check()]) expect(answer).toMatchObject(ended);
});
