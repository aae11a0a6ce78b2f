import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion();
});
afterAll(() => asperion.close());

async function page(): Promise<string> {
  return (await fetch(asperion.url)).text();
}

function send(path: string, form: Record<string, string>): Promise<Response> {
  return fetch(asperion.url + path, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
  });
}

test("the page shows orders, switches, faults and calls, and escapes what comes from outside", async () => {
  await asperion.control("POST", "/debtors", { id: 202, name: "<b>Eva</b>" });
  await asperion.control("POST", "/orders", {
    debtorId: 202,
    orderNumber: "WEB-9",
    lines: [{ articleCode: "MUG" }],
  });
  await asperion.control("POST", "/faults", { route: "POST /v1/articles", kind: "drop" });
  await asperion.api("GET", "/v1/vatcodes");
  const shown = await page();
  for (const part of [
    "WEB-9",
    "&lt;b&gt;Eva&lt;/b&gt;",
    "creditSign",
    "POST /v1/articles",
    "GET /v1/vatcodes",
  ])
    expect(shown).toContain(part);
});

test("its forms put a switch and place an order, then lead back to the page", async () => {
  expect((await send("/_control/switches", { creditSign: "positive" })).status).toBe(303);
  expect(asperion.sandbox.kit.switches.get("creditSign")).toBe("positive");
  expect((await send("/_control/switches", { creditSign: "plus" })).status).toBe(400);
  const before = asperion.sandbox.store().books.get(123)?.orders.size ?? 0;
  const placed = await send("/_control/orders/form", {
    administrationId: "123",
    debtorId: "",
    articleCode: "BOOK",
    quantity: "2",
    currencyCode: "SEK",
    pricesIncludeVat: "true",
  });
  expect([placed.status, placed.headers.get("location")]).toEqual([303, "/"]);
  const orders = [...(asperion.sandbox.store().books.get(123)?.orders.values() ?? [])];
  expect(orders).toHaveLength(before + 1);
  expect(orders.at(-1)).toMatchObject({ currencyCode: "SEK", pricesIncludeVat: true });
  expect(
    (await send("/_control/orders/form", { articleCode: "BOOK", quantity: "two" })).status,
  ).toBe(400);
});

test("the state can be read whole, or of one administration", async () => {
  const whole = await asperion.control("GET", "/state");
  expect(whole.body).toMatchObject({
    administrations: [{ id: 123 }, { id: 456 }],
    switches: { vatRounding: "line" },
  });
  const one = await asperion.control("GET", "/state?administrationId=456");
  expect(one.body).toMatchObject({ administrations: [{ id: 456, orders: [{ id: 1001 }] }] });
});
