/** What a run asks of the object, under its claim. */
import { expect, test } from "vitest";
import { byId } from "../../src/sync/tenant/jobs/jobs.ts";
import { NOW } from "../support/tenant-in-node.ts";
import { running } from "./one-transaction/worlds.ts";

type Asks = Awaited<ReturnType<typeof running>>["object"]["runs"];

const QUESTIONS = {
  recall: [["order:1"]],
  openKeys: [0, ""],
  enrol: [[]],
  enqueue: [[]],
  reserveNumber: [{ series: "s", owner: "o", from: 1 }],
  orderStates: [[]],
  drafts: [[]],
  linkedSales: [[]],
  products: [{ ask: "open" }],
  reconciliation: [{ ask: "unfinished" }],
  day: [],
  dayShares: [null],
} satisfies Partial<Record<keyof Asks, readonly unknown[]>>;

test.each(Object.entries(QUESTIONS))(
  "%s: only the newest claim is answered",
  async (name, input) => {
    const { object, ref } = await running();
    const ask = object.runs[name as keyof typeof QUESTIONS] as (
      ...given: readonly unknown[]
    ) => Promise<{ readonly kind: string }>;
    const fenced = await ask.call(object.runs, { ...ref, claimNo: ref.claimNo + 1 }, ...input);
    expect(fenced).toEqual({ kind: "fenced" });
    expect((await ask.call(object.runs, ref, ...input)).kind).not.toBe("fenced");
  },
);

test("whoever asks is alive: the lease is extended", async () => {
  const { object, ref, sql, clock } = await running();
  const lease = () => (byId(sql, ref.jobId)?.lease_until ?? 0) - clock.at;
  const whole = lease();
  clock.at = NOW + 30_000;
  expect(lease()).toBeLessThan(whole);
  await object.runs.recall(ref, []);
  expect(lease()).toBe(whole);
});
