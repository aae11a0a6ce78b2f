/**
 * The tenant's object by its stub: groups of calls, each for its own tenant, and nothing else of
 * it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";

let bridge: Bridge;
beforeAll(async () => {
  bridge = await Bridge.start();
});
afterAll(() => bridge.stop());

async function call(tenantId: string, group: string, name: string, ...input: readonly unknown[]) {
  const response = await bridge.fetch("/_test/call", {
    method: "POST",
    body: JSON.stringify({ tenantId, group, name, input }),
  });
  return (await response.json()) as { readonly answer?: unknown; readonly fault?: string };
}

test("a call goes by its group, without waiting for the group first", async () => {
  expect(await call("grouped", "jobs", "list", "grouped", {})).toEqual({
    answer: { jobs: [], cursor: null },
  });
  const ref = { tenantId: "grouped", jobId: "j1", claimNo: 1 };
  expect(await call("grouped", "runs", "enqueue", ref, [])).toEqual({ answer: { kind: "fenced" } });
});

test("every group answers to one tenant alone, by the id or by the claim of a run", async () => {
  expect(await call("mine", "inbox", "noteWebhook", "mine", "test")).toEqual({ answer: null });
  const another = expect.stringContaining("belongs to another tenant") as unknown;
  expect(await call("mine", "jobs", "list", "theirs", {})).toEqual({ fault: another });
  const ref = { tenantId: "theirs", jobId: "j1", claimNo: 1 };
  expect(await call("mine", "runs", "enqueue", ref, [])).toEqual({ fault: another });
});

test("what the object works with can't be reached from outside", async () => {
  await call("closed", "inbox", "noteWebhook", "closed", "test");
  const nothing = expect.stringContaining("does not implement the method") as unknown;
  for (const [group, name] of [
    ["context", "wake"],
    ["context", "tenantId"],
    ["alarmLoop", "tick"],
    ["jobs", "nothing"],
  ] as const)
    expect(await call("closed", group, name), `${group}.${name}`).toEqual({ fault: nothing });
});
