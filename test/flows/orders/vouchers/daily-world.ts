/** A shop whose orders are booked by the day, and an order that waits for its close. */
import { expect } from "vitest";
import { FlowWorld as World, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

export const DAY_MS = 86_400_000;
export const LEVELS = ["recommended", "daily"] as const;

export const configure = (world: World, level: (typeof LEVELS)[number]): void =>
  world.configure({
    orders: {
      type: "mutation",
      cancelledAfterBooking: "credit",
      editedAfterBooking: "delta",
      voucher: { level },
    },
    lookups: VOUCHER_LOOKUPS,
  });

export const change = (
  world: World,
  { id }: { readonly id: number },
  how: Json,
): Promise<unknown> => world.control("asperion", "PATCH", `/orders/${id}`, how);

export async function owed(world: World): Promise<string> {
  const { books } = (await world.ledger()) as unknown as {
    books: { trialBalance: { account: number; balance: number }[] };
  };
  return (books.trialBalance.find(({ account }) => account === 1510)?.balance ?? 0).toFixed(2);
}

/** An order of yesterday, which waits for the close of that day. */
export async function waiting(): Promise<{
  world: World;
  placed: Json & { id: number };
  day: string;
}> {
  const world = await World.open();
  configure(world, "daily");
  const day = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const placed = await world.place({
    ...companyBuyer("Waiting"),
    date: `${day}T15:00:00`,
    lines: [mug(10)],
  });
  expect((await world.book(placed.id)).codes[0]).toBe("added-to-day");
  expect(world.documentsOf(placed.id)[0]?.member).toMatchObject({ day, waits: true });
  return { world, placed, day };
}

export const inDay = (world: World, { id }: { readonly id: number }): string | undefined =>
  world.documentsOf(id).findLast(({ role, state }) => role === "voucher" && state === "live")
    ?.member?.day;
