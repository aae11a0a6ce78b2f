import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { queueRows } from "../../scripts/deploy/account.ts";
import { create } from "../../scripts/deploy/create.ts";
import { workshopOf } from "../../scripts/deploy/workshop.ts";
import { cli, FakeAccount } from "./account.ts";
import { type Person, shopIn } from "./shop.ts";

const NO_ID = "00000000-0000-0000-0000-000000000000";
const ALL = [
  "database bridge eu",
  "queue jobs eu",
  "queue jobs-dead eu",
  "bucket bridge-files eu",
  "secret ENCRYPTION_KEYS",
  "secret ADMIN_TOKEN",
  "secret ASPERION_CLIENT_ID",
  "secret ASPERION_CLIENT_SECRET",
  "secret EACCOUNTING_CLIENT_ID",
  "secret EACCOUNTING_CLIENT_SECRET",
];

let account: FakeAccount;
let shop: ReturnType<typeof shopIn>;
const begin = (person: Partial<Person> = {}) => {
  account = new FakeAccount();
  shop = shopIn(person);
};
const run = () => create(shop.workshop(cli(account)));
const sorted = (texts: readonly string[]) => [...texts].sort();

beforeEach(() => begin());
afterEach(() => shop.end());

test("an empty account gets all of it once, in the EU, and wrangler.toml names it", async () => {
  expect(await run()).toBe(true);
  expect(account.writes).toEqual(ALL);
  const [database] = account.databases;
  expect(shop.toml()).toContain(`database_id = "${database?.id}"`);
  expect(shop.toml()).toContain('PUBLIC_URL = "https://bridge.shop.se"');
  expect(shop.toml()).toContain('routes = [{ pattern = "bridge.shop.se", custom_domain = true }]');
  expect(account.secrets?.get("ASPERION_CLIENT_ID")).toBe("the ASPERION_CLIENT_ID of a vendor");
  const [id, key] = (account.secrets?.get("ENCRYPTION_KEYS") ?? "").split(":");
  expect([id, Buffer.from(key ?? "", "base64").length]).toEqual(["k1", 32]);
});

test("the plan stands before the question, and no secret is ever said", async () => {
  await run();
  const [which, head = "", ...lines] = shop.said;
  expect(which).toBe("The Cloudflare account: Shop AB (fake)");
  expect(head).toContain("11 steps");
  expect(lines.slice(0, 11).map((line) => /^ {2}(\d+)\. /.exec(line)?.[1])).toEqual(
    Array.from({ length: 11 }, (_, index) => String(index + 1)),
  );
  for (const value of account.secrets?.values() ?? [])
    expect(shop.said.join("\n")).not.toContain(value);
});

const OTHER = { id: "other", name: "Agency" };

test.each<[string, () => void, readonly string[]]>([
  [
    "the sign-in reaches several and none is named",
    () => void (account.neighbours = [OTHER]),
    ["Shop AB (fake), Agency (other)", "Set CLOUDFLARE_ACCOUNT_ID"],
  ],
  [
    "the one that is named isn't the sign-in's",
    () => void (shop.named.environment = "gone"),
    ["gone", "only Shop AB (fake)", "npx wrangler login"],
  ],
  [
    "a token may see none",
    () => void (account.canList = false),
    ["no account can be seen", "Account Settings: Read"],
  ],
  [
    "wrangler.toml names another than the environment",
    () => {
      account.neighbours = [OTHER];
      shop.named.environment = "fake";
      writeFileSync(shop.file, `account_id = "other"\n${shop.toml()}`);
    },
    ["it names fake", "wrangler.toml names other"],
  ],
])("where %s no account is asked anything, and it is said what to do", async (_, arrange, why) => {
  arrange();
  const before = shop.toml();
  expect(await run()).toBe(false);
  const said = shop.said.join("\n");
  for (const words of [...why, "Nothing was changed."]) expect(said).toContain(words);
  expect([account.writes, shop.asked, shop.actedOn, shop.toml()]).toEqual([[], [], [], before]);
});

test.each<[string, () => void]>([
  ["the environment", () => void (shop.named.environment = "other")],
  ["wrangler.toml", () => writeFileSync(shop.file, `account_id = "other"\n${shop.toml()}`)],
])("of several the one that %s names is acted on, and told first", async (_, arrange) => {
  account.neighbours = [OTHER];
  arrange();
  expect(await run()).toBe(true);
  expect(shop.said[0]).toBe("The Cloudflare account: Agency (other)");
  expect(shop.actedOn).toEqual(["other"]);
});

test("what only a person can do is named with its addresses", async () => {
  await run();
  const said = shop.said.join("\n");
  for (const vendor of ["asperion", "eaccounting"])
    expect(said).toContain(`https://bridge.shop.se/oauth/${vendor}/callback`);
  expect(said).toContain("Access application for bridge.shop.se, path /admin");
});

test("a whole account is asked nothing and changed in nothing", async () => {
  await run();
  const before = { toml: shop.toml(), writes: account.writes.length, asked: shop.asked.length };
  expect(await run()).toBe(true);
  expect({ toml: shop.toml(), writes: account.writes.length, asked: shop.asked.length }).toEqual(
    before,
  );
});

test("what is half made is gone on with: the database is found by its name", async () => {
  for (const name of ["other-1", "other-2"]) account.createQueue(name, null);
  account.createDatabase("bridge", "eu");
  account.createQueue("jobs-dead", "eu");
  account.writes.length = 0;
  expect(await run()).toBe(true);
  expect(account.writes).toEqual(
    ALL.filter((write) => write !== "database bridge eu" && write !== "queue jobs-dead eu"),
  );
  expect(shop.toml()).toContain(`database_id = "${account.databases[0]?.id}"`);
});

test.each(
  ALL.flatMap((_, index) =>
    (["refused", "lost"] as const).map((kind) => [kind, index + 1] as const),
  ),
)(
  "stopped by a write that is %s, number %i, the next run makes the rest, nothing twice",
  async (kind, at) => {
    account.fault = { at, kind };
    await expect(run()).rejects.toThrow("Run the same command again");
    account.fault = null;
    expect(await run()).toBe(true);
    expect(sorted(account.writes)).toEqual(sorted(ALL));
  },
);

test("a key that was made and not put is put by the next run, not made anew", async () => {
  account.fault = { at: ALL.indexOf("secret ENCRYPTION_KEYS") + 1, kind: "refused" };
  await expect(run()).rejects.toThrow();
  const kept = shop.workshop(cli(account)).keptFor(account.id).read()["ENCRYPTION_KEYS"];
  account.fault = null;
  await run();
  expect(kept).toMatch(/^k1:/);
  expect(account.secrets?.get("ENCRYPTION_KEYS")).toBe(kept);
});

test("a Worker with secrets but no key gets none that is made up: it is asked for", async () => {
  account.putSecret("ADMIN_TOKEN", "before");
  await run();
  expect(shop.asked).toContain("ENCRYPTION_KEYS:");
  expect(account.secrets?.get("ENCRYPTION_KEYS")).toBe("the ENCRYPTION_KEYS of a vendor");
});

test("a Worker that lost its key alone is asked for it: it may be another than the first", async () => {
  await run();
  // Rotated by hand since, and deleted by mistake.
  account.secrets?.delete("ENCRYPTION_KEYS");
  shop.asked.length = 0;
  await run();
  expect(shop.asked).toContain("ENCRYPTION_KEYS:");
  expect(account.secrets?.get("ENCRYPTION_KEYS")).toBe("the ENCRYPTION_KEYS of a vendor");
});

test("what was made for one account isn't put into another", async () => {
  await run();
  const before = new Map(account.secrets);
  const { toml } = shop.workshop(cli(account));
  toml.write(toml.read().replace(String(account.databases[0]?.id), NO_ID));
  account = new FakeAccount("another");
  expect(await run()).toBe(true);
  for (const name of ["ENCRYPTION_KEYS", "ADMIN_TOKEN"])
    expect(account.secrets?.get(name)).not.toBe(before.get(name));
  const real = workshopOf("production");
  expect(real.keptFor("one").file).not.toBe(real.keptFor("two").file);
});

test.each<[string, () => void, string]>([
  ["nobody is signed in", () => void (account.signedIn = false), "npx wrangler login"],
  ["the database lies elsewhere", () => account.createDatabase("bridge", null), "is not in the EU"],
  ["R2 is turned off", () => void (account.hasR2 = false), "turn on R2"],
  ["a queue lies elsewhere", () => account.createQueue("jobs", "us"), "is not in the EU"],
])("where %s nothing is done, and it is said why", async (_, arrange, why) => {
  arrange();
  account.writes.length = 0;
  const before = shop.toml();
  expect(await run()).toBe(false);
  expect(shop.said.join("\n")).toContain(why);
  expect([account.writes, shop.toml(), shop.asked]).toEqual([[], before, []]);
});

test("an account without R2 is made whole where no bucket is named", async () => {
  shop.end();
  account = new FakeAccount();
  account.hasR2 = false;
  shop = shopIn({}, false);
  expect(await run()).toBe(true);
  expect(account.writes).toEqual(ALL.filter((write) => !write.startsWith("bucket")));
});

test("a bucket is known by its whole name", async () => {
  account.buckets.push({ name: "bridge-files-other", jurisdiction: "eu" });
  expect(await run()).toBe(true);
  expect(account.bucketsOf("eu")).toEqual(["bridge-files-other", "bridge-files"]);
});

test("a database_id that this account doesn't have is another account's: refused", async () => {
  await run();
  account.databases.length = 0;
  account.writes.length = 0;
  expect(await run()).toBe(false);
  expect([account.writes, shop.said.join("\n").includes("refused")]).toEqual([[], true]);
});

test("whoever doesn't type yes changes nothing", async () => {
  shop.end();
  begin({ confirm: "y" });
  expect(await run()).toBe(false);
  expect([account.writes, shop.toml().includes(NO_ID)]).toEqual([[], true]);
});

test.each(["localhost", "https://bridge.shop.se", "", 'a.se" }]\nname = "x'])(
  "%j is no host name: it isn't noted",
  async (host) => {
    shop.end();
    begin({ host });
    await expect(run()).rejects.toThrow("is not a host name");
    expect(shop.toml()).toContain('PUBLIC_URL = "https://bridge.example"');
  },
);

test("a table of queues without jurisdictions names none", () => {
  expect(queueRows("│ id │ name │\n│ 1 │ jobs │")).toEqual([{ name: "jobs", jurisdiction: null }]);
});
