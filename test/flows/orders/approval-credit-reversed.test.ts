/** A credit order that was approved, and is cancelled: its reversal is asked for, each time. */
import { expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { reasonText } from "../../support/reason-text.ts";
import { approvals } from "./approvals.kit.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const CANCELLED: Json = { status: 9 };

/** A sale of 5,000.00 by voucher, and its approved credit order of 2,000.00. */
async function credited(rule: Json) {
  const voucher = { level: "recommended", paid: "clearing" };
  const world = await tenant({ type: "mutation", voucher });
  const sale = await world.place({ ...BUYER, lines: [mug(100, 50)], paymentStatus: "Open" });
  await world.book(sale.id);
  const sold = await books(world);
  world.configure({ orders: { approval: rule } });
  const back = { ...BUYER, creditsOrderId: sale.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(100, -20)] });
  const of = approvals(world);
  expect((await of.approve(credit)).outcome).toBe("booked");
  return { world, credit, sold, ...of };
}

test.each([
  [{ credits: true }, CANCELLED],
  [{ grossFrom: "1000.00" }, CANCELLED],
  [{ kinds: ["mutation"] }, CANCELLED],
  // A shop may empty the order as it cancels it.
  [{ grossFrom: "1000.00" }, { ...CANCELLED, lines: [] }],
])("under %j an approved credit that is %j waits", async (rule, to) => {
  const { world, credit, sold, asks, approve } = await credited(rule);
  const before = await books(world);
  await change(world, credit, to);
  expect([await asks(credit), await books(world)]).toEqual(["mutation", before]);
  await approve(credit);
  expect(await books(world)).toEqual(sold);
  expect(await asks(credit)).toBeNull();
});

test("it says that what is booked is taken back, not that it is credited", async () => {
  const { world, credit, run } = await credited({ credits: true });
  await change(world, credit, CANCELLED);
  const [why] = (await run(credit)).reasons;
  expect(why && reasonText(why).text).toBe(
    "Waits for approval: it takes back 2,000.00 SEK of what is booked.",
  );
});

test("alive again it waits again, and cancelled again as well", async () => {
  const { world, credit, sold, asks, approve } = await credited({ credits: true });
  const before = await books(world);
  for (let times = 0; times < 2; times += 1) {
    await change(world, credit, CANCELLED);
    await approve(credit);
    expect(await books(world)).toEqual(sold);
    await change(world, credit, { status: 2 });
    expect([await asks(credit), await books(world)]).toEqual(["mutation", sold]);
    await approve(credit);
    expect(await books(world)).toEqual(before);
  }
});

test("an approved reversal is for its voucher: the next one waits, though no rule asked between", async () => {
  const { world, credit, run, asks, approve } = await credited({ credits: true });
  await change(world, credit, CANCELLED);
  await approve(credit);
  world.configure({ orders: { approval: { credits: false } } });
  await change(world, credit, { status: 2 });
  await run(credit);
  const before = await books(world);
  world.configure({ orders: { approval: { credits: true } } });
  await change(world, credit, CANCELLED);
  expect([await asks(credit), await books(world)]).toEqual(["mutation", before]);
});
