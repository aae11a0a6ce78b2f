import { readFileSync, writeFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { create } from "../../scripts/deploy/create.ts";
import type { Wrangler } from "../../scripts/deploy/account.ts";
import { wrangler } from "../../scripts/deploy/read.ts";
import { FakeAccount, serve } from "../deploys/account.ts";
import { shopIn } from "../deploys/shop.ts";

/** One secret is enough: wrangler takes seconds for each. */
const SECRETS = 'required = ["ASPERION_CLIENT_ID"]';

const isRefusal = (line: string): boolean => line.startsWith("refused");

test("the real wrangler makes in an account what its output says is missing, and only that", async () => {
  const account = new FakeAccount();
  account.createQueue("jobs", "eu");
  const api = await serve(account);
  const shop = shopIn();
  writeFileSync(
    shop.file,
    readFileSync(shop.file, "utf8").replaceAll(/^required = \[.*\]$/gm, SECRETS),
  );
  vi.stubEnv("CLOUDFLARE_API_BASE_URL", api.url);
  // Whatever the machine names.
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", "");
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "fake-token");
  // As the other tests of this process leave it.
  vi.stubEnv("WRANGLER_LOG", "none");
  try {
    const acting =
      (id: string): Wrangler =>
      (words, input) =>
        wrangler([...words, "--config", shop.file], input, id);
    const workshop = shop.workshop(acting(""), acting);
    account.neighbours = [{ id: "other", name: "Agency" }];
    expect(await create(workshop)).toBe(false);
    expect(shop.said.join("\n")).toContain("Shop AB (fake), Agency (other)");
    account.neighbours = [];
    shop.said.length = 0;
    expect([await create(workshop), shop.said.filter(isRefusal)]).toEqual([true, []]);
    expect(shop.said[0]).toBe("The Cloudflare account: Shop AB (fake)");
    expect(account.writes).toEqual([
      "queue jobs eu",
      "database bridge eu",
      "queue jobs-dead eu",
      "bucket bridge-files eu",
      "secret ASPERION_CLIENT_ID",
    ]);
    expect(shop.toml()).toContain(`database_id = "${account.databases[0]?.id}"`);
    expect(account.secrets?.get("ASPERION_CLIENT_ID")).toBe("the ASPERION_CLIENT_ID of a vendor");
    vi.stubEnv("CLOUDFLARE_API_TOKEN", "another-token");
    shop.said.length = 0;
    expect(await create(workshop)).toBe(false);
    expect(shop.said.join("\n")).toContain("npx wrangler login");
    expect(account.writes).toHaveLength(5);
  } finally {
    vi.unstubAllEnvs();
    api.stop();
    shop.end();
  }
});
