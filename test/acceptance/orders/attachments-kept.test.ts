/**
 * The PDF of an order where few orders come: an upload that is linked later, a file that is too
 * large, a removal that answers nothing.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

async function opened(type: "sales-order" | "mutation"): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders: { type, attachPdf: [type] }, lookups: VOUCHER_LOOKUPS });
  return world;
}

const edit = (world: FlowWorld, { id }: { readonly id: number }, change: Json) =>
  world.control("asperion", "PATCH", `/orders/${id}`, change);
const kinds = ({ writes }: Run): readonly string[] => writes.map(({ kind }) => kind);

test("a voucher's upload that isn't linked yet is linked, also where the order says something else by then", async () => {
  const world = await opened("mutation");
  const placed = await world.place({ ...companyBuyer("Upload"), lines: [mug(2)] });
  world.answered = async (kind) => {
    if (kind === "attachment.create") throw new Error("cut off after the upload");
  };
  await expect(world.book(placed.id)).rejects.toThrow("cut off after the upload");
  world.answered = null;
  await world.resolveDoubts(placed.id);
  await edit(world, placed, { comments: "Ring the bell" });
  await edit(world, placed, { deliveryAddress: { ...ELSEWHERE } });
  const run = await world.book(placed.id);
  expect(kinds(run)).toEqual(["attachment-link.create"]);
  const files = (await world.ledger())["attachments"] ?? [];
  expect(files.map(({ DocumentId }) => typeof DocumentId)).toEqual(["string"]);
});

const ELSEWHERE = {
  name: "Depot",
  address: "Hamngatan 9",
  addressLine2: null,
  postCode: "111 47",
  city: "Stockholm",
  countryCode: "SE",
};

/** Letters that don't pack well, the same in every run. */
function letters(seed: number, length: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(97 + (state % 26));
  }).join("");
}

test("a PDF that would be too large is told, and the document stands without it", async () => {
  const world = await opened("sales-order");
  const lines = Array.from({ length: 600 }, (_, n) => ({
    ...mug(),
    description: letters(n, 190),
  }));
  const placed = await world.place({ ...companyBuyer("Large"), lines });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "attachment-too-large"]);
  expect(kinds(run)).toContain("order.create");
  expect((await world.ledger())["salesdocumentattachments"] ?? []).toEqual([]);
});

test("an old PDF whose removal answers nothing twice isn't removed a third time", async () => {
  const world = await opened("sales-order");
  const placed = await world.place({ ...companyBuyer("Removed"), lines: [mug(2)] });
  await world.book(placed.id);
  await edit(world, placed, { lines: [mug(3)] });
  await world.book(placed.id);
  const tried: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    world.closeWithoutAnswer("attachment.delete");
    tried.push(kinds(await world.book(placed.id)).filter(isRemoval).length);
  }
  expect(tried).toEqual([1, 0, 0]);
});

const isRemoval = (kind: string): boolean => kind === "attachment.delete";
