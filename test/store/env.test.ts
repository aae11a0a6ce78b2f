import { expect, test } from "vitest";
import { parseConfig } from "../../src/env.ts";

const KEY = Buffer.alloc(32, 3).toString("base64");
const SECRET = "a-value-that-must-never-be-shown";
const good = {
  PUBLIC_URL: "http://127.0.0.1:8787/",
  WEBHOOK_URL: "",
  JURISDICTION: "",
  ASPERION_API_URL: "http://127.0.0.1:9001",
  ASPERION_IDENTITY_URL: "http://127.0.0.1:9001/identity",
  EACCOUNTING_API_URL: "http://127.0.0.1:9002/v2",
  EACCOUNTING_IDENTITY_URL: "http://127.0.0.1:9002/identity",
  EACCOUNTING_RATE_PER_MINUTE: "600",
  TIMINGS: "",
  ADMIN_TOKEN: "0123456789abcdef",
  ENCRYPTION_KEYS: `k2:${KEY},k1:${KEY}`,
  ASPERION_CLIENT_ID: "a",
  ASPERION_CLIENT_SECRET: "b",
  EACCOUNTING_CLIENT_ID: "c",
  EACCOUNTING_CLIENT_SECRET: "d",
};
const live = {
  ...good,
  PUBLIC_URL: "https://bridge.example",
  JURISDICTION: "eu",
  ASPERION_API_URL: "https://api.asperion.nl",
  ASPERION_IDENTITY_URL: "https://identity.asperion.nl",
  EACCOUNTING_API_URL: "https://eaccountingapi.vismaonline.com/v2",
  EACCOUNTING_IDENTITY_URL: "https://identity.vismaonline.com",
};

const client = (name: string, id: string) => ({ name, id, secret: SECRET });
const listed = (one: object) => ({ EACCOUNTING_CLIENTS: JSON.stringify([one]) });

const faults = (env: object): string[] => {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.error.map((fault) => `${fault.name} ${fault.problem}`);
};

test("a complete environment is read, with its defaults", () => {
  const parsed = parseConfig(good);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(parsed.value).toMatchObject({
    publicUrl: "http://127.0.0.1:8787",
    webhookUrl: "http://127.0.0.1:8787",
    production: false,
    adminTokens: ["0123456789abcdef"],
  });
  expect(parsed.value.encryptionKeys.map((key) => key.id)).toEqual(["k2", "k1"]);
  expect(parsed.value.timings).toEqual({
    leaseMs: 25_000,
    vendorTimeoutMs: 8_000,
    settleMs: [60_000, 300_000, 900_000],
    coalesceMs: 5_000,
    backoffMs: [1_000, 5_000, 30_000, 120_000, 600_000],
    sweepMs: 300_000,
    checksAfterMs: 60_000,
    registryCacheMs: 60_000,
  });
});

test("without further clients there is one, and each of the list has its place behind it", () => {
  const clientsOf = (text: string) => {
    const parsed = parseConfig({ ...good, EACCOUNTING_CLIENTS: text });
    return parsed.ok ? parsed.value.ledgerClients : [];
  };
  const main = { name: "main", clientId: "c", clientSecret: "d", shops: null };
  expect(clientsOf("")).toEqual([main]);
  const list = [{ name: "main", shops: 900 }, client("second", "x")];
  expect(clientsOf(JSON.stringify(list))).toEqual([
    { ...main, shops: 900 },
    { name: "second", clientId: "x", clientSecret: SECRET, shops: null },
  ]);
});

test("an empty environment names everything that is missing", () => {
  expect(faults({})).toEqual(
    expect.arrayContaining(
      [
        "PUBLIC_URL",
        "ASPERION_API_URL",
        "EACCOUNTING_API_URL",
        "ASPERION_CLIENT_ID",
        "EACCOUNTING_CLIENT_SECRET",
        "ADMIN_TOKEN",
        "ENCRYPTION_KEYS",
      ].map((name) => `${name} is missing`),
    ),
  );
});

test.each<[object, string]>([
  [{ PUBLIC_URL: SECRET }, "PUBLIC_URL is not an http"],
  [{ PUBLIC_URL: `http://u:${SECRET}@localhost` }, "PUBLIC_URL is not an http"],
  [{ EACCOUNTING_API_URL: "http://127.0.0.1:9002" }, "EACCOUNTING_API_URL must end in /v2"],
  [{ JURISDICTION: SECRET }, 'JURISDICTION must be "eu"'],
  [{ ADMIN_TOKEN: "short" }, "ADMIN_TOKEN each value needs at least 16"],
  [{ ADMIN_TOKEN: `${SECRET},${SECRET},${SECRET}` }, "ADMIN_TOKEN holds more than two"],
  [{ ENCRYPTION_KEYS: SECRET }, "ENCRYPTION_KEYS entry 1 has no id"],
  [{ ENCRYPTION_KEYS: "k1:AAAA" }, 'ENCRYPTION_KEYS key "k1" has 3 bytes instead of 32'],
  [{ ENCRYPTION_KEYS: `k1:${SECRET}!` }, 'ENCRYPTION_KEYS key "k1" is not base64'],
  [{ ENCRYPTION_KEYS: `k1:${KEY},k1:${KEY}` }, 'ENCRYPTION_KEYS key "k1" is there twice'],
  [{ TIMINGS: SECRET }, "TIMINGS is not JSON"],
  [{ TIMINGS: '{"leaseMS":1}' }, "TIMINGS unknown name leaseMS"],
  [{ TIMINGS: '{"settleMs":[1,2]}' }, "TIMINGS settleMs"],
  [{ TIMINGS: '{"vendorTimeoutMs":30000}' }, "TIMINGS vendorTimeoutMs must be shorter"],
  [{ EACCOUNTING_RATE_PER_MINUTE: "many" }, "EACCOUNTING_RATE_PER_MINUTE must be a whole number"],
  [{ ASPERION_CLIENT_SECRET: "" }, "ASPERION_CLIENT_SECRET is missing"],
  [{ EACCOUNTING_CLIENTS: SECRET }, "EACCOUNTING_CLIENTS is not JSON"],
  [{ EACCOUNTING_CLIENTS: `{"id":"${SECRET}"}` }, "EACCOUNTING_CLIENTS is not a list"],
  [listed({ name: "second", id: "x" }), "EACCOUNTING_CLIENTS 0"],
  [listed({ name: "Second", id: "x", secret: SECRET }), "EACCOUNTING_CLIENTS 0.name: needs"],
  [listed({ name: "main", id: "x", secret: SECRET }), "EACCOUNTING_CLIENTS 0.name: is main"],
  [listed({ ...client("second", "x"), shops: 0 }), "EACCOUNTING_CLIENTS 0.shops: must be"],
  [listed({ ...client("second", "x"), rate: 1 }), "EACCOUNTING_CLIENTS 0: unknown name rate"],
  [
    { EACCOUNTING_CLIENTS: JSON.stringify([client("second", "x"), client("second", "y")]) },
    "EACCOUNTING_CLIENTS has a name twice",
  ],
  [
    { EACCOUNTING_CLIENTS: JSON.stringify([client("second", "x"), client("third", "x")]) },
    "EACCOUNTING_CLIENTS has a client id twice",
  ],
  [
    { EACCOUNTING_CLIENTS: JSON.stringify([client("second", "c")]) },
    "EACCOUNTING_CLIENTS has the id of EACCOUNTING_CLIENT_ID",
  ],
])("%j is a fault with its name, and never with its value", (over, expected) => {
  const found = faults({ ...good, ...over });
  expect(
    found.some((fault) => fault.startsWith(expected)),
    found.join("\n"),
  ).toBe(true);
  expect(found.join("\n")).not.toContain(SECRET);
});

test("outside of this machine every address is https and the jurisdiction is set", () => {
  expect(faults(live)).toEqual([]);
  expect(faults({ ...live, JURISDICTION: "" })).toEqual([
    'JURISDICTION must be "eu" outside of this machine',
  ]);
  expect(faults({ ...live, ASPERION_API_URL: "http://api.asperion.nl" })).toEqual([
    "ASPERION_API_URL must be https outside of this machine",
  ]);
});
