import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askAccount } from "../../scripts/deploy/account.ts";
import {
  type Account,
  type Configuration,
  ENVIRONMENTS,
  missingOf,
} from "../../scripts/deploy/missing.ts";
import { type Existing, planOf } from "../../scripts/deploy/plan.ts";
import { readConfiguration } from "../../scripts/deploy/read.ts";
import { t } from "../../scripts/terminal.ts";
import { noteDatabase } from "../../scripts/deploy/toml.ts";
import { cli, FakeAccount } from "./account.ts";
import { ROOT } from "../../scripts/local/bundle.ts";
import { shopIn } from "./shop.ts";

const SECRETS = ["ADMIN_TOKEN", "ENCRYPTION_KEYS"];
const whole: Configuration = {
  vars: {
    PUBLIC_URL: "https://bridge.shop.se",
    WEBHOOK_URL: "https://hooks.shop.se",
    JURISDICTION: "eu",
    MAIL_FROM: "bridge@shop.se",
  },
  accountId: null,
  databaseName: "bridge",
  databaseId: "6f0e5b0c-1111-4222-8333-444455556666",
  databaseSharedWith: null,
  routes: [
    { pattern: "bridge.shop.se", customDomain: true },
    { pattern: "hooks.shop.se", customDomain: true },
  ],
  crons: ["* * * * *"],
  queues: ["jobs", "jobs-dead"],
  buckets: ["bridge-files"],
  mail: ["MAIL"],
  requiredSecrets: SECRETS,
};
const inEu = (name: string) => ({ name, jurisdiction: "eu" });
const account: Account = {
  databases: [{ ...inEu("bridge"), id: "6f0e5b0c-1111-4222-8333-444455556666" }],
  secrets: SECRETS,
  queues: ["jobs", "jobs-dead"].map(inEu),
  buckets: ["bridge-files"],
};
const named = (
  configuration: Partial<Configuration>,
  has: Partial<Account> = {},
): readonly string[] =>
  missingOf("production", { ...whole, ...configuration }, { ...account, ...has }).missing.map(
    ({ what }) => what,
  );

test("a deployment that has everything lacks nothing", () => {
  expect(missingOf("production", whole, account)).toEqual({
    missing: [],
    without: [],
    unknown: [],
  });
});

test.each<[string, Partial<Configuration>, Partial<Account>, readonly string[]]>([
  [
    "a database that was never made",
    { databaseId: "00000000-0000-0000-0000-000000000000" },
    {},
    ["the D1 database"],
  ],
  [
    "an address that is still an example",
    { vars: { ...whole.vars, PUBLIC_URL: "https://bridge.example" } },
    {},
    ["PUBLIC_URL"],
  ],
  [
    "an address without https",
    { vars: { ...whole.vars, PUBLIC_URL: "http://bridge.shop.se" } },
    {},
    ["PUBLIC_URL"],
  ],
  [
    "an address that nothing leads to",
    { routes: [{ pattern: "bridge.shop.se", customDomain: true }] },
    {},
    ["a domain for hooks.shop.se"],
  ],
  [
    "webhooks at the address of the pages",
    {
      vars: { ...whole.vars, WEBHOOK_URL: "" },
      routes: [{ pattern: "bridge.shop.se", customDomain: true }],
    },
    {},
    [],
  ],
  ["no jurisdiction", { vars: { ...whole.vars, JURISDICTION: "" } }, {}, ["JURISDICTION"]],
  [
    "a sender of mails without the binding that sends them",
    { mail: [] },
    {},
    ["the binding MAIL, needed because MAIL_FROM is set"],
  ],
  ["a bucket that isn't there", {}, { buckets: [] }, ["the bucket bridge-files"]],
  ["no cron", { crons: [] }, {}, ["the cron trigger"]],
  [
    "a queue and a secret that aren't there",
    {},
    { queues: [inEu("jobs")], secrets: ["ADMIN_TOKEN"] },
    ["the queue jobs-dead", "the secret ENCRYPTION_KEYS"],
  ],
])("%s is named", (_, configuration, has, expected) => {
  expect(named(configuration, has)).toEqual(expected);
});

const database = (name: string, id: string) => ({ ...inEu(name), id });
const OTHER = "6f0e5b0c-1111-4222-8333-444455557777";

test.each<[string, Partial<Configuration>, Partial<Account>, string, string]>([
  [
    "another environment's database",
    { databaseId: OTHER },
    { databases: [...(account.databases ?? []), database("bridge-staging", OTHER)] },
    OTHER,
    "the database bridge-staging, not of the one that wrangler.toml names",
  ],
  [
    "an id that the other environment has as well",
    { databaseSharedWith: "staging" },
    { databases: null },
    String(whole.databaseId),
    "for staging as well",
  ],
  [
    "another account's database",
    {},
    { databases: [database("bridge", OTHER)] },
    String(whole.databaseId),
    "this account has no database with the database_id",
  ],
  [
    "a database outside the EU",
    {},
    { databases: [{ name: "bridge", id: String(whole.databaseId), jurisdiction: null }] },
    "bridge",
    "not in the EU",
  ],
  [
    "a queue outside the EU",
    {},
    { queues: [inEu("jobs"), { name: "jobs-dead", jurisdiction: "us" }] },
    "jobs-dead",
    "not in the EU",
  ],
])("%s keeps a deployment back, as it does --create", (_, configuration, has, what, how) => {
  const wrong = { ...whole, ...configuration };
  const looked = missingOf("production", wrong, { ...account, ...has });
  expect(looked.missing).toEqual([{ what, how: expect.stringContaining(how) }]);
  const existing = { databases: [], queues: [], buckets: [], secrets: SECRETS, kept: [] };
  const known = Object.fromEntries(Object.entries(has).filter(([, value]) => value !== null));
  expect(planOf(wrong, { ...existing, ...account, ...known } as Existing).kind).toBe("refused");
});

test("the account is asked for databases, and for every page of queues", async () => {
  const made = new FakeAccount();
  made.createDatabase("bridge-staging", "eu");
  for (const name of ["other-1", "other-2", "jobs", "jobs-dead"]) made.createQueue(name, "eu");
  for (const bucket of whole.buckets) made.createBucket(bucket, "eu");
  for (const secret of SECRETS) made.putSecret(secret, "before");
  const wrong = { ...whole, databaseId: String(made.databases[0]?.id) };
  const looked = missingOf("production", wrong, await askAccount("production", cli(made)));
  expect([looked.missing.map(({ what }) => what), looked.unknown]).toEqual([
    [wrong.databaseId],
    [],
  ]);
});

test("of an account that can't be told nothing is asked, and nothing is taken for there", async () => {
  const looked = missingOf("production", whole, await askAccount("production", null));
  expect([looked.missing, looked.unknown.length]).toEqual([[], 4]);
});

test("two environments of wrangler.toml with one database_id are found", () => {
  const shop = shopIn();
  const id = String(whole.databaseId);
  const named = () =>
    ENVIRONMENTS.map((environment) => {
      const configuration = readConfiguration(environment, shop.file);
      const { missing } = missingOf(environment, configuration, { ...account, databases: null });
      return missing
        .filter(({ how }) => how.includes("has this database_id"))
        .map(({ what }) => what);
    });
  try {
    expect(named()).toEqual([[], []]);
    writeFileSync(shop.file, noteDatabase(shop.toml(), "production", id));
    expect(named()).toEqual([[], []]);
    writeFileSync(shop.file, noteDatabase(shop.toml(), "staging", id));
    expect(named()).toEqual([[id], [id]]);
  } finally {
    shop.end();
  }
});

test("one that keeps no files lacks nothing, and needs no R2", () => {
  const looked = missingOf("production", { ...whole, buckets: [] }, { ...account, buckets: null });
  expect([looked.missing, looked.unknown]).toEqual([[], []]);
  expect(looked.without.map(({ what }) => what)).toEqual(["settlement files are kept (FILES)"]);
});

test("a deployment without mails lacks nothing, and is told what it does without", () => {
  const { missing, without } = missingOf(
    "production",
    { ...whole, vars: { ...whole.vars, MAIL_FROM: "" }, mail: [] },
    account,
  );
  expect([missing, without.map(({ what }) => what)]).toEqual([
    [],
    ["e-mail (alerts and daily summaries)"],
  ]);
});

test("what can't be asked is unknown, not there: named piece by piece, with the sign-in, or the first secret where the Worker was never made", () => {
  const unknown = (has: Account) => {
    const looked = missingOf("staging", whole, has);
    expect([looked.missing, looked.without]).toEqual([[], []]);
    return looked.unknown.map(({ what, how }) => [what, how.split(" ", 3).join(" ")]);
  };
  expect(unknown({ databases: null, secrets: null, queues: null, buckets: null })).toEqual([
    ["the D1 database", "npx wrangler login"],
    ["the queues jobs, jobs-dead", "npx wrangler login"],
    ["the buckets bridge-files", "turn on R2"],
    ["the secrets ADMIN_TOKEN, ENCRYPTION_KEYS", "npx wrangler login"],
  ]);
  expect(unknown({ ...account, secrets: null })).toEqual([
    ["the secrets ADMIN_TOKEN, ENCRYPTION_KEYS", "npx wrangler secret"],
  ]);
});

test.each(ENVIRONMENTS)(
  "wrangler.toml has everything of %s but what only its owner can know",
  (environment) => {
    const configuration = readConfiguration(environment);
    expect(
      missingOf(environment, configuration, {
        secrets: configuration.requiredSecrets,
        databases: [],
        queues: configuration.queues.map(inEu),
        buckets: null,
      }).missing.map(({ what }) => what),
    ).toEqual(["the D1 database", "PUBLIC_URL"]);
    expect(configuration.queues).toHaveLength(2);
    expect(configuration.requiredSecrets).toHaveLength(6);
    expect(configuration.mail).toEqual(["MAIL"]);
  },
);

test("what was refused is counted where nothing is deployed", () => {
  const said = (refused: number): string =>
    t("cli.deploy.nothingDone", { refused, missing: 2, unknown: 2, environment: "production" });
  expect(said(1)).toContain("Nothing was deployed: 1 refused, 2 missing, 2 unknown.");
  expect(said(0)).toContain("Nothing was deployed: 2 missing, 2 unknown.");
});

test("D1 is migrated before the code is deployed: the new code reads what migrations add", () => {
  const script = readFileSync(join(ROOT, "scripts/deploy/main.ts"), "utf8");
  const steps = [...script.matchAll(/await step\(\["(d1|deploy)", "([^"]+)"/g)].map(
    ([, command, next]) => `${command} ${next}`,
  );
  expect(steps).toEqual(["deploy --dry-run", "d1 migrations", "deploy --env"]);
});
