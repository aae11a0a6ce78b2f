/**
 * A release given out by percentages and taken back, as docs/deploying.md says it: the very
 * commands of that page, by the real wrangler, as far as it goes without an account.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { wrangler } from "../../scripts/deploy/read.ts";
import { FakeRollout, serveRollout } from "../deploys/rollout.ts";
import { ROOT } from "../../scripts/local/bundle.ts";

const OLD = "11111111-1111-4111-8111-111111111111";
const NEW = "22222222-2222-4222-8222-222222222222";
const WITH_SECRET = "33333333-3333-4333-8333-333333333333";
const UNKNOWN = "44444444-4444-4444-8444-444444444444";

const page = readFileSync(join(ROOT, "docs/deploying.md"), "utf8");
const [, section = ""] = /### Step by step\n(.*?)\n#{2,3} /s.exec(page) ?? [];
const commands = [...section.matchAll(/`npx wrangler ([^`]+)`/g)].map(([, words = ""]) =>
  words.replace("NEW", NEW).replace("OLD", OLD).split(" "),
);
const shares = (words: readonly string[]): boolean =>
  words[0] === "versions" && words[1] === "deploy";

/** Nobody answers its questions here. */
const run = (words: readonly string[]) => wrangler([...words, "--yes"]);

afterEach(() => {
  vi.unstubAllEnvs();
});

async function account(): Promise<{ readonly rollout: FakeRollout; readonly stop: () => void }> {
  const rollout = new FakeRollout(OLD, NEW, WITH_SECRET);
  const { url, stop } = await serveRollout(rollout);
  vi.stubEnv("CLOUDFLARE_API_BASE_URL", url);
  vi.stubEnv("CLOUDFLARE_ACCOUNT_ID", "fake");
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "fake-token");
  return { rollout, stop };
}

test("the page's commands migrate, upload, look, give out and take back, in this order", () => {
  expect(commands.map((words) => words.slice(0, 2).join(" "))).toEqual([
    "d1 migrations",
    "versions upload",
    "deployments status",
    "versions deploy",
    "versions deploy",
    "versions deploy",
    "versions deploy",
    "versions upload",
  ]);
  for (const words of commands) expect(words.join(" ")).toContain("--env production");
});

test("each share is what the account gets, and back is the old version alone", async () => {
  const { rollout, stop } = await account();
  try {
    const seen: unknown[] = [];
    for (const words of commands.filter(shares)) {
      await run(words);
      seen.push(rollout.shares);
    }
    expect(seen).toEqual([
      { [NEW]: 10, [OLD]: 90 },
      { [NEW]: 50, [OLD]: 50 },
      { [NEW]: 100 },
      { [OLD]: 100 },
    ]);
    rollout.deploy([{ version_id: NEW, percentage: 100 }]);
    await run(["rollback", OLD, "--env", "production", "--message", "back"]);
    expect(rollout.shares).toEqual({ [OLD]: 100 });
  } finally {
    stop();
  }
});

test("without an id, back is the version that last had all before: which a secret may have made", async () => {
  const { rollout, stop } = await account();
  const back = () => run(["rollback", "--env", "production", "--message", "back"]);
  try {
    rollout.deploy([
      { version_id: NEW, percentage: 10 },
      { version_id: OLD, percentage: 90 },
    ]);
    rollout.deploy([{ version_id: NEW, percentage: 100 }]);
    await back();
    expect(rollout.shares).toEqual({ [OLD]: 100 });
    await back();
    expect(rollout.shares).toEqual({ [NEW]: 100 });
    // Each `secret put` is a version of its own, which has all requests at once.
    rollout.deploy([{ version_id: WITH_SECRET, percentage: 100 }]);
    await back();
    expect(rollout.shares).toEqual({ [NEW]: 100 });
  } finally {
    stop();
  }
});

test("a version that isn't there, and shares that aren't a whole, change nothing", async () => {
  const { rollout, stop } = await account();
  try {
    for (const specs of [[`${UNKNOWN}@100%`], [`${NEW}@10%`, `${OLD}@80%`]])
      await expect(run(["versions", "deploy", ...specs, "--env", "production"])).rejects.toThrow();
    expect(rollout.deployments).toHaveLength(1);
  } finally {
    stop();
  }
});

test("an upload is built as a deployment is, and gives nobody anything", async () => {
  const { stdout } = await wrangler([
    "versions",
    "upload",
    "--dry-run",
    "--env",
    "production",
    "--outdir",
    ".wrangler/dry-run-upload",
  ]);
  expect(stdout).toContain("--dry-run: exiting now.");
});
