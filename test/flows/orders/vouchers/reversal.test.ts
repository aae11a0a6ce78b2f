/** What takes a voucher back is booked once, also where a person was asked whether it was. */
import { expect, test } from "vitest";
import { FlowWorld as World } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { vouchersOf } from "../../../support/vouchers.ts";

let n = 0;

/** What stands on the receivables. */
async function owed(world: World): Promise<string> {
  const { books } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[] };
  };
  return (books.trialBalance.find(({ account }) => account === 1510)?.balance ?? 0).toFixed(2);
}

test("a reversal that a person was asked about is looked for before it is sent again, and by itself never sent again", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", cancelledAfterBooking: "credit", voucher: {} },
    lookups: VOUCHER_LOOKUPS,
  });
  const left = async (): Promise<Awaited<ReturnType<World["place"]>>> => {
    const placed = await world.place({ ...companyBuyer(`Asked${(n += 1)}`), lines: [mug(10)] });
    await world.book(placed.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
    world.answered = async () => {
      throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    world.leaveToPerson(placed.id);
    return placed;
  };
  // It came true after all looks: the next run finds it, whoever asked for that.
  const came = await left();
  const run = await world.book(came.id, ["retry-by-person"]);
  expect([run.end.outcome, run.writes.length, await owed(world)]).toEqual(["updated", 0, "0.00"]);
  // It never came true: a person alone has it sent again.
  const never = await left();
  const [reversal] = (
    await vouchersOf({ ledger: () => world.ledger() as never }, never.orderNumber)
  ).slice(-1);
  await world.control(
    "eaccounting",
    "DELETE",
    `/vouchers/${String(reversal?.["Id"])}?company=Demo%20AB`,
  );
  expect((await world.book(never.id)).codes).toEqual(["in-doubt-needs-person"]);
  const again = await world.book(never.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.length, await owed(world)]).toEqual([
    "updated",
    1,
    "0.00",
  ]);
});

test.each(["edited back", "with its figures as they were"])(
  "a reversal that a person was asked about is asked about for as long as the order is %s",
  async (what) => {
    const world = await World.open();
    world.configure({
      orders: { type: "mutation", editedAfterBooking: "delta" },
      lookups: VOUCHER_LOOKUPS,
    });
    const now = what === "edited back" ? {} : { reference: "Our order 7" };
    const left = async (): Promise<Awaited<ReturnType<World["place"]>>> => {
      const placed = await world.place({ ...companyBuyer(`Back${(n += 1)}`), lines: [mug(10)] });
      const edit = (patch: object) =>
        world.control("asperion", "PATCH", `/orders/${placed.id}`, patch);
      await world.book(placed.id);
      await edit({ lines: [mug(4)] });
      world.answered = async () => {
        throw new Error("the answer is lost");
      };
      await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
      world.answered = null;
      world.leaveToPerson(placed.id);
      await edit({ lines: [mug(10)], ...now });
      return placed;
    };
    const none = await owed(world);
    // It came true: the order is booked again, as the ledger has none of it any more.
    const came = await left();
    expect(await owed(world)).toBe(none);
    const run = await world.book(came.id);
    const sold = await owed(world);
    expect([run.end.outcome, run.writes.length, sold]).toEqual(["updated", 1, "106.25"]);
    // It never came true: each run looks for it and asks, until a person says so.
    const never = await left();
    const vouchers = await vouchersOf({ ledger: () => world.ledger() as never }, never.orderNumber);
    await world.control(
      "eaccounting",
      "DELETE",
      `/vouchers/${String(vouchers.at(-1)?.["Id"])}?company=Demo%20AB`,
    );
    for (const events of [[], []])
      expect((await world.book(never.id, events)).codes).toEqual(["in-doubt-needs-person"]);
    const again = await world.book(never.id, ["retry-by-person"]);
    expect([again.end.outcome, again.writes.length, await owed(world)]).toEqual([
      "booked",
      0,
      "212.50",
    ]);
    // Their word is for that run.
    expect((await world.book(never.id)).codes).toEqual(["in-doubt-needs-person"]);
  },
);

test.each([
  ["cancelled", "a person was asked about it"],
  ["lowered", "a person was asked about it"],
  ["cancelled", "a look-up found it"],
  ["lowered", "a look-up found it"],
])(
  "a reversal of an order that was %s, with other figures than were sent, is told of until a person skips: %s",
  async (what, how) => {
    const world = await World.open();
    world.configure({
      orders: {
        type: "mutation",
        editedAfterBooking: "delta",
        cancelledAfterBooking: "credit",
        voucher: {},
      },
      lookups: VOUCHER_LOOKUPS,
    });
    const placed = await world.place({ ...companyBuyer(`Late${(n += 1)}`), lines: [mug(10)] });
    await world.book(placed.id);
    const edit = what === "cancelled" ? { status: 9 } : { lines: [mug(4)] };
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, edit);
    world.answered = async () => {
      throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    if (how === "a look-up found it") await world.resolveDoubts(placed.id);
    else world.leaveToPerson(placed.id);
    const [reversal] = (
      await vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber)
    ).slice(-1);
    await world.control(
      "eaccounting",
      "PATCH",
      `/vouchers/${String(reversal?.["Id"])}?company=Demo%20AB`,
      {
        Rows: [
          { AccountNumber: 1510, DebitAmount: 0, CreditAmount: 100 },
          { AccountNumber: 2611, DebitAmount: 15, CreditAmount: 0 },
          { AccountNumber: 3001, DebitAmount: 85, CreditAmount: 0 },
        ],
      },
    );
    const found = await world.book(placed.id, ["retry-by-person"]);
    const differs = ({ end }: Awaited<ReturnType<World["book"]>>) => [
      end.outcome,
      end.reasons.filter(({ code }) => code === "voucher-differs"),
    ];
    expect(differs(found)).toEqual([
      "needs-attention",
      [
        { account: "1510", planned: "-106.25", booked: "-100.00" },
        { account: "2611", planned: "21.25", booked: "15.00" },
      ].map((params) => expect.objectContaining({ params: expect.objectContaining(params) })),
    ]);
    expect(differs(await world.book(placed.id))).toEqual(differs(found));
    expect(differs(await world.book(placed.id))).toEqual(differs(found));
    // A person's skip accepts them.
    for (const { differs: _accepted, ...one } of world.documentsOf(placed.id))
      world.save(`order:${placed.id}`, one);
    expect(differs(await world.book(placed.id))[1]).toEqual([]);
  },
);

test.each(["cancelled", "lowered"])(
  "in books that were locked meanwhile the voucher of an order that was %s stays, and says so",
  async (what) => {
    const world = await World.open();
    world.configure({
      orders: { type: "mutation", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
      lookups: VOUCHER_LOOKUPS,
    });
    const placed = await world.place({ ...companyBuyer(`Locked${(n += 1)}`), lines: [mug(10)] });
    await world.book(placed.id);
    const standing = await owed(world);
    const lockTo = (lockedTo: string | null) =>
      world.control("eaccounting", "PUT", "/company?company=Demo%20AB", { lockedTo });
    await lockTo(String(placed["date"]).slice(0, 10));
    await world.control(
      "asperion",
      "PATCH",
      `/orders/${placed.id}`,
      what === "cancelled" ? { status: 9 } : { lines: [mug(4)] },
    );
    for (const refused of [await world.book(placed.id), await world.book(placed.id)])
      expect([refused.end.outcome, refused.codes, await owed(world)]).toEqual([
        "needs-attention",
        ["voucher-changed-after-booking", "period-closed"],
        standing,
      ]);
    await lockTo(null);
    const { company } = world.lists;
    world.lists = {
      ...world.lists,
      company: company === null ? null : { ...company, lockedTo: null },
    };
    await world.book(placed.id, ["retry-by-person"]);
    const run = await world.book(placed.id, ["retry-by-person"]);
    expect([run.codes.includes("period-closed"), (await owed(world)) === standing]).toEqual([
      false,
      false,
    ]);
  },
);
