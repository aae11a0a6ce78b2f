/** Which buttons a job's page has, by what it is and by its newest look. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { job, shop } from "./retry-stage.ts";

const buttons = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /<button(?: name="(?:settings|do)" value="([^"]*)")?(?: class="(second)")?>\s*([^<]*?)\s*<\/button>/g,
    ),
  ]
    .map(
      ([, value = "", second, label = ""]) =>
        `${value}: ${label}${second === undefined ? "" : " (second)"}`,
    )
    .filter((one) => one.includes("Retry"));

test("a resync compares with a document only where one may be there", async () => {
  const { world, user, id } = await shop("203.0.113.78");
  const ended = { outcome: "skipped", reasons: [reason("trial-mode")] } as const;
  const told = async (more: object): Promise<readonly boolean[]> => {
    world.tenants.answers["jobs.timeline"] = (_: string, jobId: string) => ({
      job: job(jobId, 3, ended),
      documents: [],
      operations: [],
      timeline: [],
      missing: false,
      ...more,
    });
    const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
    return ["It has no document", "compares it with its document"].map((part) =>
      text.includes(part),
    );
  };
  expect(await told({})).toEqual([true, false]);
  const past = { role: "invoice", n: 1, id: "d1", number: "7", state: "unlinked" };
  expect(await told({ past: [{ ...past, state: "gone" }] })).toEqual([true, false]);
  const day = { role: "invoice", n: 1, day: "2026-11-24", rows: [], voucher: null };
  for (const had of [{ missing: true }, { past: [past] }, { days: [day] }])
    expect([had, await told(had)]).toEqual([had, [false, true]]);
});

test("what test mode only calculated asks for no retry, on its page and by the API", async () => {
  const { world, user, id } = await shop("203.0.113.79");
  const why = [reason("trial-mode"), reason("payment-method-not-mapped", { method: "CARD" })];
  const tried = job("j1", 3, { outcome: "skipped", reasons: why });
  world.tenants.answers["jobs.timeline"] = {
    job: tried,
    documents: [],
    operations: [],
    timeline: [],
  };
  const page = (await user.go(`/admin/tenants/${id}/orders/j1`)).text;
  const answer = JSON.stringify((await world.api("GET", `/tenants/${id}/jobs/j1`)).body);
  for (const said of [page, answer]) {
    expect(said).toContain("Do this before the real run.");
    expect(said).not.toContain("press Retry");
  }
});

test("an order of before the start date isn't on hold: its page promises no booking", async () => {
  const { world, user, id } = await shop("203.0.113.80");
  const why = [reason("before-start", { date: "2026-11-20", startLine: "2026-11-24T00:00:00Z" })];
  const left = job("j1", 3, { outcome: "before-start", reasons: why });
  world.tenants.answers["jobs.timeline"] = {
    job: left,
    documents: [],
    operations: [],
    timeline: [],
  };
  const { text } = await user.go(`/admin/tenants/${id}/orders/j1`);
  expect(text).toContain(">Resync</button>");
  expect(text).not.toMatch(/books it with|Skip order/);
});

test("articles, stock and runs of the bridge itself have one button", async () => {
  const { world, user, id } = await shop("203.0.113.70");
  world.tenants.answers["jobs.attention"] = {
    jobs: [
      job("j4", 1, { key: "product:7", flow: "products" }),
      job("j5", 1, { key: "sweep:debtors", flow: "customers" }),
    ],
    cursor: null,
  };
  expect(buttons((await user.go(`/admin/tenants/${id}/attention`)).text)).toEqual([
    "preview: Retry (second)",
  ]);
});

test("an older look's page leads to the newest, and says that what is done there is done to that one", async () => {
  const { world, user, id } = await shop("203.0.113.71");
  world.tenants.answers["jobs.list"] = {
    jobs: [job("j1", 1), { ...job("j7", 3), key: "order:1", createdAt: 9, updatedAt: 1 }],
    cursor: null,
  };
  expect((await user.go(`/admin/tenants/${id}/orders/j1`)).text).toMatch(
    /This is an earlier run.*href="[^"]*\/orders\/j7"/s,
  );
  world.tenants.answers["jobs.list"] = {
    jobs: [{ ...job("j0", 3), key: "order:1", updatedAt: 99, createdAt: 0 }, job("j1", 1)],
    cursor: null,
  };
  expect((await user.go(`/admin/tenants/${id}/orders/j1`)).text).not.toContain(
    "This is an earlier run",
  );
});
