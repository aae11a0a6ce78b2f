/**
 * An address, a reference or a name is corrected after the invoice was booked: no amount differs,
 * so no credit invoice and no setting is asked for.
 */
import { describe, expect, test } from "vitest";
import { wantsNewestSettings } from "../../../src/domain/jobs/newest-settings.ts";
import { remedyOf } from "../../../src/http/pages/parts/remedies.ts";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, privateBuyer } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { change, mug, tenant } from "./registered-world.kit.ts";

const MOVED = { ...homeAddress("Corrected"), address: "Nygatan 2" };
const CODE = "order-changed-after-booking";

async function booked(buyer: Json, orders: Json = {}) {
  const world = await tenant({ editedAfterBooking: "delta", ...orders });
  const placed = await world.place({ ...buyer, lines: [mug(100, 3)], paymentStatus: "Open" });
  await world.book(placed.id);
  return { world, placed };
}

const edited = async (
  world: FlowWorld,
  placed: { readonly id: number },
  to: Json,
): Promise<Run> => {
  await change(world, placed, to);
  return world.book(placed.id);
};

function saidOf({ end }: Run) {
  const why = end.reasons.find(({ code }) => code === CODE);
  if (why === undefined) throw new Error("It isn't told that the order changed.");
  return { why, said: reasonText(why) };
}

describe.each([
  ["a person", privateBuyer("Corrected")],
  ["a company", companyBuyer("Corrected")],
])("the order of %s", (_, buyer) => {
  test.each<[string, Json, RegExp]>([
    ["invoice address", { invoiceAddress: MOVED }, /[Ii]nvoice address/],
    ["delivery address", { deliveryAddress: MOVED }, /Delivery address/],
    ["reference", { reference: "PO-77" }, /reference|order number/],
  ])("names the %s that was corrected, and asks for no credit", async (_what, to, names) => {
    const { world, placed } = await booked(buyer);
    for (const run of [await edited(world, placed, to), await world.book(placed.id)]) {
      expect([run.end.outcome, run.codes[0], run.writes]).toEqual(["needs-attention", CODE, []]);
      const { why, said } = saidOf(run);
      expect(why.params).toMatchObject({ what: "head" });
      expect(said.text).toMatch(names);
      expect(said.text).toContain("No amount differs.");
      expect(said.next).not.toMatch(/Settings|Retry/);
      expect([wantsNewestSettings(why), remedyOf(why)]).toEqual([false, null]);
    }
  });
});

test("a corrected reference alone names nothing else", async () => {
  const { world, placed } = await booked(companyBuyer("Corrected"));
  const { why } = saidOf(await edited(world, placed, { reference: "PO-77" }));
  expect(String(why.params["fields"]).split(", ")).toHaveLength(1);
});

test("other words of a row are told as that", async () => {
  const { world, placed } = await booked(companyBuyer("Corrected"));
  const to = { lines: [{ ...mug(100, 3), description: "Engraved" }] };
  expect(saidOf(await edited(world, placed, to)).why.params["what"]).toBe("rows");
});

test("beside a lower amount that was credited, the address is all that is left", async () => {
  const { world, placed } = await booked(companyBuyer("Corrected"));
  const run = await edited(world, placed, { lines: [mug(100, 2)], deliveryAddress: MOVED });
  expect(run.codes).toContain("delta-credited");
  const { why, said } = saidOf(run);
  expect([why.params["what"], said.text]).toEqual(["head", expect.stringContaining("Delivery")]);
});

test("where amounts differ, a person credits them or chooses that in Settings", async () => {
  const { world, placed } = await booked(companyBuyer("Corrected"), { editedAfterBooking: "hold" });
  const to = { lines: [mug(100, 2)], deliveryAddress: MOVED };
  const { why, said } = saidOf(await edited(world, placed, to));
  expect([why.params["what"] ?? null, wantsNewestSettings(why)]).toEqual([null, true]);
  expect(said.next).toContain("choose in Settings");
});
