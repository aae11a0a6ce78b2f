import { describe, expect, test } from "vitest";
import { planLabels } from "../../../src/flows/parties/labels.ts";
import { ANNA, ANNA_THERE, run } from "../customers/world.ts";
import { Ledger, type Raw } from "./ledger.ts";

const label = (name: string): Raw => ({ Id: `id of ${name}`, Name: name });
const names =
  (...own: string[]) =>
  (name: string): boolean =>
    own.includes(name);

describe("which labels a customer is to wear", () => {
  test("the wanted one beside all that others put on", () => {
    expect(planLabels([label("VIP")], "Gold", null)).toEqual({
      kind: "change",
      rest: [label("VIP")],
      add: "Gold",
    });
  });

  test("our old one gives way to the new one, nobody else's does", () => {
    expect(planLabels([label("VIP"), label("Gold")], "Silver", names("Gold"))).toEqual({
      kind: "change",
      rest: [label("VIP")],
      add: "Silver",
    });
    expect(planLabels([label("VIP"), label("Gold")], null, names("Gold"))).toEqual({
      kind: "change",
      rest: [label("VIP")],
      add: null,
    });
  });

  test("none is written where it wears the right one, whatever its case, or none is wanted and none is ours", () => {
    expect(planLabels([label("gold")], "Gold", names("gold"))).toEqual({ kind: "as-is" });
    expect(planLabels([label("Gold")], "Gold", null)).toEqual({ kind: "as-is" });
    expect(planLabels([label("VIP")], null, null)).toEqual({ kind: "as-is" });
  });

  test("one that a person took off isn't put on again", () => {
    expect(planLabels([label("VIP")], "Gold", names("Gold"))).toEqual({
      kind: "taken-off-by-person",
    });
  });
});

describe("a label that a person took off", () => {
  const given = { customers: { classifyBy: "characteristic4" as const } };
  const takenOff = async (): Promise<Ledger> => {
    const ledger = new Ledger();
    ledger.add(ANNA_THERE);
    await run(ledger, 55, { ...ANNA, characteristic4: "Gold" }, given);
    expect(ledger.only["CustomerLabels"]).toMatchObject([{ Name: "Gold" }]);
    ledger.edit(ledger.only["Id"], { CustomerLabels: [] });
    return ledger;
  };
  const moved = { ...ANNA, characteristic4: "Gold", city: "Lund" };

  test("stays off, the rest is written, and it is said", async () => {
    const ledger = await takenOff();
    expect((await run(ledger, 55, moved, given)).params["customer-fields-kept"]).toMatchObject({
      fields: "CustomerLabels",
    });
    expect(ledger.only).toMatchObject({ InvoiceCity: "Lund", CustomerLabels: [] });
  });

  test("is asked about, or put on again, where the tenant wants that", async () => {
    const held = await takenOff();
    expect(
      (await run(held, 55, moved, { customers: { ...given.customers, changedByPerson: "hold" } }))
        .codes,
    ).toEqual(["customer-changed-by-person"]);
    const overwritten = await takenOff();
    await run(overwritten, 55, moved, {
      customers: { ...given.customers, changedByPerson: "overwrite" },
    });
    expect(overwritten.only["CustomerLabels"]).toMatchObject([{ Name: "Gold" }]);
  });
});

test("a label whose writing was never answered is ours all the same: the next class replaces it", async () => {
  const given = { customers: { classifyBy: "characteristic4" as const } };
  const ledger = new Ledger();
  ledger.add(ANNA_THERE);
  ledger.labels.push({
    Id: "a0000000-0000-4000-8000-000000000001",
    Name: "Gold",
    Description: null,
  });
  ledger.loseNext = "answer";
  expect((await run(ledger, 55, { ...ANNA, characteristic4: "Gold" }, given)).outcome).toBe(
    "unknown-outcome",
  );
  await run(ledger, 55, { ...ANNA, characteristic4: "Silver" }, given);
  expect(ledger.only["CustomerLabels"]).toMatchObject([{ Name: "Silver" }]);
});

test("a label whose writing got lost on its way isn't taken for one that a person took off", async () => {
  const given = { customers: { classifyBy: "characteristic4" as const } };
  const ledger = new Ledger();
  ledger.labels.push({
    Id: "a0000000-0000-4000-8000-000000000001",
    Name: "Gold",
    Description: null,
  });
  await run(ledger, 55, ANNA, given);
  ledger.loseNext = "request";
  expect((await run(ledger, 55, { ...ANNA, characteristic4: "Gold" }, given)).outcome).toBe(
    "unknown-outcome",
  );
  expect((await run(ledger, 55, { ...ANNA, characteristic4: "Gold" }, given)).codes).toContain(
    "customer-updated",
  );
  expect(ledger.only["CustomerLabels"]).toMatchObject([{ Name: "Gold" }]);
});
