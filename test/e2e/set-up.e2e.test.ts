/**
 * Set-up makes each article of our own and the company's claim once, whatever becomes of its
 * answers, and never unasked.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";

let bridge: Bridge;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
});

afterEach(async () => {
  await bridge.control("eaccounting", "DELETE", "/faults");
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

describe("a set-up whose writes get no answer", () => {
  test.each([
    ["POST /v2/articles", "commit-then-drop"],
    ["POST /v2/articles", "drop"],
    ["POST /v2/customerlabels", "commit-then-drop"],
    ["POST /v2/customerlabels", "drop"],
  ] as const)("%s, %s: makes each article and the claim once", async (route, kind) => {
    const fresh = await bridge.tenant({ company: `Set-up ${(n += 1)} AB`, setup: false });
    await bridge.fault("eaccounting", { route, kind });
    expect((await bridge.api("POST", `/tenants/${fresh.id}/setup`)).status).toBeGreaterThanOrEqual(
      400,
    );
    const { job } = await bridge.resolved(fresh, "setup");
    expect(job.outcome).toBe("updated");
    await bridge.ask("POST", `/tenants/${fresh.id}/setup`);
    const { articles, customerLabels } = await bridge.ledger(fresh.company);
    const own = (articles ?? [])
      .map((article) => String(article["Number"]))
      .filter((number) => number.startsWith("AS-"));
    expect(own.length).toBeGreaterThan(10);
    expect(new Set(own).size).toBe(own.length);
    expect(customerLabels).toHaveLength(1);
  });
});

test("two set-ups at once make each article once, and show its number before and after", async () => {
  const { id, company } = await bridge.tenant({ company: `Set-up ${(n += 1)} AB`, setup: false });
  type Shown = { readonly number: string; readonly id: string | null };
  const shown = async () =>
    (await bridge.ask("GET", `/tenants/${id}/health`))["ownArticleNumbers"] as readonly Shown[];
  await bridge.until(async () => (await shown()).length > 10, "the codings are read");
  const before = await shown();
  expect(before.filter(({ id: made }) => made !== null)).toEqual([]);
  expect(before.map(({ number }) => number)).toContain("AS-FRAKT-25");
  await Promise.all([1, 2].map(() => bridge.api("POST", `/tenants/${id}/setup`)));
  await bridge.settled(id);
  const { articles = [] } = await bridge.ledger(company);
  const made = articles.filter(({ Number: number }) => String(number).startsWith("AS-"));
  const after = await shown();
  expect(after.map(({ number }) => number)).toEqual(before.map(({ number }) => number));
  expect(new Map(after.map((one) => [one.number, one.id?.toLowerCase()]))).toEqual(
    new Map(made.map((one) => [one["Number"], String(one["Id"]).toLowerCase()])),
  );
});

describe("before both sides are connected", () => {
  test("set-up and dry runs are refused, and nothing of them is done by itself afterwards", async () => {
    const company = `Set-up ${(n += 1)} AB`;
    const made = await bridge.ask("POST", "/tenants", {
      name: "Too early",
      language: "en",
      asperion: { administrationId: 123 },
    });
    const id = String(made["id"]);
    await bridge.configure(id, { schedules: { orders: "never" } });
    const pressed = async () => [
      await bridge.api("POST", `/tenants/${id}/setup`),
      await bridge.api("POST", `/tenants/${id}/dry-run`, { last: 5 }),
      await bridge.api("POST", `/tenants/${id}/dry-run`, { orderId: 1 }),
    ];
    const refused = { status: 409, body: { kind: "tenant-not-connected" } };
    expect(await pressed()).toMatchObject([refused, refused, refused]);
    await bridge.connect(id, "asperion");
    expect(await pressed()).toMatchObject([refused, refused, refused]);
    expect((await bridge.api("POST", `/tenants/${id}/setup`)).body["detail"]).toBe(
      "connect eAccounting first",
    );
    await bridge.connect(id, "eaccounting", await bridge.companyId(company));
    await bridge.until(
      async () => (await bridge.jobs(id, { key: "names" })).some(({ status }) => status === "done"),
      "the names are read",
    );
    await bridge.settled(id);
    const flows = new Set((await bridge.jobs(id, {})).map(({ key }) => String(key)));
    expect(
      [...flows].filter((key) => key.startsWith("setup") || key.startsWith("dry-run")),
    ).toEqual([]);
    expect((await bridge.ledger(company)).customerLabels ?? []).toEqual([]);
    await bridge.ask("POST", `/tenants/${id}/pause`, { note: "not now" });
    expect(await bridge.api("POST", `/tenants/${id}/setup`)).toMatchObject({
      status: 409,
      body: { kind: "tenant-paused" },
    });
    await bridge.ask("POST", `/tenants/${id}/resume`);
    await bridge.settled(id);
    expect(
      ((await bridge.ledger(company)).articles ?? []).filter((article) =>
        String(article["Number"]).startsWith("AS-"),
      ),
    ).toEqual([]);
    await bridge.ask("POST", `/tenants/${id}/setup`);
    expect(
      ((await bridge.ledger(company)).articles ?? []).filter((article) =>
        String(article["Number"]).startsWith("AS-"),
      ).length,
    ).toBeGreaterThan(10);
  });
});
