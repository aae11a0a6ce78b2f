/** Settings and lists of a claim as text: once made, once read, and the same claim in the end. */
import { expect, test, vi } from "vitest";
import { packClaim, unpackClaim } from "../../src/sync/plan-basis.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import { ObjectConnection } from "../../src/sync/run/object-connection.ts";
import { type NodeTenant, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

const EVENT = { eventId: null, type: "order.created", flow: "orders" } as const;

const accept = ({ object }: NodeTenant, key: string, takes = true) =>
  object.inbox.accept(TENANT, { ...EVENT, eventId: key, key, takes });

async function claimed(): Promise<Claim> {
  const { object } = await tenantInNode();
  const { jobId } = await object.inbox.accept(TENANT, { ...EVENT, key: "order:1" });
  const answer = await object.runner.claim(TENANT, jobId);
  if (answer.kind !== "run") throw new Error("it wasn't claimed");
  return answer.claim;
}

test("a claim is the same after it was handed over as text", async () => {
  const claim = await claimed();
  expect(unpackClaim(TENANT, packClaim(claim))).toEqual(claim);
});

test("who takes jobs gets the claim so with the answer to an event, and nobody else does", async () => {
  const world = await tenantInNode();
  expect(await accept(world, "order:1", false)).not.toHaveProperty("packed");
  const taken = await accept(world, "order:2");
  expect(taken).not.toHaveProperty("claim");
  expect(taken).toMatchObject({ packed: { key: "order:2", basis: expect.any(String) as string } });
});

test("a runner's own claim is handed over so as well, and it sees none of that", async () => {
  const { object } = await tenantInNode();
  const { jobId } = await object.inbox.accept(TENANT, { ...EVENT, key: "order:1" });
  const answers: unknown[] = [];
  const runner = {
    ...object.runner,
    claim: async (...input: Parameters<typeof object.runner.claim>) => {
      const answer = await object.runner.claim(...input);
      answers.push(answer);
      return answer;
    },
  };
  const engine = new ObjectConnection({ runner, runs: object.runs }, undefined);
  const claimed = await engine.runner.claim(TENANT, jobId);
  expect(answers).toMatchObject([{ kind: "packed", packed: { key: "order:1" } }]);
  expect(claimed).toMatchObject({
    kind: "run",
    claim: { key: "order:1", settings: {}, lists: {} },
  });
  expect(claimed).not.toHaveProperty("packed");
});

test("the text is made once, and read once, until settings or lists change", async () => {
  const claim = await claimed();
  const stringify = vi.spyOn(JSON, "stringify");
  const parse = vi.spyOn(JSON, "parse");
  const other = { ...claim, key: "order:2" };
  const [one, two] = [claim, other].map((each) => unpackClaim("once", packClaim(each)));
  expect(two?.settings).toBe(one?.settings);
  expect([stringify.mock.calls.length, parse.mock.calls.length]).toEqual([1, 1]);
  const lists = { ...claim.lists, codings: [] };
  expect(unpackClaim("once", packClaim({ ...claim, lists })).lists).toEqual(lists);
  const settings = { ...claim.settings, trial: true };
  expect(unpackClaim("once", packClaim({ ...claim, settings })).settings.trial).toBe(true);
  expect(unpackClaim("once", packClaim(claim)).settings.trial).toBe(claim.settings.trial);
  vi.restoreAllMocks();
});

test("no run can change what the next one gets, nor has a tenant another's", async () => {
  const claim = await claimed();
  const { settings } = unpackClaim(TENANT, packClaim(claim));
  expect(() => Object.assign(settings.orders, { enabled: "changed" })).toThrow(TypeError);
  const trial = { ...claim, settings: { ...claim.settings, trial: true } };
  expect(unpackClaim("other", packClaim(trial)).settings.trial).toBe(true);
  expect(unpackClaim(TENANT, packClaim(claim)).settings.trial).toBe(claim.settings.trial);
});
