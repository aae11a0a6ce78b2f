/**
 * Personal data over the real runtime: told, erased, deleted with its time; and what stays keeps
 * the promise of one document.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
});

afterAll(() => bridge.stop());

const told = async (
  email: string,
): Promise<{ jobs: readonly (Json & { story: readonly Json[] })[]; links: readonly Json[] }> =>
  (await bridge.ask("POST", `/tenants/${tenant.id}/people/export`, { email })) as {
    jobs: readonly (Json & { story: readonly Json[] })[];
    links: readonly Json[];
  };

test("one person is told and erased by an e-mail address; the next event of that order still makes no second document", async () => {
  const [order, other] = [
    await bridge.place({ ...companyBuyer("Erased"), lines: [mug()] }),
    await bridge.place({ ...companyBuyer("Stays"), lines: [mug()] }),
  ];
  for (const { id } of [order, other]) await bridge.book(tenant, id);
  const before = await told("ERASED@example.com");
  expect([
    before.jobs.length,
    before.links.length,
    JSON.stringify(before.jobs[0]?.story).includes("Storgatan 1"),
  ]).toEqual([1, 1, true]);

  const preview = () =>
    bridge.ask("POST", `/tenants/${tenant.id}/people/preview`, { email: "Erased@example.com" });
  const seen = await preview();
  expect([seen["jobs"], seen["open"], (seen["links"] as readonly Json[]).length]).toEqual([
    1, 0, 1,
  ]);
  expect(seen["named"]).toMatchObject([{ key: `order:${order.id}` }]);
  expect(JSON.stringify(seen)).not.toContain("Storgatan 1");

  expect(
    await bridge.ask("POST", `/tenants/${tenant.id}/people/erase`, { email: "erased@example.com" }),
  ).toEqual({ links: 1, open: 0 });
  expect(await preview()).toMatchObject({ jobs: 0, named: [] });
  expect((await told("erased@example.com")).jobs).toEqual([]);
  expect((await told("stays@example.com")).jobs).toHaveLength(1);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${order.id}` });
  const { timeline, operations } = await bridge.timeline(tenant.id, job?.id ?? "");
  expect([
    timeline,
    operations.map(({ request }) => request),
    operations.map(({ documentId }) => typeof documentId),
  ]).toEqual([[], operations.map(() => null), operations.map(() => "string")]);

  await bridge.edit(order.id, { lines: [mug(4)] });
  await bridge.advance(10_000);
  await bridge.book(tenant, order.id, "order.updated");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
  const audit = await bridge.databaseText();
  expect([
    audit.includes("person.erase"),
    audit.toLowerCase().includes("erased@example.com"),
  ]).toEqual([true, false]);
});

test("what is past its retention is deleted by itself, in the object and in D1, and there is a record of it", async () => {
  await bridge.reconfigure(tenant, { retentionDays: 2 });
  const order = await bridge.place({ ...companyBuyer("Expires"), lines: [mug()] });
  const { job } = await bridge.book(tenant, order.id);
  await bridge.advance(3 * DAY);
  await bridge.until(
    async () => (await bridge.jobs(tenant.id, { key: `order:${order.id}` })).length === 0,
    "the job is gone",
  );
  expect((await told("expires@example.com")).jobs).toEqual([]);
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);

  const runs = async () =>
    (await bridge.ask("GET", `/tenants/${tenant.id}/retention`))["runs"] as readonly {
      cleared: Record<string, number>;
    }[];
  await bridge.until(
    async () =>
      (await runs()).some(
        ({ cleared }) => (cleared["jobs"] ?? 0) > 0 && (cleared["payloads"] ?? 0) > 0,
      ),
    "the record says so",
  );
  // The marks of what was deleted go a week later, with the registry's own daily care.
  await bridge.advance(9 * DAY);
  await bridge.until(
    async () => (await bridge.databaseText()).includes("failed sign-ins"),
    "the registry's daily care ran",
  );
  // D1 never had the job: jobs stand in the tenant's object alone.
  expect(await bridge.databaseText()).not.toContain(`"${job.id}"`);
});
