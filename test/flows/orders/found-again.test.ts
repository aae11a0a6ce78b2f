/**
 * A document that is found again by its tracking code, after it was unlinked or forgotten. Settings
 * that make something else of the order are no change of a person, and a person's change stays.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const RETRY = ["retry-by-person"];

/** A sales order is booked, and forgotten or unlinked; then the settings say more than before. */
async function foundAgain(how: "unlinked" | "forgotten", orders: Json = {}, byPerson: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", ...orders } });
  const { id, orderNumber } = await world.place({ ...companyBuyer("Again"), lines: [mug(1)] });
  expect((await world.book(id)).end.outcome).toBe("booked");
  const documents = async (): Promise<readonly Json[]> =>
    ((await world.ledger())["orders"] ?? []).filter((one) =>
      String(one["OurReference"]).includes(orderNumber),
    );
  const [document] = await documents();
  if (how === "unlinked") world.unlink(id);
  else world.lose(`order:${id}`);
  if (Object.keys(byPerson).length > 0)
    await world.control(
      "eaccounting",
      "PATCH",
      `/orders/${String(document?.["Id"])}?company=Demo%20AB`,
      byPerson,
    );
  world.configure({ orders: { ourReference: "Nora" } });
  const run = await world.book(id, RETRY);
  const texts = (await documents()).map((one) => one["OurReference"]);
  return { world, id, orderNumber, run, texts };
}

test("unlinked and retried, it follows the settings of now, as nobody changed it", async () => {
  const { world, id, orderNumber, run, texts } = await foundAgain("unlinked");
  expect([run.end.outcome, run.codes[0]]).toEqual(["updated", "order-updated"]);
  expect(texts).toEqual([expect.stringContaining(`Nora · ${orderNumber}`)]);
  expect(world.documentsOf(id).map(({ state }) => state)).toEqual(["live"]);
});

test("unlinked and retried, it keeps what a person changed in it, and says so", async () => {
  const { run, texts } = await foundAgain("unlinked", {}, { YourReference: "PO 4711" });
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "held",
    "document-changed-by-person",
    [],
  ]);
  expect(texts).toEqual([expect.not.stringContaining("Nora")]);
});

test("unlinked and retried, it isn't deleted where the ledger has other figures for it", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order" } });
  const { id } = await world.place({ ...companyBuyer("Again"), lines: [mug(1)] });
  await world.book(id);
  world.unlink(id);
  world.ledgerSays = (body, path) =>
    path.startsWith("/orders/") ? { ...(body as Json), VatAmount: 1 } : body;
  const run = await world.book(id, RETRY);
  expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
    "needs-attention",
    ["order.update"],
  ]);
});

test.each([
  ["hold", "held"],
  ["leave", "skipped"],
])(
  "forgotten, it isn't overwritten, and nobody is said to have changed it: %s",
  async (policy, outcome) => {
    const { run, texts } = await foundAgain("forgotten", { changedByPerson: policy });
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      outcome,
      "document-not-as-calculated",
      [],
    ]);
    expect(texts).toEqual([expect.not.stringContaining("Nora")]);
  },
);

test("forgotten, it follows the settings of now only where the tenant lets it be overwritten", async () => {
  const { run, texts } = await foundAgain("forgotten", { changedByPerson: "overwrite" });
  expect([run.end.outcome, texts]).toEqual(["updated", [expect.stringContaining("Nora")]]);
});
