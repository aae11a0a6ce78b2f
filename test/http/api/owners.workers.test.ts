/** Two tenants of one administration: one keeps its stock, one its products. */
import { expect, test } from "vitest";
import { edges, type Edges } from "../world.ts";

const PRODUCTS = { products: { enabled: true, vatCode: { table: { "25": "H" } } } };
const ORDERS = { orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" } };
const STOCK = { ...ORDERS, stock: { enabled: true, correctionDebtor: 9 } };

/** The database of a file's tests is one: each has administrations of its own. */
let last = 5_000;

async function shops(world: Edges) {
  const here = (last += 2);
  const made = async (name: string, administrationId: number): Promise<string> =>
    String(
      (
        await world.api("POST", "/tenants", {
          name,
          language: "en",
          asperion: { administrationId },
        })
      ).body["id"],
    );
  const [first, second, elsewhere] = [
    await made("First", here),
    await made("Second", here),
    await made("Elsewhere", here + 1),
  ];
  const put = async (id: string, settings: object) => {
    const { version } = (await world.api("GET", `/tenants/${id}/settings`)).body;
    return world.api("PUT", `/tenants/${id}/settings`, { version, ...settings });
  };
  return { here, first, second, elsewhere, put };
}

test("the second tenant to keep stock or products of an administration is refused, and told who does", async () => {
  const world = await edges();
  const { here, first, second, elsewhere, put } = await shops(world);
  expect((await put(first, { ...PRODUCTS, ...STOCK })).status).toBe(200);
  expect(await put(second, { ...PRODUCTS, ...STOCK })).toMatchObject({
    status: 400,
    body: {
      errors: [
        {
          path: "stock.enabled",
          message: expect.stringContaining(
            `The shop “First” (${first}) already syncs the stock of administration ${here}`,
          ),
        },
        { path: "products.enabled" },
      ],
    },
  });
  expect((await put(second, ORDERS)).status).toBe(200);
  expect((await put(elsewhere, { ...PRODUCTS, ...STOCK })).status).toBe(200);
});

test("whoever switches it off lets another have it, and so does a tenant that is ended", async () => {
  const world = await edges({ "admin.retire": { ok: true } });
  const { first, second, put } = await shops(world);
  expect((await put(first, STOCK)).status).toBe(200);
  expect((await put(first, ORDERS)).status).toBe(200);
  expect((await put(second, STOCK)).status).toBe(200);
  expect((await put(first, STOCK)).status).toBe(400);
  expect((await world.api("DELETE", `/tenants/${second}`)).status).toBe(204);
  expect((await put(first, STOCK)).status).toBe(200);
});

test("settings that were refused, or came too late, take nothing", async () => {
  const world = await edges();
  const { first, second, put } = await shops(world);
  await put(first, PRODUCTS);
  expect((await put(second, { ...PRODUCTS, ...STOCK })).status).toBe(400);
  expect(
    (await world.api("PUT", `/tenants/${second}/settings`, { version: 9, ...STOCK })).status,
  ).toBe(409);
  expect((await put(first, { ...PRODUCTS, ...STOCK })).status).toBe(200);
});

test("while the object that kept it doesn't know yet, nobody else may have it", async () => {
  const world = await edges();
  const { first, second, put } = await shops(world);
  await put(first, PRODUCTS);
  world.tenants.answers["admin.configure"] = () => {
    throw new Error("being moved");
  };
  expect((await put(first, {})).status).toBe(503);
  world.tenants.answers["admin.configure"] = { ok: true };
  expect((await put(second, PRODUCTS)).status).toBe(400);
});

test("who keeps it is told by name to whoever sees all tenants, and to nobody else", async () => {
  const world = await edges();
  const { first, second, put } = await shops(world);
  await put(first, PRODUCTS);
  const token = String(
    (await world.api("POST", "/tokens", { name: "own", tenantId: second, scope: "full" })).body[
      "token"
    ],
  );
  const { version } = (await world.api("GET", `/tenants/${second}/settings`)).body;
  const refused = await world.api(
    "PUT",
    `/tenants/${second}/settings`,
    { version, ...PRODUCTS },
    token,
  );
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([
    400,
    expect.stringContaining("Another shop already syncs the articles"),
  ]);
  for (const told of ["First", first]) expect(JSON.stringify(refused.body)).not.toContain(told);
});
