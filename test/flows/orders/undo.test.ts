/** What a back-fill booked is taken back: each kind of document in the way that the ledger allows. */
import { expect, test } from "vitest";
import { runOrder } from "../../../src/flows/orders/run.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;
const buyer = (): Json => ({ ...companyBuyer(`Undone${(n += 1)}`), paymentMethodId: "CARD" });

async function opened(orders: Json): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const vouchers = {
    orders: { voucher: { paid: "clearing" }, payments: "register", ...orders },
    lookups: VOUCHER_LOOKUPS,
  };
  world.configure(orders["type"] === "mutation" ? vouchers : { orders });
  return world;
}

const undo = async (world: FlowWorld, { id }: { readonly id: number }) => {
  const ended = await world.look(id, (ports) =>
    runOrder({ ...ports, backfill: { kind: "order", undo: true } }),
  );
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return [
    ended.value.outcome,
    ended.value.reasons[0]?.code,
    ended.value.reasons[0]?.params["why"] ?? null,
  ];
};

async function balances(world: FlowWorld): Promise<readonly number[]> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return trialBalance.map(({ balance }) => balance).filter((balance) => balance !== 0);
}

test("a voucher is taken back by another one, with what was paid since, and once", async () => {
  const world = await opened({ type: "mutation" });
  const placed = await world.place({ ...buyer(), lines: [mug(10)], paymentStatus: "Open" });
  expect((await world.book(placed.id)).codes[0]).toBe("voucher-booked");
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid" });
  expect((await world.book(placed.id)).codes).toContain("voucher-paid");
  expect(await balances(world)).not.toEqual([]);
  expect(await undo(world, placed)).toEqual(["updated", "voucher-reversed", "undone"]);
  expect(await balances(world)).toEqual([]);
  expect(await undo(world, placed)).toEqual(["skipped", "undo-nothing-there", null]);
});

test("a voucher that has a credit stays until the credit is taken back", async () => {
  const world = await opened({ type: "mutation" });
  const who = buyer();
  const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const credit = await world.place({
    ...who,
    creditsOrderId: placed.id,
    lines: [mug(-4)],
    paymentStatus: "Refunded",
  });
  expect((await world.book(credit.id)).codes).toContain("voucher-credit-booked");
  expect(await undo(world, placed)).toEqual(["needs-attention", "voucher-has-credits", "undone"]);
  expect((await undo(world, credit)).slice(0, 2)).toEqual(["updated", "voucher-reversed"]);
  expect((await undo(world, placed)).slice(0, 2)).toEqual(["updated", "voucher-reversed"]);
  expect(await balances(world)).toEqual([]);
});

test("a voucher whose refunds are all taken back by the same run is taken back before them; of another amount it stays", async () => {
  const world = await opened({ type: "mutation" });
  const who = buyer();
  const placed = await world.place({ ...who, lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const credit = await world.place({
    ...who,
    creditsOrderId: placed.id,
    lines: [mug(-4)],
    paymentStatus: "Refunded",
  });
  await world.book(credit.id);
  const reversedWith = async (refunds: string) => {
    const ended = await world.look(placed.id, (ports) =>
      runOrder({ ...ports, backfill: { kind: "order", undo: true, refunds } }),
    );
    return ended.ok ? ended.value.reasons[0]?.code : null;
  };
  const held = await world.look(placed.id, (ports) =>
    runOrder({ ...ports, backfill: { kind: "order", undo: true } }),
  );
  const credited = held.ok ? String(held.value.reasons[0]?.params["credited"]) : "";
  expect(held.ok && held.value.reasons[0]?.params["currency"]).toBe("SEK");
  expect(await reversedWith("1.00")).toBe("voucher-has-credits");
  expect(await reversedWith(credited)).toBe("voucher-reversed");
  expect((await undo(world, credit)).slice(0, 2)).toEqual(["updated", "voucher-reversed"]);
  expect(await balances(world)).toEqual([]);
});

test("a try of undoing a voucher says that it would be reversed, and not that it stays", async () => {
  const world = await opened({ type: "mutation" });
  const placed = await world.place({ ...buyer(), lines: [mug(10)], paymentStatus: "Paid" });
  await world.book(placed.id);
  const before = await balances(world);
  const tried = await world.look(placed.id, (ports) =>
    runOrder({
      ...ports,
      settings: { ...ports.settings, trial: true },
      backfill: { kind: "order", undo: true },
    }),
  );
  expect(tried.ok && tried.value.reasons.map(({ code }) => code)).toEqual([
    "trial-mode",
    "undo-would-reverse",
  ]);
  expect(await balances(world)).toEqual(before);
});

test("a booked invoice stays, and is told as that, not as a cancelled order's", async () => {
  const world = await opened({ type: "invoice", payments: "none" });
  const placed = await world.place({ ...buyer(), lines: [mug(10)] });
  await world.book(placed.id);
  const before = await balances(world);
  expect(await undo(world, placed)).toEqual(["needs-attention", "undo-booked-stays", null]);
  expect(await balances(world)).toEqual(before);
});

test("a sales order that was invoiced meanwhile stays, and asks nothing of anybody", async () => {
  const world = await opened({ type: "sales-order", payments: "none" });
  const placed = await world.place({ ...buyer(), lines: [mug(10)] });
  await world.book(placed.id);
  const [made] = (await world.ledger())["orders"] ?? [];
  await world.control("eaccounting", "POST", `/orders/${String(made?.["Id"])}/convert`);
  const ended = await world.look(placed.id, (ports) =>
    runOrder({ ...ports, backfill: { kind: "order", undo: true } }),
  );
  expect(ended.ok && [ended.value.outcome, ended.value.reasons.map(({ code }) => code)]).toEqual([
    "booked",
    ["undo-invoiced-stays"],
  ]);
  const told = ended.ok ? ended.value.reasons.map((one) => reasonText(one, "en")) : [];
  expect(told[0]).toEqual({
    text: `Sales order ${String(made?.["Number"])} has been invoiced in eAccounting, so it stays.`,
    next: "No action needed.",
  });
  expect((await world.ledger())["orders"]).toHaveLength(1);
});

test("a document that a person linked meanwhile stays, whatever the settings say of a person's changes", async () => {
  const world = await opened({
    type: "sales-order",
    payments: "none",
    changedByPerson: "overwrite",
  });
  const placed = await world.place({ ...buyer(), lines: [mug(10)] });
  await world.book(placed.id);
  const ended = await world.look(placed.id, (ports) => {
    const documents = ports.documents.map((document) => ({ ...document, ownedHash: "by-hand" }));
    return runOrder({ ...ports, documents, backfill: { kind: "order", undo: true } });
  });
  expect(ended.ok && [ended.value.outcome, ended.value.reasons[0]?.code]).toEqual([
    "skipped",
    "document-kept-by-hand",
  ]);
  const { orders = [] } = await world.ledger();
  expect(
    orders.filter((document) => String(document["OurReference"]).includes(placed.orderNumber)),
  ).toHaveLength(1);
});

test.each([
  ["sales-order", "orders"],
  ["draft-invoice", "customerinvoicedrafts"],
] as const)(
  "an undone %s is told as undone, one that somebody changed as kept",
  async (type, at) => {
    const world = await opened({ type });
    const place = () => world.place({ ...buyer(), lines: [mug(2)] });
    const [placed, kept] = [await place(), await place()];
    await world.book(placed.id);
    await world.book(kept.id);
    const said = async ({ id }: { readonly id: number }) => {
      const ended = await world.look(id, (ports) =>
        runOrder({ ...ports, backfill: { kind: "order", undo: true } }),
      );
      return ended.ok ? ended.value.reasons.map((one) => reasonText(one, "en").text).join(" ") : "";
    };
    expect(await said(placed)).toMatch(/^Undone: (the|sales order) .*was deleted in eAccounting/);
    const document = (await world.ledger())[at]?.at(-1) ?? {};
    await world.control(
      "eaccounting",
      "PATCH",
      `/${at}/${String(document["Id"])}?company=Demo%20AB`,
      {
        YourReference: "by hand",
      },
    );
    expect(await said(kept)).toContain("so undoing doesn't delete it");
  },
);
