/** Set-up makes each article of our own and the company's claim once, whatever becomes of its answers. */
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
  test.each([["POST /v2/articles", "commit-then-drop"], ["POST /v2/articles", "drop"], ["POST /v2/customerlabels", "commit-then-drop"], ["POST /v2/customerlabels", "drop"]] as const)("%s, %s: makes each article and the claim once", async (route, kind) => {
    const fresh = await bridge.tenant({ company: `Set-up ${(n += 1)} AB`, setup: false });
    await bridge.fault("eaccounting", { route, kind });
    expect((await bridge.api("POST", `/tenants/${fresh.id}/setup`)).status).toBeGreaterThanOrEqual(400);
    const { job } = await bridge.resolved(fresh, "setup");
    expect(job.outcome).toBe("updated");
    await bridge.ask("POST", `/tenants/${fresh.id}/setup`);
    const { articles, customerLabels } = await bridge.ledger(fresh.company);
    const own = (articles ?? []).map((article) => String(article["Number"])).filter((number) => number.startsWith("AS-"));
    expect(own.length).toBeGreaterThan(10);
    expect(new Set(own).size).toBe(own.length);
    expect(customerLabels).toHaveLength(1);
  });
});
