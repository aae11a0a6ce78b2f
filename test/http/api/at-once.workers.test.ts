/** What several do at once counts once, and a change that can't be recorded isn't made. */
import { expect, test } from "vitest";
import { retireTenant, updateTenant } from "../../../src/store/tenants.ts";
import { browser, nobody } from "../browser.ts";
import { edges, healthOf, type Edges } from "../world.ts";
import { ascending } from "../../support/sorted.ts";

const PASSWORD = "a sentence that is long";
const times = async <T>(n: number, run: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, run));
const statuses = async (
  n: number,
  run: () => Promise<{ readonly status: number }>,
): Promise<number[]> => (await times(n, run)).map(({ status }) => status).toSorted(ascending);

/** How often the audit log says this since `from`. */
async function rows({ db }: Edges, action: string): Promise<number> {
  const found = await db.$client
    .prepare("SELECT COUNT(*) AS n FROM audit WHERE action = ?")
    .bind(action)
    .first<{ n: number }>();
  return found?.n ?? 0;
}

async function counting(world: Edges, action: string) {
  const before = await rows(world, action);
  return async () => (await rows(world, action)) - before;
}

/** While this runs, the audit log takes no row of this action. */
async function unrecorded(
  { db }: Edges,
  action: string,
  run: () => Promise<unknown>,
): Promise<void> {
  await db.$client
    .prepare(
      `CREATE TRIGGER no_row BEFORE INSERT ON audit WHEN NEW.action = '${action}' BEGIN SELECT RAISE(ABORT, 'no row'); END`,
    )
    .run();
  try {
    await run();
  } finally {
    await db.$client.prepare("DROP TRIGGER no_row").run();
  }
}

const oneOf = (n: number, first: number, rest: number): number[] => [
  first,
  ...Array.from({ length: n - 1 }, () => rest),
];

test("of twelve secrets that are made at once five are, each with its row", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const count = await counting(world, "webhook-secret.make");
  expect(await statuses(12, () => world.api("POST", `/tenants/${id}/webhook-secrets`))).toEqual([
    201, 201, 201, 201, 201, 409, 409, 409, 409, 409, 409, 409,
  ]);
  expect([
    ((await world.api("GET", `/tenants/${id}/webhook-secrets`)).body["secrets"] as unknown[])
      .length,
    await count(),
  ]).toEqual([5, 5]);
});

test("a secret, a token and somebody's access are ended once, with one row", async () => {
  const world = await edges();
  await nobody(world);
  const id = await world.makeTenant();
  const secret = (await world.api("POST", `/tenants/${id}/webhook-secrets`)).body["id"];
  const token = (await world.api("POST", "/tokens", { name: "till", scope: "full" })).body["id"];
  const user = (
    await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", role: "operator" })
  ).body["id"];
  for (const [action, path] of [
    ["webhook-secret.revoke", `/tenants/${id}/webhook-secrets/${String(secret)}`],
    ["api-token.revoke", `/tokens/${String(token)}`],
    ["user.end", `/users/${String(user)}`],
  ] as const) {
    const count = await counting(world, action);
    expect([action, await statuses(5, () => world.api("DELETE", path)), await count()]).toEqual([
      action,
      oneOf(5, 204, 404),
      1,
    ]);
  }
});

test("an address that several give at once is one account, also where it was ended before", async () => {
  const world = await edges();
  await nobody(world);
  const make = () =>
    world.api("POST", "/users", { email: "Anna@example.com", name: "Anna", role: "operator" });
  const count = await counting(world, "user.make");
  const made = await times(6, make);
  expect([made.map(({ status }) => status).toSorted(ascending), await count()]).toEqual([
    oneOf(6, 201, 409),
    1,
  ]);
  const [id] = made.flatMap(({ status, body }) => (status === 201 ? [body["id"]] : []));
  expect((await world.api("DELETE", `/users/${String(id)}`)).status).toBe(204);
  const again = await times(6, make);
  expect([
    again.map(({ status }) => status).toSorted(ascending),
    await count(),
    again.flatMap(({ status, body }) => (status === 201 ? [body["id"]] : [])),
  ]).toEqual([oneOf(6, 201, 409), 2, [id]]);
});

test("a link that two use at once lets one of them in, with the password of that one", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  await nobody(world);
  const { link } = (
    await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", role: "operator" })
  ).body as { link: string };
  const count = await counting(world, "user.password");
  const tries = await Promise.all(
    [1, 2].map(async (n) => ({
      n,
      status: (await browser(world, `203.0.113.${60 + n}`).welcome(link, `${PASSWORD} ${n}`))
        .status,
    })),
  );
  expect([tries.map(({ status }) => status).toSorted(ascending), await count()]).toEqual([
    [303, 404],
    1,
  ]);
  for (const { n, status } of tries)
    expect(
      (await browser(world, `203.0.113.${70 + n}`).signInAs("anna@example.com", `${PASSWORD} ${n}`))
        .status,
    ).toBe(status === 303 ? 303 : 403);
});

test("a password that can't be recorded isn't set, and the link still works", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  await nobody(world);
  const { link } = (
    await world.api("POST", "/users", { email: "anna@example.com", name: "Anna", role: "operator" })
  ).body as { link: string };
  const anna = browser(world, "203.0.113.80");
  await unrecorded(world, "user.password", async () =>
    expect((await anna.welcome(link, PASSWORD)).status).toBe(500),
  );
  expect((await anna.signInAs("anna@example.com", PASSWORD)).status).toBe(403);
  expect((await anna.welcome(link, PASSWORD)).status).toBe(303);
});

test("an administration that can't be recorded isn't chosen", async () => {
  const world = await edges();
  const { id } = (await world.api("POST", "/tenants", { name: "Shop", language: "en" })).body as {
    id: string;
  };
  const choose = () => world.api("PATCH", `/tenants/${id}`, { asperion: { administrationId: 77 } });
  await unrecorded(world, "administration.choose", async () =>
    expect((await choose()).status).toBe(500),
  );
  expect((await world.api("GET", `/tenants/${id}`)).body["asperion"]).toEqual({
    administrationId: null,
  });
  expect((await choose()).status).toBe(200);
  expect(
    (await world.auditOf(id)).filter((row) => row.endsWith("administration.choose")),
  ).toHaveLength(1);
});

test("a tenant that is retired by two at once has one row of it, and nothing brings it back", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const entry = { at: 1, actor: "anna", action: "tenant.retire" };
  await times(2, () => retireTenant(world.db, id, entry));
  expect(
    await updateTenant(
      world.db,
      id,
      { state: "active" },
      { at: 2, actor: "anna", action: "tenant.resume" },
    ),
  ).toBe(false);
  expect((await world.api("GET", `/tenants/${id}`)).body["state"]).toBe("retired");
  expect(await world.auditOf(id)).toEqual(["admin-token tenant.make", "anna tenant.retire"]);
});
