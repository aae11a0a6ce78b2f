/**
 * What the page of amounts that providers owe says first: whether the sums agree, and what is below
 * zero.
 */
import { expect, test } from "vitest";
import type { ClearingView } from "../../src/sync/contract/payouts.ts";
import { signedIn } from "./browser.ts";

const sum = (method: string, open: string) => ({
  account: 1580,
  method,
  sold: "100.00",
  paid: "0.00",
  open,
  orders: 1,
  ages: [],
});

const AGREES: ClearingView = {
  counting: false,
  today: "2026-11-30",
  currency: "SEK",
  sums: [sum("CARD", "100.00")],
  agrees: true,
  account: 1580,
  orders: [],
  cursor: null,
};

async function saidOf(view: Partial<ClearingView>): Promise<string> {
  const { world, user } = await signedIn({ "payouts.clearing": { ...AGREES, ...view } });
  const id = await world.makeTenant();
  return (await user.go(`/admin/tenants/${id}/clearing`)).text;
}

const BELOW = {
  orders: 2,
  open: "125.00",
  first: [{ key: "order:7", number: null, account: 1580 }],
} as const;

test("sums that agree are said to add up, and others not", async () => {
  expect(await saidOf({})).toContain("It adds up");
  expect(await saidOf({ agrees: false })).not.toContain("It adds up");
});

test("more that was paid out of an account than sold there isn't said to add up", async () => {
  const text = await saidOf({ sums: [sum("CARD", "-40.00")] });
  expect(text).not.toContain("It adds up");
  expect(text).toContain("payouts took off more than orders brought there: 40.00");
});

test("orders below zero are named with a link beside sums that agree", async () => {
  const text = await saidOf({ below: BELOW });
  expect(text).toContain("It adds up");
  expect(text).toContain("2 orders are below zero, by 125.00");
  expect(text).toMatch(/<a href="[^"]*\/orders\?text=7"><bdi>7<\/bdi><\/a> …/);
});
