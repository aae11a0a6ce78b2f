import { expect, test } from "vitest";
import { ADMIN, edges } from "../world.ts";
import { ascending } from "../../support/sorted.ts";

const LINE = "2026-11-01T00:00:00+01:00";

test("settings are read with their version, and written as the next one, which the object is told", async () => {
  const { api, makeTenant, tenants, auditOf } = await edges();
  const id = await makeTenant();
  const read = await api("GET", `/tenants/${id}/settings`);
  expect(read).toMatchObject({
    status: 200,
    body: { version: 1, orders: { enabled: false, statuses: [2, 3, 4, 5] }, retentionDays: 30 },
  });
  const written = await api("PUT", `/tenants/${id}/settings`, {
    ...read.body,
    orders: { enabled: true, startLine: LINE },
  });
  expect(written).toMatchObject({
    status: 200,
    body: { version: 2, orders: { enabled: true, startLine: LINE, markerField: "OurReference" } },
  });
  const told = tenants.calls.findLast(({ method }) => method === "admin.configure");
  expect(told?.args).toMatchObject([id, { version: 2, settings: { orders: { enabled: true } } }]);
  expect(told?.args[1]).not.toHaveProperty("settings.version");
  expect((await api("GET", `/tenants/${id}/settings`)).body).toEqual(written.body);
  expect(await auditOf(id)).toContain("admin-token settings.change");
});

test("a version that isn't the newest is 409 and stores nothing, whether old or from the future", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  expect((await api("PUT", `/tenants/${id}/settings`, { version: 1, trial: true })).status).toBe(
    200,
  );
  expect(await api("PUT", `/tenants/${id}/settings`, { version: 1, trial: false })).toMatchObject({
    status: 409,
    body: { kind: "stale-version" },
  });
  expect((await api("PUT", `/tenants/${id}/settings`, { version: 7 })).status).toBe(409);
  expect((await api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 2,
    trial: true,
  });
});

test("of many who saw the same version one writes", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, days) =>
      api("PUT", `/tenants/${id}/settings`, { version: 1, retentionDays: days + 1 }),
    ),
  );
  expect(answers.map((answer) => answer.status).toSorted(ascending)).toEqual([
    200, 409, 409, 409, 409, 409, 409, 409,
  ]);
  expect((await api("GET", `/tenants/${id}/settings`)).body).toMatchObject({ version: 2 });
});

test("faults name their path, unknown keys among them, and rules between fields count", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  const put = async (settings: object) => {
    const answer = await api("PUT", `/tenants/${id}/settings`, { version: 1, ...settings });
    return [
      answer.status,
      ...((answer.body["errors"] as { path: string }[] | undefined) ?? []).map(
        (fault) => fault.path,
      ),
    ];
  };
  expect(await put({ orders: { statuses: [9], tolerance: 0.5, colour: "red" }, extra: 1 })).toEqual(
    [400, "orders.statuses.0", "orders.tolerance", "orders.colour", "extra"],
  );
  expect(await put({ orders: { enabled: true } })).toEqual([400, "orders.startLine"]);
  expect(await put({ orders: { markerField: "BuyersOrderReference" } })).toEqual([
    400,
    "orders.buyerReferenceField",
  ]);
  expect((await api("PUT", `/tenants/${id}/settings`, { orders: {} })).body).toMatchObject({
    errors: [{ path: "version" }],
  });
});

test("settings that the object couldn't be told are stored, and the answer says so", async () => {
  const { api, makeTenant, tenants } = await edges();
  const id = await makeTenant();
  tenants.answers["admin.configure"] = () => {
    throw new Error("being moved");
  };
  expect(await api("PUT", `/tenants/${id}/settings`, { version: 1, trial: true })).toMatchObject({
    status: 503,
    body: { kind: "settings-not-told" },
  });
  expect((await api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 2,
    trial: true,
  });
});

test("a filter that is widened while orders are booked needs a start line of its own", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  const put = (version: number, orders: object) =>
    api("PUT", `/tenants/${id}/settings`, {
      version,
      orders: { enabled: true, startLine: LINE, ...orders },
    });
  expect((await put(1, { statuses: [2] })).status).toBe(200);
  expect(await put(2, { statuses: [2, 4] })).toMatchObject({
    status: 400,
    body: { errors: [{ path: "orders.filterLines.statuses.4" }] },
  });
  expect(
    (await put(2, { statuses: [2, 4], filterLines: { statuses: { "4": "2026-11-25T00:00:00Z" } } }))
      .status,
  ).toBe(200);
  expect((await put(3, { statuses: [2] })).status).toBe(200);
});

test("what saving brings about is told, and refused by name where the caller says what it accepts", async () => {
  const { api, makeTenant, fetch } = await edges({ "jobs.list": { jobs: [], cursor: null } });
  const id = await makeTenant();
  const at = `/tenants/${id}/settings`;
  const { body: first } = await api("GET", at);
  const less = { ...first, retentionDays: 7, trial: false };
  const books = { enabled: true, startLine: LINE };
  // Asked before anything is saved.
  const { version: _, ...typed } = { ...less, orders: books } as Record<string, unknown>;
  const previewed = await api("POST", `${at}/preview`, { settings: typed });
  expect(previewed.body).toMatchObject({
    consequences: ["orders", "kept-shorter"],
    compared: 0,
    held: 0,
  });
  const told = async (query: string, body: object) => {
    const answer = await fetch(`/api/v1${at}${query}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${ADMIN}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { kind?: string; errors?: { path: string }[] };
    return [answer.status, said.kind, answer.headers.get("settings-consequences")];
  };
  // Nothing of the edge has moved for whoever sends no such word.
  expect(await told("", { ...first, retentionDays: 20 })).toEqual([200, undefined, "kept-shorter"]);
  const saved = { ...less, version: 2, orders: books };
  for (const query of ["?confirm=", "?confirm=orders", "?confirm=kept-shorter,vouchers"])
    expect(await told(query, saved)).toEqual([409, "unconfirmed-consequences", null]);
  expect((await api("PUT", `${at}?confirm=kept-shorter`, saved)).body).toMatchObject({
    detail: "nothing was saved: confirm what these settings bring about (orders)",
    errors: [{ path: "confirm", message: expect.stringContaining("Orders are booked") as string }],
  });
  // Of an old version it is only said that it is old.
  expect(await told("?confirm=", { ...saved, version: 1 })).toEqual([409, "stale-version", null]);
  expect((await api("GET", at)).body).toMatchObject({ version: 2, retentionDays: 20 });
  expect(await told("?confirm=orders,kept-shorter", saved)).toEqual([
    200,
    undefined,
    "orders, kept-shorter",
  ]);
  // The same again is saved, and makes no version.
  expect(await told("?confirm=", { ...saved, version: 3 })).toEqual([200, undefined, null]);
  expect((await api("GET", at)).body).toMatchObject({ version: 3 });
  // A version that comes back is saving like any other.
  expect(await told("", { ...saved, version: 3, retentionDays: 90 })).toEqual([
    200,
    undefined,
    null,
  ]);
  const restore = async (query: string, version: number) => {
    const { status, body } = await api("POST", `${at}/restore${query}`, { version, restore: 3 });
    return [status, body["kind"] ?? body["retentionDays"]];
  };
  expect(await restore("?confirm=", 4)).toEqual([409, "unconfirmed-consequences"]);
  expect(await restore("?confirm=", 3)).toEqual([409, "stale-version"]);
  expect(await restore("?confirm=kept-shorter", 4)).toEqual([200, 7]);
});
