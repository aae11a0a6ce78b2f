import { expect, test } from "vitest";
import {
  type Account,
  type Configuration,
  ENVIRONMENTS,
  missingOf,
} from "../../scripts/deploy/missing.ts";
import { readConfiguration } from "../../scripts/deploy/read.ts";

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
const account: Account = {
  secrets: SECRETS,
  queues: ["jobs", "jobs-dead"],
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
    { queues: ["jobs"], secrets: ["ADMIN_TOKEN"] },
    ["the queue jobs-dead", "the secret ENCRYPTION_KEYS"],
  ],
])("%s is named", (_, configuration, has, expected) => {
  expect(named(configuration, has)).toEqual(expected);
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
  expect(unknown({ secrets: null, queues: null, buckets: null })).toEqual([
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
        queues: configuration.queues,
        buckets: null,
      }).missing.map(({ what }) => what),
    ).toEqual(["the D1 database", "PUBLIC_URL"]);
    expect(configuration.queues).toHaveLength(2);
    expect(configuration.requiredSecrets).toHaveLength(6);
    expect(configuration.mail).toEqual(["MAIL"]);
  },
);
