/**
 * A runner that comes late tells what it compared. Its document may have been written anew since,
 * by the one that came after it: what that knows stays.
 */
import { expect, test } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { NOW, TENANT } from "../support/tenant-in-node.ts";
import { carry, NOTHING, ORDER, OVER, running } from "./one-transaction/worlds.ts";

const EDITED: DocumentRecord = { ...ORDER, sourceHash: "edited", ownedHash: "edited" };

async function late() {
  const world = await running();
  const { object, sql, clock, ref } = world;
  const [told] = carry(world.opId).settlements;
  if (told === undefined) throw new Error("nothing is told");
  const settled = (state: "done" | "compared", document: DocumentRecord) => ({
    ...told,
    state,
    link: null,
    document: { ...document, key: "order:1" },
  });
  /** Another runner has the job, and wrote the document anew. */
  const taken = async () => {
    clock.at = NOW + 60_000;
    const { sql: tables } = world;
    const answer = await object.runner.claim(TENANT, ref.jobId);
    if (answer.kind !== "run") throw new Error(answer.kind);
    journal.saveDocument(tables, "order:1", EDITED, clock.at);
  };
  const end = (...settlements: ReturnType<typeof settled>[]) =>
    object.runs.complete(ref, { ...NOTHING, settlements }, OVER);
  const stored = () => journal.documents(sql, "order:1")[0]?.sourceHash;
  const state = () => journal.byId(sql, world.opId)?.state;
  return { ...world, settled, taken, end, stored, state };
}

test.each(["done", "compared"] as const)(
  "the document of a write that is %s stays as the later runner wrote it",
  async (before) => {
    const { object, ref, settled, taken, end, stored, state } = await late();
    await object.runs.record(ref, { ...NOTHING, settlements: [settled(before, ORDER)] }, null);
    await taken();
    expect(await end(settled("compared", ORDER))).toMatchObject({ fenced: true });
    expect([stored(), state()]).toEqual(["edited", before]);
  },
);

test("what it alone knows is taken, with what it compared of that", async () => {
  const { sql, ref, object, clock, settled, end, stored, state, opId } = await late();
  journal.setState(sql, opId, "in-doubt", NOW);
  clock.at = NOW + 600_000;
  await object.runner.claim(TENANT, ref.jobId);
  const answers = [settled("done", { ...ORDER, sourceHash: null }), settled("compared", ORDER)];
  expect(await end(...answers)).toMatchObject({ fenced: true });
  expect([stored(), state()]).toEqual(["h", "compared"]);
});
