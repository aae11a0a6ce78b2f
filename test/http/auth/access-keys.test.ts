/**
 * The keys of Cloudflare Access: whom they are asked of, how long they are believed, and what a
 * failure costs.
 */
import { beforeEach, expect, test } from "vitest";
import { accessKeys } from "../../../src/http/auth/access-keys.ts";
import { parseConfig } from "../../../src/env.ts";
import { testSecrets, testVars } from "../../support/test-env.ts";

const HOUR = 3_600_000;
const asked: string[] = [];
let now = 1_000_000;
let answer: () => Response;

const key = (kid: string) => ({ kid, kty: "RSA", n: "AQAB", e: "AQAB", use: "sig" });
const certs =
  (...kids: readonly string[]) =>
  () =>
    Response.json({ keys: kids.map(key), public_cert: {} });
const clock = { now: () => now };
const http = {
  fetch: async (input: RequestInfo | URL): Promise<Response> => {
    asked.push(String(input instanceof Request ? input.url : input));
    return answer();
  },
};

function keysOf(
  vars: Partial<Record<string, string>> = {
    ACCESS_TEAM_URL: "https://team.cloudflareaccess.com",
    ACCESS_AUDIENCE: "aud",
  },
) {
  const config = parseConfig({ ...testVars, ...testSecrets, ...vars });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return accessKeys(config.value, http, clock);
}

const kidsOf = (keys: readonly { readonly kid?: unknown }[]): readonly unknown[] =>
  keys.map(({ kid }) => kid);

beforeEach(() => {
  asked.length = 0;
  now = 1_000_000;
  answer = certs("k1");
});

test("keys are asked of the team that is configured, once an hour", async () => {
  const keys = keysOf();
  expect(kidsOf(await keys("k1"))).toEqual(["k1"]);
  now += HOUR - 1;
  await keys("k1");
  expect(asked).toEqual(["https://team.cloudflareaccess.com/cdn-cgi/access/certs"]);
  now += 1;
  await keys("k1");
  expect(asked).toHaveLength(2);
});

test("a token by a key that isn't known asks once more, and no more than once a minute, whatever name it makes up", async () => {
  const keys = keysOf();
  await keys("k1");
  answer = certs("k1", "k2");
  now += 59_000;
  expect(kidsOf(await keys("k2"))).toEqual(["k1"]);
  now += 1_000;
  expect(kidsOf(await keys("k2"))).toEqual(["k1", "k2"]);
  for (let n = 0; n < 100; n += 1) await keys(`made-up-${n}`);
  expect(asked).toHaveLength(2);
});

test("however many come at once to a new isolate, all are let in", async () => {
  const keys = keysOf();
  const all = Array.from({ length: 20 }, () => "k1");
  expect((await Promise.all(all.map(keys))).map(kidsOf)).toEqual(all.map((kid) => [kid]));
});

test("names that are made up all at once ask ten times at most", async () => {
  const keys = keysOf();
  await keys("k1");
  now += 60_000;
  await Promise.all(Array.from({ length: 100 }, (_, n) => keys(`made-up-${n}`)));
  expect(asked).toHaveLength(11);
});

test.each([
  ["is down", () => new Response("<html>", { status: 503 })],
  ["answers what are no keys", () => Response.json({ keys: [{ kid: "k9", kty: "EC" }] })],
  [
    "can't be reached",
    () => {
      throw new TypeError("fetch failed");
    },
  ],
])("where Access %s, the keys that are known go on, and nobody else comes in", async (_, fails) => {
  const keys = keysOf();
  await keys("k1");
  now += 2 * HOUR;
  answer = fails;
  expect(kidsOf(await keys("k1"))).toEqual(["k1"]);
  now += 2 * HOUR;
  expect(kidsOf(await keys("k9"))).toEqual(["k1"]);
});

test.each([
  ["is down", () => new Response("", { status: 503 })],
  ["answers no keys", () => Response.json({ keys: [] })],
])(
  "where Access %s before any key is known, it is asked again a second later",
  async (_, fails) => {
    const keys = keysOf();
    answer = fails;
    expect(await keys("k1")).toEqual([]);
    answer = certs("k1");
    now += 999;
    expect([await keys("k1"), asked.length]).toEqual([[], 1]);
    now += 1;
    expect(kidsOf(await keys("k1"))).toEqual(["k1"]);
  },
);

test("where Access is down, a key that is known asks once a minute, and a new one comes in a second after it is back", async () => {
  const keys = keysOf();
  await keys("k1");
  now += HOUR;
  answer = () => new Response("", { status: 503 });
  for (let n = 0; n < 5; n += 1) expect(kidsOf(await keys("k1"))).toEqual(["k1"]);
  now += 59_999;
  await keys("k1");
  expect(asked).toHaveLength(2);
  answer = certs("k2");
  expect(kidsOf(await keys("k2"))).toEqual(["k2"]);
});

test("without Access configured there are no keys, and nobody is asked", async () => {
  expect([await keysOf({})("k1"), asked]).toEqual([[], []]);
});
