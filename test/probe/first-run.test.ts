/** The first run in a real account: where it asks, what it may write, and what nobody foresaw. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { accountOf } from "../../scripts/probe/account.ts";
import { check, holds } from "../../scripts/probe/check.ts";
import { demandSandbox, isSandbox, readAddresses } from "../../scripts/probe/options.ts";
import { PLANS } from "../../scripts/probe/plans.ts";
import { nextOf, reportOf, tableOf } from "../../scripts/probe/report.ts";
import { readRows } from "../../scripts/probe/rows.ts";
import { signIn } from "../../scripts/probe/sign-in.ts";
import { freshState, type ProbeState, stateToGoOn } from "../../scripts/probe/state.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import { DEFAULT_CLIENT } from "../sandbox/asperion/sandbox.ts";
import { startAsperion } from "../sandbox/asperion/start.ts";
import { type Probed, probed, run } from "./probing.ts";

const worlds = new Map<Vendor, Probed>();
const worldOf = (vendor: Vendor): Probed => worlds.get(vendor) as Probed;
beforeAll(async () => {
  for (const vendor of ["asperion", "eaccounting"] as const)
    worlds.set(vendor, await probed(vendor));
});
beforeEach(async () => {
  for (const world of worlds.values()) await world.control("POST", "/reset", { keep: ["clock"] });
});

const addresses = (vendor: Vendor) =>
  readAddresses(vendor, {
    [`${vendor.toUpperCase()}_CLIENT_ID`]: "one",
    [`${vendor.toUpperCase()}_CLIENT_SECRET`]: "two",
  });

test.each(["asperion", "eaccounting"] as const)(
  "%s is asked where staging asks it, unless another address is named",
  (vendor) => {
    const toml = readFileSync(join(import.meta.dirname, "../../wrangler.toml"), "utf8");
    const staging = toml.slice(toml.indexOf("[env.staging.vars]"));
    const named = (what: string) =>
      new RegExp(`^${vendor.toUpperCase()}_${what}_URL = "(.+)"$`, "m").exec(staging)?.[1];
    expect(addresses(vendor)).toMatchObject({
      apiUrl: named("API"),
      identityUrl: named("IDENTITY"),
    });
  },
);

test("only a sandbox is written to: by its host, or where hosts are one by the company's name", () => {
  const asperion = (apiUrl: string) => isSandbox("asperion", apiUrl, "Demo Sandbox");
  expect(asperion("https://api-sandbox.asperion.nl")).toBe(true);
  expect(asperion("http://127.0.0.1:8791")).toBe(true);
  expect(asperion("https://api.asperion.nl")).toBe(false);
  const { apiUrl } = addresses("eaccounting");
  const company = (name: string) => isSandbox("eaccounting", apiUrl, name);
  expect(company("Demo AB Sandbox")).toBe(true);
  expect(company("Demo AB (sandbox)")).toBe(true);
  expect(company("Demo AB")).toBe(false);
  expect(company("Sandbox Toys AB")).toBe(false);
  expect(company("Kattensandbox")).toBe(false);
  expect(company("")).toBe(false);
  expect(() => demandSandbox("eaccounting", apiUrl, "Demo AB")).toThrow(/Demo AB.*only reads/s);
});

const opened = (vendor: Vendor, administration: number | null = 123) => {
  const world = worldOf(vendor);
  const { http, tokens } = world.access();
  const apiUrl = vendor === "asperion" ? "http://localhost:1" : "http://localhost:1/v2";
  return accountOf({
    vendor,
    http,
    time: world.time,
    client: { ...addresses(vendor), apiUrl },
    tokens,
    ask: async () => "456",
    options: { administration },
  });
};

test("the account is named before anything is asked, and is known again", async () => {
  const [shop, other, company] = [
    await opened("asperion"),
    await opened("asperion", null),
    await opened("eaccounting"),
  ];
  expect([shop.name, other.name, company.name]).toEqual(["Demo Shop", "Other Shop", "Demo AB"]);
  expect(new Set([shop.mark, other.mark, company.mark]).size).toBe(3);
  expect((await opened("eaccounting")).mark).toBe(company.mark);
});

test("an account that can't be read is told in the vendor's words, with what to do", async () => {
  await worldOf("eaccounting").control("POST", "/faults", {
    route: "GET /v2/companysettings",
    kind: "status",
    status: 403,
    body: { ErrorCode: 4034, DeveloperErrorMessage: "Not with a sandbox client", ErrorId: "x" },
  });
  await expect(opened("eaccounting")).rejects.toThrow(
    /403 4034 Not with a sandbox client\nA sandbox client reaches/,
  );
});

test("a check that an answer breaks is told, and the others go on", async () => {
  const breaks = check({
    id: "P3",
    level: "read",
    look: async () => null as unknown as { lines: string[] },
    judge: ({ lines }) => holds(String(lines.length)),
  });
  const faults: string[] = [];
  const { findings } = await run(
    worldOf("asperion"),
    [breaks, ...PLANS.asperion.checks.filter(({ id }) => id === "P4")],
    { levels: ["read"], onFault: (what) => void faults.push(what) },
  );
  expect(findings["P3"]).toMatchObject({ verdict: "unclear" });
  expect(findings["P3"]?.found).toContain("TypeError");
  expect(findings["P4"]?.verdict).toBe("holds");
  expect(faults).toEqual(["P3"]);
});

test("an earlier run of another account is never gone on with, and what stays is never forgotten", () => {
  const fresh = freshState(0, "abc123", "this");
  const stay = { what: "an invoice", marker: "ZZPROBE-1" };
  const kept = (account: string): ProbeState => ({
    ...freshState(0, "fed987", account),
    findings: { P4: { id: "P4", verdict: "holds", found: "", exchanges: [] } },
    stays: [stay],
  });
  expect(stateToGoOn(null, fresh, false)).toBe(fresh);
  expect(stateToGoOn(kept("this"), fresh, false)).toEqual(kept("this"));
  expect(stateToGoOn(kept("this"), fresh, true)).toEqual({ ...fresh, stays: [stay] });
  expect(() => stateToGoOn(kept("other"), fresh, false)).toThrow("another account");
  expect(stateToGoOn(kept("other"), fresh, true)).toEqual(fresh);
});

test("an address that can't be served here is pasted, and only the one of this sign-in", async () => {
  const served = await startAsperion();
  const redirectUri = "https://staging.example/oauth/asperion/callback";
  const through = (change: (address: string) => string) => {
    const shown = Promise.withResolvers<string>();
    return signIn({
      vendor: "asperion",
      http: { fetch },
      time: { now: Date.now, sleep: async () => {} },
      client: {
        identityUrl: served.url,
        clientId: DEFAULT_CLIENT.id,
        clientSecret: DEFAULT_CLIENT.secret,
      },
      open: shown.resolve,
      back: {
        redirectUri,
        ask: async () => {
          const answer = await fetch(await shown.promise, { redirect: "manual" });
          return change(answer.headers.get("location") ?? "");
        },
      },
    });
  };
  expect((await through((address) => address)).refreshToken).not.toBeNull();
  await expect(through((one) => one.replace(/state=\w/, "state=x"))).rejects.toThrow("sign-in");
  await expect(through(() => "what?")).rejects.toThrow("nothing was asked");
  await served.close();
});

test("a run says what was left unasked, what would tell it, and what comes next", async () => {
  const world = worldOf("eaccounting");
  const { checks } = PLANS.eaccounting;
  const report = async (levels: readonly ("read" | "write" | "book")[]) => {
    const wanted = new Set(["E24", "E66", "E1", "E69:listed"]);
    const state = await run(
      world,
      checks.filter(({ id }) => wanted.has(id)),
      { levels },
    );
    return reportOf({ vendor: "eaccounting", rows: readRows(), state, checks, without: {} });
  };
  const read = await report(["read"]);
  const table = tableOf(read);
  expect(table).toMatch(/^not asked, needs --write: E1 E2 /m);
  expect(table).toMatch(/^not asked, needs --book: /m);
  // A whole sentence, and what the account lacks.
  expect(table).toMatch(
    /^E66\s+can't tell voucher numbers count for each series and fiscal year; /m,
  );
  expect(table).toContain("to tell it: two years, two series");
  expect(read.rows.find(({ row }) => row === "E69")?.needs).toContain("book");
  expect(nextOf(read, ["read"])).toMatch(/^Next: npm run probe -- eaccounting --write/);
  expect(nextOf(read, ["read", "write"])).toMatch(/^Next: npm run probe -- eaccounting --book/);
  expect(nextOf(read, ["read", "write", "book"])).not.toContain("Next");
  for (const line of table.split("\n").filter((one) => !one.includes("→")))
    expect(line.length).toBeLessThanOrEqual(100);
});
