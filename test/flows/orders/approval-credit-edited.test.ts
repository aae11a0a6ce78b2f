/**
 * A credit order that was approved, and is edited or emptied: what that takes off its voucher is
 * asked for once, and what nobody wants asked isn't.
 */
import { expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { reasonText } from "../../support/reason-text.ts";
import { approvals } from "./approvals.kit.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const pieces = (count: number): Json => ({ lines: count === 0 ? [] : [mug(100, -count)] });

/** A sale of 5,000.00 by voucher, and its credit order of 2,000.00, booked under a rule. */
async function credited(rule: Json, orders: Json = {}) {
  const voucher = { level: "recommended", paid: "clearing" };
  const world = await tenant({ type: "mutation", voucher, ...orders });
  const sale = await world.place({ ...BUYER, lines: [mug(100, 50)], paymentStatus: "Open" });
  await world.book(sale.id);
  world.configure({ orders: { approval: rule } });
  const back = { ...BUYER, creditsOrderId: sale.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, ...pieces(20) });
  const of = approvals(world);
  const first = await of.run(credit);
  if (first.outcome === "held") await of.approve(credit);
  const owed = async () => (await books(world))["1510"];
  expect(await owed()).toBe(3000);
  return { world, credit, owed, ...of };
}

test.each([
  [{ grossFrom: "1000.00" }, 0, 5000],
  [{ grossFrom: "1000.00" }, 1, 4900],
  [{ grossFrom: "1000.00" }, 10, 4000],
  [{ credits: true }, 0, 5000],
  [{ credits: true }, 19, 3100],
  [{ kinds: ["mutation"] }, 0, 5000],
])(
  "under %j an approved credit edited to %i pieces waits, and is done once",
  async (rule, to, then) => {
    const { world, credit, owed, asks, approve, run } = await credited(rule);
    await change(world, credit, pieces(to));
    expect([await asks(credit), await owed()]).toEqual(["mutation", 3000]);
    expect([(await approve(credit)).outcome, await owed()]).toEqual(["updated", then]);
    const made = world.documentsOf(credit.id).length;
    await run(credit);
    expect([await asks(credit), await owed()]).toEqual([null, then]);
    expect(world.documentsOf(credit.id)).toHaveLength(made);
  },
);

test("what is taken off a credit isn't told as credited", async () => {
  const { world, credit, run } = await credited({ grossFrom: "1000.00" });
  await change(world, credit, pieces(1));
  const [why] = (await run(credit)).reasons;
  if (why === undefined) throw new Error("it doesn't wait");
  expect(reasonText(why).text).toContain("it takes back 1,900.00 SEK of what is booked");
});

test("an approval is for one edit: of another one, and of the same once more, it waits again", async () => {
  const { world, credit, owed, asks, approve, run } = await credited({ grossFrom: "1000.00" });
  await change(world, credit, pieces(5));
  const approved = await approve(credit, () => change(world, credit, pieces(1)));
  expect([approved.outcome, await owed()]).toEqual(["held", 3000]);
  expect([(await approve(credit)).outcome, await owed()]).toEqual(["updated", 4900]);
  world.configure({ orders: { approval: { grossFrom: null } } });
  await change(world, credit, pieces(20));
  await run(credit);
  expect(await owed()).toBe(3000);
  world.configure({ orders: { approval: { grossFrom: "1000.00" } } });
  await change(world, credit, pieces(1));
  expect([await asks(credit), await owed()]).toEqual(["mutation", 3000]);
});

test.each<[string, Json, Json, number, number]>([
  ["it takes back less than the limit", { grossFrom: "2000.01" }, {}, 0, 5000],
  ["the rule is for other kinds", { kinds: ["invoice"] }, {}, 0, 5000],
  ["there is no rule", {}, {}, 0, 5000],
  ["edits are left to a person", { grossFrom: "1000.00" }, { editedAfterBooking: "hold" }, 1, 3000],
  ["it credits more, below the limit", { grossFrom: "2500.00" }, {}, 24, 2600],
])("nobody is asked where %s", async (_, rule, orders, to, then) => {
  const { world, credit, owed, asks } = await credited(rule, orders);
  await change(world, credit, pieces(to));
  expect([await asks(credit), await owed()]).toEqual([null, then]);
});
