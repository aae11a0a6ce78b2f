/**
 * The debtor that stands for corrections of stock: one with sales is refused, and stock switched
 * off forgets it.
 */
import { expect, test } from "vitest";
import { edges } from "../world.ts";

const ORDERS = { orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" } };
const stock = (debtor: number | null, enabled = true) => ({
  ...ORDERS,
  stock: { enabled, correctionDebtor: debtor },
});

/** The database of a file's tests is one: each has an administration of its own. */
let last = 8_000;

async function shop(sales: Readonly<Record<number, unknown>> = {}) {
  const asked: number[] = [];
  const world = await edges({
    "reads.debtorSales": (_: string, debtor: number) => {
      asked.push(debtor);
      return sales[debtor] ?? { kind: "unsold" };
    },
  });
  const tenant = { name: "Shop", language: "en", asperion: { administrationId: (last += 1) } };
  const id = String((await world.api("POST", "/tenants", tenant)).body["id"]);
  const read = async () =>
    (await world.api("GET", `/tenants/${id}/settings`)).body as {
      version: number;
      stock: { correctionDebtor: number | null };
    };
  const put = async (settings: object, seen?: number) =>
    world.api("PUT", `/tenants/${id}/settings`, {
      version: seen ?? (await read()).version,
      ...settings,
    });
  return { asked, read, put };
}

test("one to whom something was sold is refused at its field, and the sale is named", async () => {
  const { put, read } = await shop({ 203: { kind: "sold", order: "1001" } });
  expect(await put(stock(203))).toMatchObject({
    status: 400,
    body: {
      errors: [{ path: "stock.correctionDebtor", message: expect.stringContaining("Order 1001") }],
    },
  });
  // Chosen before stock is on, it is refused as well.
  expect((await put(stock(203, false))).status).toBe(400);
  expect((await read()).stock.correctionDebtor).toBeNull();
  expect((await put(stock(9))).status).toBe(200);
});

test("one that can't be asked about now is taken: the stock flow asks before it writes", async () => {
  const { put } = await shop({ 9: { kind: "later" } });
  expect((await put(stock(9))).status).toBe(200);
});

test("is asked about when it is chosen and when stock is switched on, and not with every other change", async () => {
  const { asked, put } = await shop();
  await put(stock(9, false));
  await put(stock(9));
  await put({ ...stock(9), customers: { enabled: true } });
  expect(asked).toEqual([9, 9]);
  await put({ ...stock(10), customers: { enabled: true } });
  expect(asked).toEqual([9, 9, 10]);
});

test("is forgotten when stock is switched off, also where the same settings name it, and sent twice that is saved once", async () => {
  const { put, read } = await shop();
  await put(stock(9));
  const { version } = await read();
  expect((await put(stock(9, false), version)).status).toBe(200);
  const off = await read();
  expect([off.version, off.stock.correctionDebtor]).toEqual([version + 1, null]);
  expect((await put(stock(9, false), version)).status).toBe(200);
  expect((await read()).version).toBe(version + 1);
  // Chosen while it is off, it stays for the day on which stock is switched on.
  expect((await put(stock(9, false))).status).toBe(200);
  expect((await read()).stock.correctionDebtor).toBe(9);
});
