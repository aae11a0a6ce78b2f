/**
 * A tenant given away and taken in over the API: who may, what is refused in words, and that it is
 * recorded once.
 */
import { expect, test } from "vitest";
import { message } from "../../../src/messages/message.ts";
import { edges } from "../world.ts";

const page = { rows: [{ k: "a", v: "b" }], after: ["x"] };
const cursorOf = (part: string, after: unknown) =>
  encodeURIComponent(btoa(JSON.stringify([part, after])));

test("a tenant without an administration isn't given away, which is said, and its object isn't asked", async () => {
  const { api, tenants } = await edges({ "transfer.give": page });
  const { id } = (await api("POST", "/tenants", { name: "Early", language: "en" })).body as {
    id: string;
  };
  tenants.calls.length = 0;
  expect(await api("GET", `/tenants/${id}/export`)).toMatchObject({
    status: 409,
    body: { kind: "no-administration", detail: expect.stringContaining("connect it to Asperion") },
  });
  expect(tenants.calls).toEqual([]);
});

test("a cursor that no export answered is 400, and so are rows that no export gives", async () => {
  const world = await edges({
    "transfer.give": {
      ok: false,
      kind: "bad-cursor",
      message: message("refusals.badCursor"),
    },
    "transfer.take": {
      ok: false,
      kind: "bad-rows",
      message: message("refusals.badRow", { part: "keys", field: "wanted" }),
    },
  });
  const id = await world.makeTenant();
  for (const cursor of [
    "x",
    btoa("[]"),
    btoa('["keys",[null]]'),
    cursorOf("keys", ["a", "b", "c"]),
  ])
    expect([
      cursor,
      await world.api("GET", `/tenants/${id}/export?cursor=${cursor}`),
    ]).toMatchObject([cursor, { status: 400, body: { kind: "bad-cursor" } }]);
  expect(
    await world.api("POST", `/tenants/${id}/import`, {
      v: 1,
      part: "keys",
      rows: [{ key: "order:1", wanted: "1" }],
    }),
  ).toMatchObject({ status: 400, body: { kind: "bad-rows" } });
  world.tenants.answers["transfer.take"] = {
    ok: false,
    kind: "conflict",
    message: message("refusals.connectedAlready"),
  };
  expect(
    (await world.api("POST", `/tenants/${id}/import`, { v: 1, part: "keys", rows: [] })).status,
  ).toBe(409);
});

test("an export is recorded where it begins, not for each page; also one that begins in the middle", async () => {
  const world = await edges({ "transfer.give": page });
  const id = await world.makeTenant();
  const token = String(
    (await world.api("POST", "/tokens", { name: "backup", tenantId: id, scope: "full" })).body[
      "token"
    ],
  );
  const exports = async () =>
    (await world.auditOf(id))
      .filter((row) => row.endsWith("tenant.export"))
      .map((row) => row.replace(/token:.*? /, "token "));
  let { cursor } = (await world.api("GET", `/tenants/${id}/export`)).body as { cursor: string };
  for (let n = 0; n < 5; n += 1)
    cursor = String(
      (await world.api("GET", `/tenants/${id}/export?cursor=${encodeURIComponent(cursor)}`)).body[
        "cursor"
      ],
    );
  expect(await exports()).toEqual(["admin-token tenant.export"]);
  for (const part of ["keys", "operations"])
    expect(
      (
        await world.api(
          "GET",
          `/tenants/${id}/export?cursor=${cursorOf(part, null)}`,
          undefined,
          token,
        )
      ).status,
    ).toBe(200);
  expect(await exports()).toEqual(["admin-token tenant.export", "token tenant.export"]);
  await world.api("GET", `/tenants/${id}/export`);
  expect(await exports()).toHaveLength(3);
  world.clock.advance(24 * 60 * 60 * 1000);
  await world.api("GET", `/tenants/${id}/export?cursor=${cursorOf("keys", null)}`);
  expect(await exports()).toHaveLength(4);
});

test("rows are taken in by an operator alone, and recorded once", async () => {
  const world = await edges({ "transfer.take": { ok: true } });
  const id = await world.makeTenant();
  const token = String(
    (await world.api("POST", "/tokens", { name: "own", tenantId: id, scope: "full" })).body[
      "token"
    ],
  );
  world.tenants.calls.length = 0;
  const take = (by?: string) =>
    world.api("POST", `/tenants/${id}/import`, { v: 1, part: "documents", rows: [] }, by);
  expect(await take(token)).toMatchObject({ status: 403, body: { kind: "one-tenant-only" } });
  expect(world.tenants.calls).toEqual([]);
  for (let n = 0; n < 3; n += 1) expect((await take()).status).toBe(204);
  expect((await world.auditOf(id)).filter((row) => row.endsWith("tenant.import-rows"))).toEqual([
    "admin-token tenant.import-rows",
  ]);
});

test("a shop that is taken in is stopped, and is called that", async () => {
  const world = await edges({ "admin.pause": { ok: true } });
  const tenant = { name: "Moved", language: "en", administrationId: 77, settings: {} };
  const made = await world.api("POST", "/tenants/import", { v: 1, tenant });
  expect(made.status).toBe(201);
  const { body } = await world.api("GET", `/tenants/${String(made.body["id"])}`);
  expect(body["state"]).toBe("paused");
});
