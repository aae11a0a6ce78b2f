/** What an order's invoices sold is taken back, where a later one of them was deleted. */
import { expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { reasonText } from "../../support/reason-text.ts";
import { privateBuyer } from "../../support/orders.ts";

const SOLD = { ...privateBuyer("Bo"), lines: [{ articleCode: "POSTX", quantity: 1, price: 125 }] };
const GOODS = "Goods 25";
const SERVICE = "Services 25";

async function shop(type: "invoice", more: Json = {}) {
  const world = await FlowWorld.open();
  const codings = new Map(world.lists.codings.map(({ name, id }) => [name, id]));
  const make = async (number: string, coding: string): Promise<string> => {
    const made = await world.control("eaccounting", "POST", "/articles", {
      Number: number,
      Name: `${number} ${coding}`,
      NetPrice: 100,
      CodingId: codings.get(coding),
    });
    return String((made as Json)["Id"]);
  };
  const old = await make("POSTX", GOODS);
  world.configure({ orders: { type, cancelledAfterBooking: "credit", ...more } });
  const first = await world.place(SOLD);
  expect((await world.book(first.id)).end.outcome).toBe("booked");
  const renumber = (): Promise<unknown> =>
    world.control("eaccounting", "PATCH", `/articles/${old}`, { Number: "POSTX-OLD" });
  const next = async (): Promise<Run> => world.book((await world.place(SOLD)).id);
  return { world, first, old, make, renumber, next };
}

type Books = { readonly trialBalance: readonly { account: number; balance: number }[] };
/** By account. */
async function revenue(world: FlowWorld): Promise<Readonly<Record<string, number>>> {
  const { trialBalance } = (await world.control("eaccounting", "GET", "/books")) as Books;
  const own = trialBalance.filter(({ account }) => account >= 3000 && account < 4000);
  return Object.fromEntries(own.map(({ account, balance }) => [account, balance]));
}
async function replaced(
  { make, renumber, next }: Awaited<ReturnType<typeof shop>>,
  between: boolean,
): Promise<void> {
  await renumber();
  await make("POSTX", SERVICE);
  if (between) expect((await next()).end.outcome).toBe("booked");
}
const cancel = ({ world }: Awaited<ReturnType<typeof shop>>, id: unknown): Promise<unknown> =>
  world.control("asperion", "PATCH", `/orders/${String(id)}`, { status: 9 });
const pieces = (quantity: number) => ({
  lines: [{ articleCode: "POSTX", quantity, price: 125 }],
});
const DELTA = { editedAfterBooking: "delta" };

/** An edit added an invoice, of the article that bears the number by then; it was deleted since. */
async function addedAndDeleted(more: Json = pieces(2)) {
  const all = await shop("invoice", DELTA);
  const { world, first } = all;
  const invoices = async () =>
    ((await world.ledger())["customerinvoices"] ?? []).map((one) => one["Id"]);
  const before = await invoices();
  await world.control("asperion", "PATCH", `/orders/${first.id}`, more);
  expect((await world.book(first.id)).codes).toContain("delta-added");
  const added = (await invoices()).find((id) => !before.includes(id));
  await world.control("eaccounting", "DELETE", `/customerinvoices/${String(added)}`);
  await replaced(all, true);
  return all;
}

test("where a later invoice was deleted, what only others sold is taken back as it was sold", async () => {
  const mug = { articleCode: "MUG", quantity: 1, price: 125 };
  const all = await addedAndDeleted({ lines: [...pieces(1).lines, mug] });
  const { world, first } = all;
  const before = await revenue(world);
  const credit = (lines: readonly Json[]) =>
    world.place({ ...SOLD, lines, creditsOrderId: first.id });
  const gone = await world.book((await credit([{ ...mug, quantity: -1 }])).id);
  expect([gone.end.outcome, gone.codes[0]]).toEqual(["held", "credit-original-not-here"]);
  expect(gone.end.reasons[0]?.params).toMatchObject({ why: "deleted" });
  expect(await revenue(world)).toEqual(before);
  expect((await world.book((await credit(pieces(-1).lines)).id)).end.outcome).toBe("booked");
  expect(await revenue(world)).toEqual({ ...before, 3001: (before[3001] ?? 0) + 100 });
});

test.each(["event", "retry-by-person"])(
  "nothing is credited of a later invoice that was deleted: %s",
  async (event) => {
    const all = await addedAndDeleted();
    const { world, first } = all;
    const before = await revenue(world);
    const credit = await world.place({ ...SOLD, ...pieces(-1), creditsOrderId: first.id });
    const back = await world.book(credit.id, [event]);
    expect([back.end.outcome, back.codes[0]]).toEqual(["held", "credit-original-not-here"]);
    await cancel(all, first.id);
    const run = await world.book(first.id, [event]);
    expect([run.end.outcome, run.codes[0]]).toEqual(["held", "document-gone"]);
    expect(await revenue(world)).toEqual(before);
  },
);

test("shipping that a deleted later invoice charged isn't credited", async () => {
  const shipping = { lineType: "Shipping", description: "Post", quantity: 1, price: 50 };
  const { world, first } = await addedAndDeleted({ lines: [...pieces(1).lines, shipping] });
  const before = await revenue(world);
  const lines = [{ ...shipping, quantity: -1 }];
  const credit = await world.place({ ...SOLD, lines, creditsOrderId: first.id });
  const back = await world.book(credit.id);
  expect([back.end.outcome, back.codes[0]]).toEqual(["held", "credit-original-not-here"]);
  await world.control("asperion", "PATCH", `/orders/${first.id}`, { status: 9 });
  const run = await world.book(first.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["held", "document-gone"]);
  expect(await revenue(world)).toEqual(before);
});

test("once it is cancelled, what is left is credited as a person has it booked again", async () => {
  const all = await addedAndDeleted();
  const { world, first } = all;
  const before = await revenue(world);
  await cancel(all, first.id);
  const held = await world.book(first.id);
  const [why] = held.end.reasons;
  if (why === undefined) throw new Error("it isn't held");
  expect(reasonText(why).next).not.toContain("skip");
  const run = await world.book(first.id, ["book-again", "retry-by-person"]);
  expect([run.end.outcome, run.codes]).toEqual([
    "updated",
    expect.arrayContaining(["order-cancelled-credited"]),
  ]);
  expect(await revenue(world)).toEqual({ ...before, 3001: (before[3001] ?? 0) + 100 });
  expect((await world.book(first.id)).writes).toEqual([]);
});

test("of several lines the deleted invoice is told once", async () => {
  const all = await addedAndDeleted({
    lines: pieces(1).lines.flatMap((one) => [one, { ...one, price: 50 }]),
  });
  await cancel(all, all.first.id);
  const run = await all.world.book(all.first.id);
  expect(run.codes.filter((code) => code === "document-gone")).toHaveLength(1);
});
