/** Who did something, as every page names them: a token by its name, and at what cost. */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { BackfillView, TimelineEntry } from "../../src/sync/contract/index.ts";
import { member, shops } from "./auth/shops.ts";
import { browser, plain } from "./browser.ts";
import { comparisonView, NO_DIFFERENCES, noteDay, order } from "./compared.ts";
import { d1Asked } from "./d1-asked.ts";
import { ADMIN, healthOf } from "./world.ts";

const PAST_RUN: BackfillView = {
  id: "b000002",
  dryRun: true,
  of: null,
  from: "2026-09-01",
  to: "2026-09-30",
  state: "done",
  actor: "anna",
  createdAt: 1,
  endedAt: 2,
  total: 1,
  done: 1,
  verdicts: { held: 1 },
  takeBack: null,
  perMinute: 300,
  secondsLeft: 0,
};

const job = (actor: string): JobView => ({
  id: "j1",
  key: "order:7",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "1001",
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("document-unlinked", { actor, documents: "invoice 1002", cancelled: false })],
});

const deed = (title: string, actor: string): TimelineEntry => ({
  at: 3,
  what: "person",
  title,
  detail: { actor },
});

/** A shop in which this actor did everything, to the operator and to an owner. */
async function doneBy(actorOf: (ids: { till: string; everywhere: string }) => string) {
  const { world, a: id, b } = await shops();
  const made = async (token: Record<string, unknown>): Promise<Record<string, unknown>> =>
    (await world.api("POST", "/tokens", { scope: "full", ...token })).body;
  const till = await made({ name: "Till", tenantId: id });
  const everywhere = await made({ name: "Everywhere" });
  await made({ name: "Other shop's", tenantId: b });
  const actor = actorOf({ till: String(till["id"]), everywhere: String(everywhere["id"]) });
  const one = job(actor);
  const group = { cause: "document-unlinked", thing: "", count: 1, since: 1, amounts: [] };
  Object.assign(world.tenants.answers, {
    "monitoring.health": () =>
      healthOf(id, {
        pause: {
          paused: true,
          by: "person",
          since: 1,
          reason: reason("tenant-paused", { note: null, actor }),
        },
        stoppedFlows: { orders: { actor, note: "", since: 1 } },
      }),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "monitoring.open": { alerts: 1, approvals: 0 },
    "jobs.attention": {
      jobs: [one],
      cursor: null,
      notes: { j1: { actor, text: "Asked the shop", at: 1 } },
    },
    "jobs.held": {
      groups: [{ ...group, reason: one.reasons[0] }],
      next: null,
      areas: [],
      causes: [],
      own: [],
    },
    "jobs.list": { jobs: [one], cursor: null },
    "jobs.timeline": {
      job: one,
      documents: [],
      operations: [],
      timeline: [deed("approve", actor), deed("retry", actor)],
    },
    "reads.names": {},
  });
  const owner = await member(world, id, "olga@example.com", "owner", "203.0.113.171");
  const operator = browser(world, "203.0.113.172");
  await operator.signIn(ADMIN);
  const read = async (by: typeof operator, path: string): Promise<string> =>
    plain((await by.go(`/admin/tenants/${id}${path}`)).text).replaceAll(/[\u2066-\u2069]/g, "");
  return { world, id, actor, till, everywhere, owner, operator, read };
}

test("a token is called by its name in timelines, reasons, notes, lists and where something is stopped", async () => {
  const { till, owner, read } = await doneBy((ids) => `token:${ids.till}`);
  const named = `Till (${String(till["id"])})`;
  const order = await read(owner, "/orders/j1");
  expect(order).toContain(`Unlinked manually by ${named}: invoice 1002.`);
  expect(order).toContain(`${named} approved it`);
  expect(order).toContain(`${named} chose Retry`);
  expect(await read(owner, "/orders")).toContain(`Unlinked manually by ${named}`);
  expect(await read(owner, "/orders.csv")).toContain(`Unlinked manually by ${named}`);
  const inbox = await read(owner, "/attention");
  expect(inbox).toMatch(new RegExp(`Note by ${named.replaceAll(/[()]/g, String.raw`\$&`)} ?:`));
  expect(inbox.split(`Unlinked manually by ${named}`)).toHaveLength(3);
  expect(await read(owner, "/syncs")).toContain(`stopped by ${named}`);
  expect(await read(owner, "")).toContain(`Unlinked manually by ${named}`);
  for (const path of ["/orders/j1", "/orders", "/attention", "/syncs", ""])
    expect([path, (await read(owner, path)).includes("token:")]).toEqual([path, false]);
});

test("a token is called by its name in a reconciliation, a past run, resolved alerts and those of the shop itself", async () => {
  const { world, id, till, actor, owner, read } = await doneBy((ids) => `token:${ids.till}`);
  const why = reason("document-unlinked", { actor, documents: "invoice 1002", cancelled: false });
  await noteDay(world.db, id);
  const own = [{ id: "a1", reason: why, since: 1 }];
  Object.assign(world.tenants.answers, {
    "monitoring.resolved": [{ ...own[0], jobId: "j1", resolvedAt: 2 }],
    "jobs.held": { groups: [], next: null, areas: [], causes: [], own },
    "reconciliation.view": { ...comparisonView, orders: [order({ state: "held", why })] },
    "reconciliation.differences": {
      ...NO_DIFFERENCES,
      leftOut: [{ state: "skipped", why, orders: 1, currency: "SEK", gross: "100.00" }],
    },
    "backfills.one": PAST_RUN,
    "backfills.orders": {
      orders: [
        {
          key: "order:7",
          dated: "2026-09-02",
          state: "done",
          verdict: "held",
          jobId: "j1",
          label: "1001",
          figures: null,
          reasons: [why],
        },
      ],
      cursor: null,
    },
  });
  const unlinked = `Unlinked manually by Till (${String(till["id"])})`;
  const pages = ["", "/attention", "/comparison?month=2026-11", "/backfills/b000002"];
  for (const path of pages) {
    const text = await read(owner, path);
    expect([path, text.includes(unlinked), text.includes("token:")]).toEqual([path, true, false]);
  }
});

test("versions of settings name the token that saved them", async () => {
  const { world, id, till, owner, read } = await doneBy((ids) => `token:${ids.till}`);
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  await world.api(
    "PUT",
    `/tenants/${id}/settings`,
    { ...body, trial: true },
    String(till["token"]),
  );
  expect(await read(owner, "/settings/versions")).toContain(`by Till (${String(till["id"])})`);
});

test("a token for all shops is named to who sees all changes, and stays its id to others", async () => {
  const { everywhere, owner, operator, read } = await doneBy((ids) => `token:${ids.everywhere}`);
  const named = `Everywhere (${String(everywhere["id"])})`;
  expect(await read(operator, "/orders/j1")).toContain(`${named} approved it`);
  const hers = await read(owner, "/orders/j1");
  expect([
    hers.includes("Everywhere"),
    hers.includes(`token:${String(everywhere["id"])} approved it`),
  ]).toEqual([false, true]);
});

test("D1 is asked for tokens' names where a token stands on the page, once, and by its id", async () => {
  const names = (statements: readonly string[]) =>
    statements.filter((one) => one.includes(`from "api_tokens"`));
  const people = await doneBy(() => "olga@example.com");
  for (const path of ["/orders/j1", "/attention", "", "/settings/versions", "/audit"])
    expect([
      path,
      names(await d1Asked(people.world, () => people.read(people.owner, path))),
    ]).toEqual([path, []]);
  const token = await doneBy((ids) => `token:${ids.till}`);
  for (const path of ["/orders/j1", "/attention"]) {
    const asked = names(await d1Asked(token.world, () => token.read(token.owner, path)));
    expect([path, asked.length, asked[0]]).toEqual([path, 1, expect.stringContaining(`"id" in`)]);
  }
});

test("the audit log reads the names of the tokens on its page, and all of a shop's for a name that is sought", async () => {
  const { world, id, till, owner } = await doneBy((ids) => `token:${ids.till}`);
  await world.api("PATCH", `/tenants/${id}`, { name: "One" }, String(till["token"]));
  const names = async (query: string) =>
    (await d1Asked(world, () => owner.go(`/admin/tenants/${id}/audit${query}`)))
      .filter((one) => one.includes(`from "api_tokens"`))
      .map((one) => /where (.*)$/.exec(one)?.[1]);
  expect(await names("")).toEqual([`"api_tokens"."id" in (?)`]);
  expect(await names("?person=till")).toEqual([
    `"api_tokens"."tenant_id" = ?`,
    `"api_tokens"."id" in (?)`,
  ]);
});

test("home of a shop that is connected doesn't ask D1 for sign-ins that wait", async () => {
  const { world, id, owner } = await doneBy(() => "olga@example.com");
  const waiting = async (state: "connected" | "none") => {
    world.tenants.answers["monitoring.health"] = () =>
      healthOf(id, {
        connections: (["asperion", "eaccounting"] as const).map((vendor) => ({
          vendor,
          state,
          since: 1,
        })) as never,
      });
    const asked = await d1Asked(world, () => owner.go(`/admin/tenants/${id}`));
    return asked.filter((one) => one.includes("oauth_states")).length;
  };
  expect([await waiting("connected"), await waiting("none")]).toEqual([0, 1]);
});
