import { afterAll, beforeAll, expect, test } from "vitest";
import { ORDER_ACTS } from "./order-acts.ts";
import { ORDER_KINDS } from "./order-kinds.ts";
import type { Order } from "./order-types.ts";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion();
});
afterAll(() => asperion.close());

const page = async (query = ""): Promise<string> =>
  (await fetch(asperion.url + "/" + query)).text();

async function send(path: string, form: Record<string, string>): Promise<[number, string | null]> {
  const answer = await fetch(`${asperion.url}/_control/play${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
  return [answer.status, answer.headers.get("location")];
}

const ordersOf = (shop: number): readonly Order[] => [
  ...(asperion.sandbox.store().books.get(shop)?.orders.values() ?? []),
];
const last = (shop: number): Order => {
  const order = ordersOf(shop).at(-1);
  if (order === undefined) throw new Error("no order");
  return order;
};

test("a person opens a shop, names its webhook address, and each shop shows its own orders", async () => {
  expect(await send("/shops", { name: " " })).toEqual([400, null]);
  expect(await send("/shops", { name: "Second <shop>" })).toEqual([303, "/?administration=457"]);
  expect(await send("/457/orders", { kind: "company" })).toEqual([303, "/?administration=457"]);
  expect(await page("?administration=457")).toContain("Second &lt;shop&gt;");
  expect(await page("?administration=457")).toContain("Fjäll &amp; Skog AB");
  expect(await page()).not.toContain("Fjäll &amp; Skog AB");
  expect(await send("/457/webhooks", { url: "nowhere", secret: "whsec_AAAA" })).toEqual([
    400,
    null,
  ]);
  expect(
    await send("/457/webhooks", { url: "http://127.0.0.1:1/hook", secret: "whsec_AAAA" }),
  ).toEqual([303, "/?administration=457"]);
  await send("/457/orders", { kind: "company" });
  await asperion.sandbox.webhooks.settled();
  expect(asperion.sandbox.webhooks.deliveries()).toMatchObject([
    { type: "order.created", administrationId: 457 },
  ]);
});

test.each(ORDER_KINDS.map(({ id }) => id))("an order of the kind %s is placed", async (kind) => {
  const before = ordersOf(123).length;
  expect(await send("/123/orders", { kind, count: "2" })).toEqual([303, "/?administration=123"]);
  expect(ordersOf(123)).toHaveLength(before + 2);
});

test("a debtor and a payment method that were picked take the place of the kind's", async () => {
  await send("/123/orders", { kind: "person", debtorId: "203", paymentMethodId: "SWISH" });
  expect(last(123)).toMatchObject({
    debtorId: 203,
    companyName: "Norrsken Handel AB",
    paymentMethodId: "SWISH",
  });
});

test("an order is changed, cancelled, refunded and deleted", async () => {
  await send("/123/orders", { kind: "three-rates" });
  const { id, amountInclVat } = last(123);
  const act = (name: string) => send(`/123/orders/${id}`, { act: name });
  const now = () => asperion.sandbox.store().books.get(123)?.orders.get(id);
  await act("unpay");
  expect(now()).toMatchObject({ paymentStatus: "Open", amountInclVat });
  await act("more");
  expect(now()?.lines[0]?.quantity).toBe(3);
  await act("cheaper");
  expect(now()?.lines[0]?.price).toBe(7.5);
  await act("refund-one");
  expect(last(123)).toMatchObject({ creditsOrderId: id, lines: [{ quantity: -1, price: 7.5 }] });
  await act("refund");
  expect(last(123)).toMatchObject({
    creditsOrderId: id,
    amountInclVat: -(now()?.amountInclVat ?? 0),
  });
  await act("cancel");
  expect(now()?.status).toBe(9);
  expect(await act("delete")).toEqual([303, "/?administration=123"]);
  expect(now()).toBeUndefined();
  expect(await act("cancel")).toEqual([404, null]);
});

test("each thing that can be done with an order has a button, and others are refused", async () => {
  await send("/123/orders", { kind: "company" });
  const shown = await page();
  for (const act of Object.keys(ORDER_ACTS)) expect(shown).toContain(`<option value="${act}">`);
  expect(await send(`/123/orders/${last(123).id}`, { act: "forge" })).toEqual([400, null]);
  expect(await send(`/123/orders/${last(123).id}`, { act: "webhook" })).toEqual([400, null]);
  expect(await send("/123/orders", { kind: "no-kind" })).toEqual([400, null]);
  expect(await send("/123/orders", { kind: "company", count: "101" })).toEqual([400, null]);
  expect(await send("/999/orders", { kind: "company" })).toEqual([404, null]);
});

test("an article is added once, and then ordered", async () => {
  const form = { articleCode: "KETTLE", salesPrice: "19.50", vatCode: "H" };
  expect(await send("/123/articles", form)).toEqual([303, "/?administration=123"]);
  expect(await send("/123/articles", form)).toEqual([400, null]);
  expect(await page()).toContain("KETTLE");
});
