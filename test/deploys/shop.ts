/** A place to run `--create` in: a copy of wrangler.toml, a person who answers, and an account. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Wrangler } from "../../scripts/deploy/account.ts";
import type { Workshop } from "../../scripts/deploy/create.ts";
import { CONFIG_FILE, readConfiguration } from "../../scripts/deploy/read.ts";
import { keptIn } from "../../scripts/deploy/workshop.ts";

const COMMENTED_BUCKET = /^# \[\[env\.\w+\.r2_buckets\]\](\n# .*){3}$/gm;
const uncommented = (lines: string): string => lines.replaceAll(/^# /gm, "");

export type Person = { readonly confirm: string; readonly host: string };

/** `files`: settlement files are kept, as docs/deploying.md says. */
export function shopIn(person: Partial<Person> = {}, files = true) {
  const folder = mkdtempSync(join(tmpdir(), "deploy-"));
  const file = join(folder, "wrangler.toml");
  const toml = readFileSync(CONFIG_FILE, "utf8");
  writeFileSync(file, files ? toml.replaceAll(COMMENTED_BUCKET, uncommented) : toml);
  const said: string[] = [];
  const asked: string[] = [];
  const actedOn: string[] = [];
  const named: { environment: string | null } = { environment: null };
  let made = 0;
  /** `inAccount`: where wrangler is a process of its own. */
  const workshop = (wrangler: Wrangler, inAccount?: Workshop["inAccount"]): Workshop => ({
    environment: "production",
    wrangler,
    inAccount: (id) => {
      actedOn.push(id);
      return inAccount?.(id) ?? wrangler;
    },
    accountOfEnvironment: () => named.environment,
    configuration: () => readConfiguration("production", file),
    toml: { read: () => readFileSync(file, "utf8"), write: (text) => writeFileSync(file, text) },
    keptFor: (id) => keptIn(join(folder, ".deploy", id, "production.json")),
    ask: async (question, hidden) => {
      asked.push(question.trim());
      if (hidden === "hidden") return `the ${question.replace(": ", "")} of a vendor`;
      return question.includes("yes")
        ? (person.confirm ?? "yes")
        : (person.host ?? "bridge.shop.se");
    },
    say: (line) => said.push(line),
    // Each value is another: a key that is made twice shows.
    randomBase64: (bytes) => Buffer.alloc(bytes, (made += 1)).toString("base64"),
  });
  return {
    file,
    said,
    asked,
    /** Ids of the accounts that were acted on. */
    actedOn,
    /** `CLOUDFLARE_ACCOUNT_ID`. */
    named,
    workshop,
    toml: () => readFileSync(file, "utf8"),
    end: () => rmSync(folder, { recursive: true }),
  };
}
