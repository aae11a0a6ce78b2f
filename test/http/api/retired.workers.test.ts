/** What ends with a tenant, and what of it an operator still reaches. */
import {
  accountValue,
  namedValue,
  readValue,
  stateValue,
  storedValue,
} from "../../../src/store/audit-values.ts";
import { expect, test } from "vitest";
import type { Actor, EdgeDeps } from "../../../src/http/deps.ts";
import { makeToken } from "../../../src/http/usecases/accounts/tokens.ts";
import { makeUser } from "../../../src/http/usecases/accounts/users.ts";
import { openDb } from "../../../src/store/db.ts";
import { keyIdsInUse } from "../../../src/store/key-use.ts";
import { chatAddresses, noticeSecrets } from "../../../src/store/schema.ts";
import { sealChunk } from "../../../src/store/file-seal.ts";
import { randomBytes } from "../../../src/store/seal.ts";
import { retireTenant } from "../../../src/store/tenants.ts";
import { browser, nobody } from "../browser.ts";
import { ADMIN, edges, healthOf } from "../world.ts";

/** With a key of its own, which nothing else uses. */
const SEALED = { sealed: new Uint8Array([1]), keyId: "old" };

async function retired() {
  const world = await edges({
    "admin.retire": { ok: true },
    "monitoring.health": (id: string) => healthOf(id),
    "privacy.identities": { identities: ["debtor:7"], shared: [] },
    "privacy.person": {
      jobs: [],
      links: [],
      evidence: { count: 0, records: [] },
      cursor: null,
      open: 0,
    },
  });
  await nobody(world);
  const [id, other] = [await world.makeTenant("Ends"), await world.makeTenant("Stays", 456)];
  const user = async (email: string, tenantId: string | null) =>
    String(
      (
        await world.api("POST", "/users", {
          email,
          name: "x",
          role: tenantId === null ? "operator" : "owner",
          tenantId,
        })
      ).body["link"],
    );
  const token = async (name: string, tenantId: string | null) =>
    String((await world.api("POST", "/tokens", { name, tenantId, scope: "full" })).body["token"]);
  const links = {
    anna: await user("anna@example.com", id),
    bo: await user("bo@example.com", other),
    cy: await user("cy@example.com", null),
  };
  const tokens = {
    own: await token("till", id),
    other: await token("other", other),
    all: await token("all", null),
  };
  await world.api("POST", `/tenants/${id}/webhook-token`);
  expect((await world.api("POST", `/tenants/${id}/webhook-secrets`, {})).status).toBe(201);
  await world.db.batch([
    world.db.insert(noticeSecrets).values({ tenantId: id, ...SEALED }),
    world.db.insert(chatAddresses).values({ tenantId: id, chat: "slack", ...SEALED }),
  ]);
  expect((await keyIdsInUse(world.db)).length).toBe(2);
  const anna = browser(world, "203.0.113.90");
  const bo = browser(world, "203.0.113.91");
  await anna.welcome(links.anna, "a sentence that is long");
  await bo.welcome(links.bo, "a sentence that is long");
  expect([(await anna.go("/admin")).status, (await bo.go("/admin")).status]).toEqual([200, 200]);
  expect((await world.api("DELETE", `/tenants/${id}`)).status).toBe(204);
  return { world, id, other, tokens, anna, bo };
}

test("its own people and tokens end with it, each with its row, and no others", async () => {
  const { world, id, tokens, anna, bo } = await retired();
  expect((await world.api("GET", `/tenants/${id}`, undefined, tokens.own)).status).toBe(401);
  expect((await world.api("GET", `/tenants/${id}/audit`, undefined, tokens.own)).status).toBe(401);
  expect([(await anna.go("/admin")).status, (await bo.go("/admin")).status]).toEqual([303, 200]);
  expect((await anna.signInAs("anna@example.com", "a sentence that is long")).status).toBe(403);
  expect(
    ((await world.api("GET", "/users")).body["users"] as { email: string }[]).map(
      ({ email }) => email,
    ),
  ).toEqual(["bo@example.com", "cy@example.com"]);
  expect(
    ((await world.api("GET", "/tokens")).body["tokens"] as { name: string }[])
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["all", "other"]);
  const { results } = await world.db.$client
    .prepare(
      "SELECT actor, action, before, after FROM audit WHERE tenant_id = ? ORDER BY id DESC LIMIT 3",
    )
    .bind(id)
    .all();
  const tokenId = tokens.own.split(".")[1];
  expect(results).toEqual(
    expect.arrayContaining([
      {
        actor: "admin-token",
        action: "tenant.retire",
        before: storedValue(stateValue("active")),
        after: storedValue(stateValue("retired")),
      },
      {
        actor: "admin-token",
        action: "user.end",
        before: storedValue(accountValue("anna@example.com", id, "owner")),
        after: null,
      },
      {
        actor: "admin-token",
        action: "api-token.revoke",
        before: storedValue(namedValue("till", tokenId ?? "")),
        after: null,
      },
    ]),
  );
  const row = await world.db.$client
    .prepare(
      "SELECT u.password_hash, u.link_hash, t.webhook_token_hash, (SELECT COUNT(*) FROM sessions s WHERE s.user_id = u.id) AS sessions FROM users u, tenants t WHERE t.id = ? AND u.email = 'anna@example.com'",
    )
    .bind(id)
    .first();
  expect(row).toEqual({
    password_hash: null,
    link_hash: null,
    webhook_token_hash: null,
    sessions: 0,
  });
});

test("what was sealed for it in the registry goes with it, so that no key stays in use for it", async () => {
  const { world, id } = await retired();
  expect(await keyIdsInUse(world.db)).toEqual([]);
  const { results } = await world.db.$client
    .prepare(
      `SELECT tenant_id FROM webhook_secrets WHERE tenant_id = ?1
        UNION ALL SELECT tenant_id FROM notice_secrets WHERE tenant_id = ?1
        UNION ALL SELECT tenant_id FROM chat_addresses WHERE tenant_id = ?1`,
    )
    .bind(id)
    .all();
  expect(results).toEqual([]);
});

test("an operator still reads what was changed, and tells and erases one person's data", async () => {
  const { world, id, tokens } = await retired();
  for (const token of [undefined, tokens.all]) {
    expect((await world.api("GET", `/tenants/${id}/audit`, undefined, token)).status).toBe(200);
    expect(
      await world.api(
        "POST",
        `/tenants/${id}/people/export`,
        { email: "buyer@example.com" },
        token,
      ),
    ).toMatchObject({ status: 200 });
    expect(
      await world.api("POST", `/tenants/${id}/people/erase`, { email: "buyer@example.com" }, token),
    ).toMatchObject({ status: 200, body: { links: 0 } });
  }
  expect(
    world.tenants.calls
      .filter(({ method, tenantId }) => method === "privacy.person" && tenantId === id)
      .map(({ args }) => (args[1] as { erase: boolean }).erase),
  ).toEqual([false, true, false, true]);
  expect(
    (
      await world.api(
        "POST",
        `/tenants/${id}/people/erase`,
        { email: "buyer@example.com" },
        tokens.other,
      )
    ).status,
  ).toBe(404);
  expect((await world.auditOf(id)).slice(-2)).toEqual([
    `token:${tokens.all.split(".")[1]} person.export`,
    `token:${tokens.all.split(".")[1]} person.erase`,
  ]);
});

test("nobody and nothing is made for it any more", async () => {
  const { world, id } = await retired();
  expect(
    await world.api("POST", "/users", {
      email: "dan@example.com",
      name: "Dan",
      role: "owner",
      tenantId: id,
    }),
  ).toMatchObject({ status: 404, body: { kind: "unknown-tenant" } });
  expect(
    await world.api("POST", "/tokens", { name: "late", tenantId: id, scope: "full" }),
  ).toMatchObject({
    status: 404,
    body: { kind: "unknown-tenant" },
  });
  expect((await world.api("POST", `/tenants/${id}/webhook-secrets`)).status).toBe(404);
});

test("who is made in the moment in which a tenant is retired isn't there afterwards, and no row says so", async () => {
  const world = await edges({ "admin.retire": { ok: true } });
  const [first, second] = [await world.makeTenant("First"), await world.makeTenant("Second", 456)];
  const { clock, config } = world;
  /** The tenant is looked at, then retired, then written to. */
  const raced = (tenantId: string): EdgeDeps => {
    let retiring = false;
    const d1 = new Proxy(world.db.$client, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        if (name === "batch")
          return async (statements: D1PreparedStatement[]) => {
            if (!retiring) {
              retiring = true;
              await retireTenant(world.db, tenantId, {
                at: clock.now(),
                actor: "op",
                action: "tenant.retire",
              });
            }
            return of.batch(statements);
          };
        return typeof value === "function" ? value.bind(of) : value;
      },
    });
    return { db: openDb(d1), clock, config, random: randomBytes } as unknown as EdgeDeps;
  };
  const operator: Actor = { id: "op", name: "op", everywhere: "admin-token", shops: {} };
  expect(
    await makeUser(raced(first), operator, {
      email: "eve@example.com",
      name: "Eve",
      role: "owner",
      tenantId: first,
      language: null,
    }),
  ).toMatchObject({ ok: false, error: { status: 404, kind: "unknown-tenant" } });
  expect(
    await makeToken(raced(second), operator, {
      name: "late",
      tenantId: second,
      scope: "full",
      expiresAt: null,
    }),
  ).toMatchObject({ ok: false, error: { status: 404, kind: "unknown-tenant" } });
  const names = async (list: string): Promise<unknown[]> =>
    (
      (await world.api("GET", `/${list}`)).body[list] as {
        tenantId?: string | null;
        shops?: Record<string, string>;
      }[]
    ).filter(({ tenantId, shops = {} }) =>
      [first, second].some((ended) => tenantId === ended || ended in shops),
    );
  expect([await names("users"), await names("tokens")]).toEqual([[], []]);
  for (const id of [first, second])
    expect((await world.auditOf(id)).filter((row) => row.startsWith("op "))).toEqual([
      "op tenant.retire",
    ]);
});

test("settlement files are still read once their shop has ended, as the law asks for them for years", async () => {
  const bucket = new Map<string, Uint8Array<ArrayBuffer>>();
  const key = randomBytes(32);
  const world = await edges(
    {
      "admin.retire": { ok: true },
      "payouts.list": [],
      "payouts.total": 0,
      "payouts.filesOf": [],
      "payouts.one": { payout: "po_1", day: "2026-11-24" },
      "payouts.fileContent": { key, bytes: 3, chunks: 1, name: "a.csv" },
    },
    {},
    { files: { get: async (name: string) => bucket.get(name) ?? null } as never },
  );
  const id = await world.makeTenant();
  const chunk = { tenantId: id, file: "f1", chunk: 0 };
  bucket.set(`${id}/f1/0`, await sealChunk(key, Uint8Array.from([1, 2, 3]), chunk));
  const read = async () => [
    (await world.api("GET", `/tenants/${id}/payouts`)).status,
    (
      await world.fetch(`/api/v1/tenants/${id}/payouts/p1/files/f1`, {
        headers: { authorization: `Bearer ${ADMIN}` },
      })
    ).status,
  ];
  expect(await read()).toEqual([200, 200]);
  // The audit log names the payout whose file was downloaded.
  const { results } = await world.db.$client
    .prepare("SELECT after FROM audit WHERE tenant_id = ? AND action = 'payout.download'")
    .bind(id)
    .all<{ after: string }>();
  expect(results.map(({ after }) => readValue(after))).toEqual([namedValue("po_1", "p1")]);
  expect((await world.api("DELETE", `/tenants/${id}`)).status).toBe(204);
  expect(await read()).toEqual([200, 200]);
});
