/**
 * What an order would become, without writing it: the same figures and requests that the real run
 * then sends.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { articleRows, companyBuyer, mug, privateBuyer } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
  for (const warm of [companyBuyer("Warm"), privateBuyer("Warmperson")]) {
    const order = await bridge.place({ ...warm, lines: [mug()] });
    expect((await bridge.book(tenant, order.id)).job.outcome).toBe("booked");
  }
});

afterEach(() => bridge.control("eaccounting", "DELETE", "/faults"));

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Request = {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly body: Json;
};
type Shown = {
  readonly job: {
    readonly id: string;
    readonly outcome: string;
    readonly reasons: readonly { readonly code: string; readonly params: Json }[];
  };
  readonly requests: readonly Request[];
  readonly document: Json | null;
};

const dryRun = async (wish: Json, at: Tenant = tenant): Promise<Shown> =>
  (await bridge.ask("POST", `/tenants/${at.id}/dry-run`, wish)) as unknown as Shown;
const would = ({ job }: Shown): unknown =>
  job.reasons.find((reason) => reason.code === "dry-run")?.params["would"];

/** Calls of the ledger that change something. */
async function writesDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const calls = await bridge.counting(work);
  return Object.keys(calls).filter((route) => !route.startsWith("GET ") && route.includes("/v2/"));
}

/** What the ledger was really sent, oldest first. */
async function sent(route: string): Promise<readonly Json[]> {
  const { calls } = (await bridge.control(
    "eaccounting",
    "GET",
    `/calls?route=${encodeURIComponent(route)}&limit=5000`,
  )) as { calls: { requestBody: Json }[] };
  return calls.map((call) => call.requestBody);
}

describe("one order", () => {
  test("of a new customer shows exactly the requests that the real run then sends, and writes nothing", async () => {
    const order = await bridge.place({
      ...companyBuyer("Drynew"),
      lines: [mug(3), { articleCode: "MUG", quantity: 1, price: 82.65 }],
    });
    let shown: Shown | null = null;
    expect(await writesDuring(async () => (shown = await dryRun({ orderId: order.id })))).toEqual(
      [],
    );
    const { requests, document, job } = shown as unknown as Shown;
    expect(requests.map((request) => request.kind)).toEqual(["customer.create", "order.create"]);
    expect(job.outcome).toBe("skipped");
    expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);

    expect((await bridge.book(tenant, order.id)).job.outcome).toBe("booked");
    expect((await sent("POST /v2/customers")).at(-1)).toEqual(requests[0]?.body);
    const real = (await sent("POST /v2/orders")).at(-1);
    // The customer's id is the only thing that nobody can know before it is made.
    expect({ ...real, CustomerId: null }).toEqual({ ...requests[1]?.body, CustomerId: null });
    const [booked] = await bridge.ordersOf(order.orderNumber);
    const totals = document?.["totals"] as Record<string, Json> | undefined;
    expect(Number(totals?.[String(document?.["rounding"])]?.["vat"])).toBe(
      Number(booked?.["VatAmount"]),
    );
  });

  test("tells for every row which input gave its article, VAT and amount", async () => {
    const order = await bridge.place({ ...companyBuyer("Drywhy"), lines: [mug(2)] });
    const rows = (await dryRun({ orderId: order.id })).document?.["rows"] as {
      role: string;
      article: string;
      vatRate: string;
      reasons: { code: string; text: string }[];
    }[];
    expect(rows[0]).toMatchObject({
      role: "line",
      article: "MUG",
      vatRate: "0.25",
      reasons: [{ code: "line-article-chosen" }],
    });
    expect(rows[0]?.reasons[0]?.text).toContain("MUG");
  });

  test("that is booked already would write nothing; once it is edited, the change is shown", async () => {
    const order = await bridge.place({ ...companyBuyer("Dryedit"), lines: [mug(2)] });
    expect((await bridge.book(tenant, order.id)).job.outcome).toBe("booked");
    const unchanged = await dryRun({ orderId: order.id });
    expect([would(unchanged), unchanged.requests]).toEqual(["booked", []]);
    await bridge.edit(order.id, { lines: [mug(5)] });
    const edited = await dryRun({ orderId: order.id });
    expect(edited.requests.map((request) => request.kind)).toEqual(["order.update"]);
    const [document] = await bridge.ordersOf(order.orderNumber);
    expect(articleRows(document)[0]).toMatchObject({ Quantity: 2 });
  });

  test("that would be held says why and asks nobody for anything", async () => {
    const order = await bridge.place({
      ...companyBuyer("Dryheld"),
      lines: [{ articleCode: "NO-SUCH", description: "?", quantity: 1, price: 10 }],
    });
    const shown = await dryRun({ orderId: order.id });
    expect(would(shown)).toBe("held");
    expect(shown.job.reasons.map((reason) => reason.code)).toContain("article-not-found");
    const { alerts } = (await bridge.ask("GET", `/tenants/${tenant.id}/alerts`)) as {
      alerts: { jobId: string }[];
    };
    expect(alerts.filter((alert) => alert.jobId === shown.job.id)).toEqual([]);
  });

  test("from before the start line is shown only when that is asked for", async () => {
    const order = await bridge.place({
      ...companyBuyer("Dryold"),
      date: "2020-01-15T10:00:00",
      lines: [mug()],
    });
    expect(would(await dryRun({ orderId: order.id }))).toBe("before-start");
    expect(would(await dryRun({ orderId: order.id, acrossStartLine: true }))).toBe("order.create");
    expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
  });

  test("leaves nothing behind that a real run would take for known", async () => {
    const known = companyBuyer("Drylink");
    const first = await bridge.place({ ...known, lines: [mug()] });
    expect((await bridge.book(tenant, first.id)).job.outcome).toBe("booked");
    const moved = await bridge.place({ ...known, phoneNumber: "08-765432", lines: [mug()] });
    expect((await dryRun({ orderId: moved.id })).requests.map((request) => request.kind)).toEqual([
      "customer.update",
      "order.create",
    ]);
    expect((await bridge.book(tenant, moved.id)).job.outcome).toBe("booked");
    const { customers } = await bridge.ledger();
    expect(
      customers?.find((customer) => customer["EmailAddress"] === known["emailAddress"]),
    ).toMatchObject({ Telephone: "08-765432" });
  });

  test("while its own write is in doubt leaves that doubt to the order's job", async () => {
    const order = await bridge.place({ ...companyBuyer("Drydoubt"), lines: [mug()] });
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
    await bridge.webhook(tenant, order.id);
    await bridge.newest(tenant, `order:${order.id}`);
    await dryRun({ orderId: order.id });
    const { job } = await bridge.resolved(tenant, `order:${order.id}`);
    expect(job.outcome).toBe("booked");
    expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  });
});

test("a tenant whose flow is off, without a start line, is shown what its orders would become", async () => {
  const fresh = await bridge.tenant({
    company: "Dry run AB",
    orders: { enabled: false, startLine: null },
  });
  const order = await bridge.place({ ...companyBuyer("Dryoff"), lines: [mug()] });
  expect(would(await dryRun({ orderId: order.id }, fresh))).toBe("order.create");
});

describe("an order that is posted", () => {
  test("is planned as it is, without being fetched", async () => {
    const order = await bridge.place({ ...companyBuyer("Drysample"), lines: [mug(4)] });
    const { job } = await dryRun({ orderId: order.id });
    const read = (await bridge.timeline(tenant.id, job.id)).timeline.find(
      (entry) => entry.what === "read",
    );
    const [source] = (read?.detail as { body: { _data: Json[] } } | undefined)?.body._data ?? [];
    const before = await bridge.calls("asperion");
    const shown = await dryRun({ sample: { ...source, id: 999_999 } });
    expect(await bridge.calls("asperion")).toEqual(before);
    expect(shown.requests.map((request) => request.kind)).toEqual([
      "customer.create",
      "order.create",
    ]);
    expect(shown.document).toMatchObject({ rows: [{ quantity: "4" }] });
  });

  test("in a shape that can't be read says which field", async () => {
    const shown = await dryRun({ sample: { id: 1 } });
    expect(would(shown)).toBe("held");
    expect(shown.job.reasons.at(-1)?.code).toBe("contract-broken");
  });
});

describe("a look at the shop's last orders", () => {
  type Told = {
    readonly run: { readonly jobId: string; readonly status: string } | null;
    readonly counts: Readonly<Record<string, number>>;
    readonly open: number;
    readonly orders: readonly {
      readonly become: string;
      readonly would: string;
      readonly job: {
        readonly label: string;
        readonly reasons: readonly { readonly code: string; readonly text: string }[];
      };
    }[];
  };
  const told = async (at: Tenant): Promise<Told> =>
    (await bridge.ask("GET", `/tenants/${at.id}/dry-run`)) as unknown as Told;
  const look = async (at: Tenant, last: number): Promise<Told> => {
    const { jobId } = await bridge.ask("POST", `/tenants/${at.id}/dry-run`, { last });
    await bridge.until(async () => {
      const { run, open, orders } = await told(at);
      return run?.jobId === jobId && run?.status === "done" && open === 0 && orders.length === last;
    }, "all are worked out");
    return told(at);
  };

  test("tells the newest look alone, and of each order what would become of it after the world has changed", async () => {
    const shop = await bridge.tenant({ company: "Last orders AB" });
    expect((await told(shop)).run).toBeNull();
    const orders = [];
    for (const name of ["Lastbooked", "Lastskipped", "Lastheld", "Lastnew"])
      orders.push(await bridge.place({ ...companyBuyer(name), lines: [mug()] }));
    const [booked, skipped, held] = orders;
    const first = await look(shop, 4);
    expect([first.counts["book"], first.orders.map(({ would: write }) => write)]).toEqual([
      4,
      Array.from({ length: 4 }, () => "order.create"),
    ]);

    expect((await bridge.book(shop, booked?.id ?? 0)).job.outcome).toBe("booked");
    await bridge.edit(skipped?.id ?? 0, { status: 1 });
    await bridge.edit(held?.id ?? 0, {
      lines: [{ articleCode: "NO-SUCH", description: "?", quantity: 1, price: 10 }],
    });
    const second = await look(shop, 4);
    expect(second.counts).toEqual({ book: 1, change: 0, remove: 0, nothing: 1, leave: 1, hold: 1 });
    const of = (order: { orderNumber: string } | undefined) =>
      second.orders.find(({ job }) => job.label === order?.orderNumber);
    expect(orders.map((order) => of(order)?.become)).toEqual(["nothing", "leave", "hold", "book"]);
    expect(of(skipped)?.job.reasons.map(({ code }) => code)).toContain("status-outside-filter");
    expect(of(held)?.job.reasons.map(({ code }) => code)).toContain("article-not-found");
  });
});

test("a range of days is the dry run of a back-fill", async () => {
  const answer = await bridge.ask("POST", `/tenants/${tenant.id}/dry-run`, {
    from: "2024-07-01",
    to: "2024-07-02",
  });
  const { backfills } = (await bridge.ask("GET", `/tenants/${tenant.id}/backfills`)) as {
    backfills: { id: string; dryRun: boolean; from: string }[];
  };
  expect(backfills.find((one) => one.id === answer["backfillId"])).toMatchObject({
    dryRun: true,
    from: "2024-07-01",
  });
});

test("a wish that can't be met names its fault", async () => {
  const answer = await bridge.api("POST", `/tenants/${tenant.id}/dry-run`, {
    from: "2024-07-02",
    to: "2024-07-01",
  });
  expect(answer.status).toBe(400);
});
