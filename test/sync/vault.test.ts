/** Grants through an outage of the vendor's sign-in, and through a sign-in that meets a renewal. */
import { beforeEach, expect, test, vi } from "vitest";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";
import { type Keyring, openKeyring } from "../../src/store/seal.ts";
import type { GrantInput } from "../../src/sync/contract/index.ts";
import { type Renewed, Vault } from "../../src/sync/tenant/context/vault.ts";
import { end } from "../../src/sync/tenant/storage/meta.ts";
import { objectSql } from "../support/object-sql.ts";
import { WAIT_MS } from "../support/patience.ts";

/** Not about time: ends a test that hangs. */
const PATIENT = { timeout: WAIT_MS };

const HOUR_MS = 3_600_000;
const WAITS = [1_000, 5_000, 30_000, 120_000, 600_000];

let sql: SqlStorage;
let now: number;
let keyring: () => Promise<Keyring>;
let renewals: string[];
let renew: (refreshToken: string) => Promise<Result<Renewed, Failure>>;

const vault = (): Vault =>
  new Vault({
    sql,
    clock: { now: () => now },
    keyring: () => keyring(),
    renew: async (_, refreshToken, client) => {
      renewals.push(refreshToken);
      clients.push(client);
      return renew(refreshToken);
    },
    tenantId: () => "shop",
    waits: WAITS,
  });

let clients: string[];

const grant = (name: string, change: Partial<GrantInput> = {}): GrantInput => ({
  vendor: "asperion",
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  accessExpiresAt: now + HOUR_MS,
  scope: "",
  identity: "7",
  name: "Shop",
  company: null,
  client: null,
  ...change,
});
const renewed = (name: string): Renewed => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAt: now + HOUR_MS,
  scope: "",
  identity: null,
});

/** A promise that somebody else settles. */
function gate<T>(): { readonly opened: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { opened, open: (value) => open(value) };
}

beforeEach(async () => {
  sql = objectSql();
  now = 1_000_000;
  renewals = [];
  clients = [];
  const ring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);
  keyring = async () => ring;
  renew = async () => err({ kind: "unknown-outcome", vendor: "asperion", cause: "down" });
});

/**
 * How often the vendor is asked within `ms`, by somebody who needs a token each second. A new
 * object now and then: memory isn't enough.
 */
async function outage(ms: number): Promise<number> {
  const until = now + ms;
  let object = vault();
  for (; now < until; now += 1_000) {
    if (now % 100_000 === 0) object = vault();
    expect((await object.access("asperion")).kind).toBe("later");
  }
  return renewals.length;
}

test("while the vendor's sign-in is down a tenant asks ever less often", async () => {
  await vault().store(grant("one", { accessExpiresAt: now }));
  const hour = await outage(HOUR_MS);
  expect(hour).toBeLessThan(16);
  expect((await outage(HOUR_MS)) - hour).toBeLessThan(13);
});

test("the alarm for a renewal waits as long as whoever needs a token", async () => {
  const object = vault();
  await object.store(grant("one", { accessExpiresAt: now }));
  await outage(HOUR_MS);
  const next = object.nextRenewal() ?? 0;
  const asked = renewals.length;
  const access = await object.access("asperion");
  expect(access).toEqual({ kind: "later", inMs: next - now });
  expect(next - now).toBeGreaterThan(60_000);
  now = next;
  await object.access("asperion");
  expect(renewals.length).toBe(asked + 1);
});

test("a first answer that was lost is asked for again after five seconds, and success ends the waiting", async () => {
  const object = vault();
  await object.store(grant("one", { accessExpiresAt: now }));
  expect(await object.access("asperion")).toEqual({ kind: "later", inMs: 5_000 });
  now += 4_999;
  expect(await object.access("asperion")).toEqual({ kind: "later", inMs: 1 });
  now += 1;
  renew = async () => ok(renewed("two"));
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-two" },
  });
  now += HOUR_MS;
  renew = async () => err({ kind: "transient", vendor: "asperion", cause: "down" });
  // As if nothing had failed before.
  expect(await object.access("asperion")).toEqual({ kind: "later", inMs: 5_000 });
});

test("a wait that the vendor names is kept, and never for longer than ten minutes", async () => {
  const object = vault();
  await object.store(grant("one", { accessExpiresAt: now }));
  renew = async () =>
    err({ kind: "rate-limited", vendor: "asperion", endpoint: "token", retryAfterMs: 90_000 });
  expect(await object.access("asperion")).toEqual({ kind: "later", inMs: 90_000 });
  now += 90_000;
  renew = async () =>
    err({ kind: "rate-limited", vendor: "asperion", endpoint: "token", retryAfterMs: 86_400_000 });
  expect(await object.access("asperion")).toEqual({ kind: "later", inMs: 600_000 });
});

test("a sign-in that comes while a renewal is stored counts, under a version of its own", async () => {
  const object = vault();
  await object.store(grant("old", { accessExpiresAt: now }));
  renew = async () => ok(renewed("renewed"));
  // The sign-in is held up while it is sealed; a renewal comes and goes meanwhile.
  const ring = await keyring();
  const held = gate<Keyring>();
  keyring = () => held.opened;
  const signingIn = object.store(grant("signed-in"));
  keyring = async () => ring;
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-renewed" },
  });
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-renewed" },
  });
  held.open(ring);
  await signingIn;
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-signed-in", version: 3 },
  });
  now += HOUR_MS;
  await object.access("asperion");
  // What would have been dead: the refresh token of the grant before.
  expect(renewals).toEqual(["refresh-old", "refresh-signed-in"]);
});

test("a renewal that comes back after a sign-in answers what the sign-in brought", async () => {
  const object = vault();
  await object.store(grant("old", { accessExpiresAt: now }));
  const answered = gate<Result<Renewed, Failure>>();
  renew = () => answered.opened;
  const renewing = object.access("asperion");
  await vi.waitUntil(() => renewals.length > 0, PATIENT);
  await object.store(grant("signed-in"));
  answered.open(ok(renewed("late")));
  expect(await renewing).toMatchObject({ kind: "token", token: { token: "access-signed-in" } });
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-signed-in" },
  });
});

test("a refusal that comes back after a sign-in doesn't end the new grant", async () => {
  const object = vault();
  await object.store(grant("old", { accessExpiresAt: now }));
  const answered = gate<Result<Renewed, Failure>>();
  renew = () => answered.opened;
  const renewing = object.access("asperion");
  await vi.waitUntil(() => renewals.length > 0, PATIENT);
  await object.store(grant("signed-in"));
  answered.open(err({ kind: "needs-login", vendor: "asperion" }));
  expect(await renewing).toMatchObject({ kind: "token", token: { token: "access-signed-in" } });
  expect(object.views()[0]?.state).toBe("connected");
});

test("two sign-ins at once are two versions, and the later one stays", async () => {
  const object = vault();
  const ring = await keyring();
  const held = gate<Keyring>();
  keyring = () => held.opened;
  const first = object.store(grant("first"));
  keyring = async () => ring;
  await object.store(grant("second"));
  await object.access("asperion");
  held.open(ring);
  await first;
  expect(await object.access("asperion")).toMatchObject({
    kind: "token",
    token: { token: "access-first", version: 2 },
  });
});

test("a grant is renewed by the client that it belongs to, until a sign-in brings another", async () => {
  const object = vault();
  const ledger = { vendor: "eaccounting", identity: "c-1", accessExpiresAt: now } as const;
  expect(object.client()).toBe("main");
  await object.store(grant("old", { ...ledger, client: "second" }));
  expect(object.client()).toBe("second");
  await object.access("eaccounting");
  now += HOUR_MS;
  await object.store(grant("moved", { ...ledger, client: "third", accessExpiresAt: now }));
  await object.access("eaccounting");
  expect(clients).toEqual(["second", "third"]);
  expect(object.views().map(({ client }) => client)).toEqual([null, "third"]);
});

test("that the vendor refuses the client is known until it takes it again", async () => {
  const object = vault();
  const seen = () => object.views()[0]?.clientRefused;
  await object.store(grant("old", { accessExpiresAt: now }));
  renew = async () => err({ kind: "client-refused", vendor: "asperion", cause: "invalid_client" });
  expect(await object.access("asperion")).toMatchObject({ kind: "later" });
  expect([seen(), object.views()[0]?.state]).toEqual([true, "connected"]);
  now += HOUR_MS;
  renew = async () => err({ kind: "transient", vendor: "asperion", cause: "status 503" });
  await object.access("asperion");
  expect(seen()).toBe(true);
  now += HOUR_MS;
  renew = async () => ok(renewed("new"));
  expect(await object.access("asperion")).toMatchObject({ kind: "token" });
  expect(seen()).toBe(false);
});

test.each(["c-2", null])(
  "a renewal that brings a token of another company, or of none (%s), ends the grant",
  async (identity) => {
    const object = vault();
    const ledger = { vendor: "eaccounting", identity: "c-1", accessExpiresAt: now } as const;
    await object.store(grant("old", ledger));
    renew = async () => ok({ ...renewed("other"), identity });
    expect(await object.access("eaccounting")).toMatchObject({
      failure: { kind: "wrong-company", expected: "c-1", got: identity },
    });
    const [, view] = object.views();
    expect(view?.state).not.toBe("connected");
    // Letters of either case name the same company.
    await object.store(grant("again", ledger));
    renew = async () => ok({ ...renewed("same"), identity: "C-1" });
    expect(await object.access("eaccounting")).toMatchObject({
      token: { token: "access-same" },
    });
  },
);

test("a sign-in of a tenant that is retired, also while it is sealed, is kept nowhere", async () => {
  const object = vault();
  const ring = await keyring();
  const held = gate<Keyring>();
  keyring = () => held.opened;
  const meanwhile = object.store(grant("meanwhile"));
  end(sql, now);
  object.forget();
  held.open(ring);
  expect(await meanwhile).toBe(false);
  keyring = async () => ring;
  expect(await object.store(grant("afterwards"))).toBe(false);
  expect(object.views().map(({ state }) => state)).toEqual(["none", "none"]);
});
