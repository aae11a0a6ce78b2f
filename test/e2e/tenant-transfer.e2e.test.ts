/**
 * A tenant whose deployment is lost goes on in another one from its last export: what stood is
 * known, what was open is looked up, what waited for a person waits again, and what was booked
 * after the export isn't booked a second time. The two are two runtimes, each with a D1, objects
 * and encryption keys of its own; only the vendors are the same.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";

type Page = {
  readonly v: number;
  readonly tenant: Json;
  readonly part: string;
  readonly rows: readonly Json[];
  readonly cursor: string | null;
};
type Placed = Json & { readonly id: number; readonly orderNumber: string };

/** The deployment that is lost, and the one that goes on. */
let lost: Bridge;
let bridge: Bridge;
let before: Tenant;
let after: Tenant;
let tokenOfOne: string;
const pages: Page[] = [];
const order: Record<string, Placed> = {};

const named = (name: string): Placed => {
  const found = order[name];
  if (found === undefined) throw new Error(`no order ${name}`);
  return found;
};

const countOf = async (name: string): Promise<number> =>
  (await bridge.ordersOf(named(name).orderNumber)).length;

/** As the shop writes an instant: its own zone's time, without naming it. */
const shopStamp = (at: number): string =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Amsterdam",
    dateStyle: "short",
    timeStyle: "medium",
  })
    .format(at)
    .replace(" ", "T");

/** A person takes the claim of the deployment that is gone out of the company. */
async function unclaimed(): Promise<void> {
  const { customerLabels = [] } = await bridge.ledger();
  for (const label of customerLabels)
    await bridge.control("eaccounting", "DELETE", `/customerlabels/${String(label["Id"])}`);
}

async function connected(id: string): Promise<Tenant> {
  await bridge.connect(id, "asperion");
  await bridge.connect(id, "eaccounting", await bridge.companyId("Demo AB"));
  const { secret } = await bridge.ask("POST", `/tenants/${id}/webhook-secrets`);
  return { id, secret: String(secret), administrationId: 123, company: "Demo AB" };
}

const VARS = { TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) };
const OTHER_KEYS = {
  ENCRYPTION_KEYS: `k1:${Buffer.from("another-32-bytes-under-that-name").toString("base64")}`,
};

beforeAll(async () => {
  lost = await Bridge.startFast(VARS);
  before = await lost.tenant();
  bridge = await Bridge.startFast(VARS, { beside: lost, secrets: OTHER_KEYS });
  for (const name of ["Booked", "Held", "Doubtful", "Later"])
    order[name] = await lost.place({
      ...companyBuyer(name),
      lines: name === "Held" ? [{ articleCode: "NOWHERE", quantity: 1, price: 10 }] : [mug(2)],
    });
  for (const name of ["Booked", "Held"]) await lost.book(before, named(name).id);
  await lost.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
  await lost.webhook(before, named("Doubtful").id);
  await lost.until(
    async () =>
      (await lost.jobs(before.id, { key: `order:${named("Doubtful").id}` }))[0]?.outcome ===
      "in-doubt",
    "the write is in doubt",
  );
  let cursor: string | null = null;
  do {
    const page = (await lost.ask(
      "GET",
      `/tenants/${before.id}/export${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
    )) as unknown as Page;
    pages.push(page);
    cursor = page.cursor;
  } while (cursor !== null);
  // The old deployment lives a little longer than its last export, and the shop's clock runs ahead of both.
  order["Ahead"] = await lost.place({
    ...companyBuyer("Ahead"),
    lines: [mug(2)],
    date: shopStamp((await lost.now()) + 5 * 60_000),
  });
  for (const name of ["Later", "Ahead"]) await lost.book(before, named(name).id);
  await lost.lose();
  const other = await bridge.ask("POST", "/tenants", {
    name: "Other",
    language: "en",
    asperion: { administrationId: 456 },
  });
  ({ token: tokenOfOne } = (await bridge.ask("POST", "/tokens", {
    name: "one",
    tenantId: other["id"],
    scope: "full",
    expiresAt: null,
  })) as { token: string });
  await bridge.control("eaccounting", "DELETE", "/faults");
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

test("an export names nobody and opens nothing", () => {
  const text = JSON.stringify(pages);
  for (const secret of [
    before.secret,
    "booked@example.com",
    "Booked AB",
    "Booked Contact",
    "Storgatan",
    "eyJ",
    "refresh",
  ])
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
  expect(
    pages
      .flatMap((page) => (page.part === "operations" ? page.rows : []))
      .map((row) => row["state"]),
  ).toContain("in-doubt");
});

test("what isn't an export is refused, and nobody but an operator takes one in", async () => {
  const [head] = pages;
  expect(
    (await bridge.api("POST", "/tenants/import", { v: 1, tenant: head?.tenant }, tokenOfOne))
      .status,
  ).toBe(403);
  expect((await bridge.api("POST", "/tenants/import", { v: 2, tenant: head?.tenant })).status).toBe(
    400,
  );
  expect(
    (
      await bridge.api("POST", "/tenants/import", {
        v: 1,
        tenant: { ...head?.tenant, settings: { orders: { type: "of-tomorrow" } } },
      })
    ).body,
  ).toMatchObject({ kind: "settings-of-newer-release" });
});

test("it is taken in as a stopped tenant, and each page may come twice", async () => {
  const { id } = await bridge.ask("POST", "/tenants/import", { v: 1, tenant: pages[0]?.tenant });
  expect((await bridge.api("GET", `/tenants/${String(id)}/export?cursor=x`)).status).toBe(400);
  expect(
    (
      await bridge.api("POST", `/tenants/${String(id)}/import`, {
        v: 1,
        part: "documents",
        rows: [{ key: "order:1", of_tomorrow: 1 }],
      })
    ).body,
  ).toMatchObject({ detail: expect.stringContaining("of_tomorrow") });
  for (const { part, rows } of pages.flatMap((page) => [page, page]))
    await bridge.ask("POST", `/tenants/${String(id)}/import`, { v: 1, part, rows });
  await unclaimed();
  const elsewhere = await bridge.connect(
    String(id),
    "eaccounting",
    await bridge.companyId("Next AB"),
  );
  // Its documents would be taken for documents of that company.
  expect([elsewhere.status, elsewhere.text]).toEqual([
    409,
    expect.stringMatching(/documents of .*Demo AB.*Next AB/),
  ]);
  after = await connected(String(id));
  // Once it is connected it has a life of its own.
  expect(
    (await bridge.api("POST", `/tenants/${after.id}/import`, { v: 1, part: "keys", rows: [] }))
      .status,
  ).toBe(409);
  const health = await bridge.health(after.id);
  expect(health.pause.paused).toBe(true);
  await bridge.ask("POST", `/tenants/${after.id}/resume`);
  await bridge.until(
    async () => (await bridge.health(after.id)).company !== null,
    "the look-ups are loaded",
  );
  await bridge.settled(after.id);
  expect(await bridge.api("POST", `/tenants/${after.id}/setup`)).toMatchObject({ status: 200 });
});

test("the write in doubt is looked up and found, not sent again", async () => {
  const { job } = await bridge.resolved(after, `order:${named("Doubtful").id}`);
  expect([job.outcome, await countOf("Doubtful")]).toEqual(["booked", 1]);
});

test("what was held is held again, and an alert says so", async () => {
  const { job } = await bridge.resolved(after, `order:${named("Held").id}`);
  expect(job.outcome).toBe("held");
  const { alerts } = (await bridge.ask("GET", `/tenants/${after.id}/alerts`)) as { alerts: Json[] };
  expect(alerts.map((alert) => alert["jobId"])).toContain(job.id);
});

test("an edit reaches the document that the old deployment made", async () => {
  await bridge.edit(named("Booked").id, { lines: [mug(5)] });
  await bridge.advance(COALESCE);
  const { job } = await bridge.book(after, named("Booked").id, "order.updated");
  expect([job.outcome, await countOf("Booked")]).toEqual(["updated", 1]);
});

test("an order that was booked after the export is found by its marker, and not booked again", async () => {
  const { job } = await bridge.book(after, named("Later").id);
  expect([job.outcome, await countOf("Later"), codesOf(job).includes("document-gone")]).toEqual([
    "booked",
    1,
    false,
  ]);
});

test("an order that the shop's clock dates after the import is found as well", async () => {
  const { job } = await bridge.book(after, named("Ahead").id);
  expect([job.outcome, await countOf("Ahead")]).toEqual(["booked", 1]);
});

test("a new order is booked", async () => {
  order["New"] = await bridge.place({ ...companyBuyer("New"), lines: [mug()] });
  const { job } = await bridge.book(after, named("New").id);
  expect([job.outcome, await countOf("New")]).toEqual(["booked", 1]);
});

test("once it is retired, another tenant of the same deployment takes its company over, and books nothing again", async () => {
  expect((await bridge.api("DELETE", `/tenants/${after.id}`)).status).toBe(204);
  const { id } = await bridge.ask("POST", "/tenants/import", { v: 1, tenant: pages[0]?.tenant });
  const next = await connected(String(id));
  await bridge.ask("POST", `/tenants/${next.id}/resume`);
  await bridge.until(
    async () => (await bridge.health(next.id)).company !== null,
    "the look-ups are loaded",
  );
  await bridge.settled(next.id);
  expect((await bridge.health(next.id)).pause).toMatchObject({ paused: false });
  expect(await bridge.api("POST", `/tenants/${next.id}/setup`)).toMatchObject({ status: 200 });
  const { job } = await bridge.book(next, named("New").id);
  expect([job.outcome, await countOf("New")]).toEqual(["booked", 1]);
});
