/** How many orders stock sync has to take off, on its page, and that too many of them stop it. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { open } from "./setup-stage.ts";

let counted = { open: 0, leftOut: 0 };
const answers = {
  "reads.openOrders": () => counted,
  "reads.debtorSales": { kind: "unsold" },
} as const;

const STOCK = {
  orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" },
  stock: { enabled: true, correctionDebtor: 205 },
};

test("orders that aren't booked are told with the limit, and above it that stock sync stops, with the ways out", async () => {
  const { world, user, id, configure } = await open("203.0.113.241", answers);
  const said = async (language = "en") => {
    const { text } = await user.go(`/admin/tenants/${id}/stock`, {
      headers: { "accept-language": language },
    });
    return text;
  };
  const asked = () => world.tenants.calls.some(({ method }) => method === "reads.openOrders");
  await said();
  // Stock isn't synced.
  expect(asked()).toBe(false);
  expect((await configure(STOCK)).status).toBe(200);
  expect(await said()).not.toContain("Orders not in eAccounting yet");
  expect(asked()).toBe(true);
  counted = { open: 200, leftOut: 0 };
  expect(await said()).toContain("Orders not in eAccounting yet: 200. Their items are deducted.");
  counted = { open: 201, leftOut: 150 };
  const text = await said();
  expect(text).toContain(
    "Stock sync stops. Orders not in eAccounting yet: 201 (left out by a filter or by test mode: 150).",
  );
  expect(text).toContain("Wait until the orders are in eAccounting, or resolve those on hold.");
  for (const language of LANGUAGES) expect(await said(language)).toMatch(/201.*150.*200/s);
});
