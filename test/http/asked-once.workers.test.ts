/** A page asks for what it needs once, and what was just changed is never told as it was before. */
import { expect, test } from "vitest";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { edgeOf } from "../../src/http/app.ts";
import { anyRecentPlans } from "../../src/http/usecases/dry-runs/recent-plans.ts";
import { requireTenant, readTenantOnce } from "../../src/http/usecases/tenant-access.ts";
import { updateTenant } from "../../src/store/tenants.ts";
import type { JobPage, JobQuery } from "../../src/sync/contract/index.ts";
import type { Actor } from "../../src/http/deps.ts";
import { input, order, settings } from "../flows/orders/kit.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import type { Edges } from "./world.ts";

const ADDRESS = "203.0.113.77";
const operator = (): Actor => ({
  name: "anna@example.com",
  id: "operator",
  everywhere: "operator",
  shops: {},
});

/**
 * How often D1 is asked for one tenant while this runs: by each filling in, as the statement itself
 * is built once.
 */
async function lookedUp(world: Edges, act: () => Promise<unknown>): Promise<number> {
  type Bound = { bind(...values: unknown[]): D1PreparedStatement };
  const any = Object.getPrototypeOf(world.db.$client.prepare("SELECT 1")) as Bound;
  const bind = Reflect.get(any, "bind") as (
    this: unknown,
    ...values: unknown[]
  ) => D1PreparedStatement;
  let times = 0;
  any.bind = function (this: { readonly statement: string }, ...values) {
    if (this.statement.endsWith('from "tenants" where "tenants"."id" = ?')) times += 1;
    return bind.apply(this, values);
  };
  try {
    await act();
  } finally {
    any.bind = bind;
  }
  return times;
}

const of = input(order([{ price: "10" }]), { settings: settings() });
const detail = JSON.parse(JSON.stringify({ input: of, plan: planOrder(of) })) as unknown;

test("a page that is read asks the registry once for its tenant, however many of its parts do", async () => {
  const { world, user } = await signedIn(
    { "jobs.list": { jobs: [], cursor: null }, "reads.names": {}, "links.list": { links: [] } },
    ADDRESS,
  );
  const id = await world.makeTenant();
  for (const place of ["", "/orders", "/orders?text=mug", "/mapping"])
    expect([
      place,
      await lookedUp(world, async () => {
        expect((await user.go(`/admin/tenants/${id}${place}`)).status).toBe(200);
      }),
    ]).toEqual([place, 1]);
});

test("the next page is told what was changed meanwhile, and so is a request that changes something", async () => {
  const { world, user } = await signedIn({}, ADDRESS);
  const id = await world.makeTenant();
  const rename = (name: string) =>
    updateTenant(world.db, id, { name }, { at: 1, actor: "anna", action: "tenant.change" });
  const page = async () => (await user.go(`/admin/tenants/${id}`)).text;
  await rename("Kaffe");
  expect(await page()).toContain("Kaffe");
  await rename("Thee");
  expect(await page()).toContain("Thee");
  const nameFor = async (actor: Actor) => {
    const found = await requireTenant({ deps: edgeOf(world.deps), actor, tenantId: id });
    return found.ok ? found.value.name : null;
  };
  const [reads, changes] = [operator(), operator()];
  readTenantOnce(reads);
  expect([await nameFor(reads), await nameFor(changes)]).toEqual(["Thee", "Thee"]);
  await rename("Melk");
  expect([await nameFor(reads), await nameFor(changes)]).toEqual(["Thee", "Melk"]);
});

test("what may not be seen isn't told to whoever asks once either", async () => {
  const { world } = await signedIn({}, ADDRESS);
  const id = await world.makeTenant();
  const stranger: Actor = { name: "x", id: "x", everywhere: null, shops: {} };
  readTenantOnce(stranger);
  expect(
    (await requireTenant({ deps: edgeOf(world.deps), actor: stranger, tenantId: id })).ok,
  ).toBe(false);
});

test.each([
  ["at once", 0, [4]],
  ["behind the first jobs, in all the others", 7, [4, 96]],
  ["nowhere among a hundred", 200, [4, 96]],
])("a plan to try rules on is looked for %s", async (_, without, wanted) => {
  const jobs = Array.from({ length: without + 1 }, (__, at) =>
    jobView({
      id: `j${at}`,
      key: at < without ? `debtor:${at}` : "order:1",
      flow: at < without ? "customers" : "orders",
    }),
  );
  const asked: number[] = [];
  const list = (__: string, { limit = 0, cursor = "0" }: JobQuery): JobPage => {
    asked.push(limit);
    const to = Number(cursor) + limit;
    return { jobs: jobs.slice(Number(cursor), to), cursor: to < jobs.length ? String(to) : null };
  };
  const { world } = await signedIn(
    {
      "jobs.list": list,
      "jobs.timeline": {
        job: jobs.at(-1),
        documents: [],
        operations: [],
        timeline: [{ at: 1, what: "plan", title: "write", detail }],
      },
    },
    ADDRESS,
  );
  const plans = await anyRecentPlans(
    { deps: edgeOf(world.deps), actor: operator(), tenantId: await world.makeTenant() },
    1,
  );
  expect([plans.map(({ jobId }) => jobId), asked]).toEqual([
    without < 100 ? [`j${without}`] : [],
    wanted,
  ]);
});
