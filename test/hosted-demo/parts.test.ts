/** The hosted demo's parts: when it ends, what it repeats, whom it reaches, what it takes. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { parseConfig } from "../../src/env.ts";
import { ROUTES } from "../../src/http/auth/routes.ts";
import { bridgeEnv, type DemoEnv, isSecret, VENDORS } from "../../scripts/hosted-demo/env.ts";
import { seeded } from "../../scripts/hosted-demo/journal.ts";
import { NoWayOut, onlySandboxes, refuse, vendorAt } from "../../scripts/hosted-demo/network.ts";
import { lastNight, visitorIn } from "../../scripts/hosted-demo/every-night.ts";
import { actIn, isAct, verdictOn } from "../../scripts/hosted-demo/visitors.ts";

const at = (text: string): number => Date.parse(text);

test("the demo ends at two in the night", () => {
  expect(lastNight(at("2026-11-29T01:59:59.999Z"))).toBe(at("2026-11-28T02:00:00Z"));
  expect(lastNight(at("2026-11-29T02:00:00Z"))).toBe(at("2026-11-29T02:00:00Z"));
  expect(lastNight(at("2026-11-29T23:59:00Z"))).toBe(at("2026-11-29T02:00:00Z"));
});

test("a call draws the same each time, and no other call or seed draws it", () => {
  const draw = (seed: string, call: number): string => {
    const source = seeded(seed, call);
    return [source(16), source(40), source(1)].map((bytes) => bytes.toString("hex")).join(" ");
  };
  expect(draw("a", 1)).toBe(draw("a", 1));
  expect(draw("a", 1)).toMatch(/^[0-9a-f]{32} [0-9a-f]{80} [0-9a-f]{2}$/);
  expect(new Set([draw("a", 1), draw("a", 2), draw("b", 1), draw("a", 11)]).size).toBe(4);
  const source = seeded("a", 1);
  expect(source(16)).not.toEqual(source(16));
});

const secret = { DEMO_SECRET: "a secret of this test, long enough" } as DemoEnv;

test.each([
  ["on Cloudflare", { ...secret, JURISDICTION: "eu" }, true],
  ["on a machine of one's own", secret, false],
])("the bridge is configured by the secret alone, %s", (_, env, production) => {
  const config = parseConfig(bridgeEnv(env as DemoEnv));
  expect(config).toMatchObject({ ok: true, value: { production, mailFrom: "", access: null } });
  expect(bridgeEnv(env as DemoEnv)).not.toHaveProperty("MAIL");
});

test("another secret makes other keys, and a short one counts as none", () => {
  const other = bridgeEnv({ DEMO_SECRET: "another secret of this test, also long" } as DemoEnv);
  expect(other.ADMIN_TOKEN).not.toBe(bridgeEnv(secret).ADMIN_TOKEN);
  expect(other.ENCRYPTION_KEYS).not.toBe(bridgeEnv(secret).ENCRYPTION_KEYS);
  expect(isSecret({ DEMO_SECRET: "x".repeat(31) } as DemoEnv)).toBe(false);
  expect(isSecret({} as DemoEnv)).toBe(false);
  expect(isSecret({ DEMO_SECRET: "x".repeat(32) } as DemoEnv)).toBe(true);
});

test("the demo's network reaches the sandboxes and nothing else", async () => {
  const reached: string[] = [];
  const { fetch: ask } = onlySandboxes(() => ({
    fetch: ({ url }) => {
      reached.push(url);
      return Promise.resolve(new Response());
    },
  }));
  await ask("https://asperion.invalid/v1/debtors");
  await ask("https://eaccounting.invalid/v2/orders", { method: "POST", body: "{}" });
  const sandboxes = [
    "https://asperion.invalid/v1/debtors",
    "https://eaccounting.invalid/v2/orders",
  ];
  expect(reached).toEqual(sandboxes);
  for (const to of [
    "https://api.asperion.nl/v1/debtors",
    "https://eaccountingapi.vismaonline.com/v2/orders",
    "https://hooks.slack.com/services/T0/B0/x",
    "https://asperion.invalid.shop.example/",
    "https://asperion.invalid./",
    "http://asperion.invalid/",
  ])
    await expect(ask(to)).rejects.toThrow(NoWayOut);
  await expect(refuse()).rejects.toThrow(NoWayOut);
  expect(reached).toEqual(sandboxes);
  for (const [vendor, origin] of Object.entries(VENDORS))
    expect(vendorAt(new URL(origin))).toBe(vendor);
});

const REFUSED = Object.entries(ROUTES).flatMap(([guard, routes]) =>
  ["book", "approve"].includes(guard) ? [] : routes.filter((route) => !route.startsWith("GET ")),
);
const DONE_BY_THE_DEMO = ["POST /admin/language"];

test("of all that changes something, visitors only do what an accountant does with orders", () => {
  const allowed = REFUSED.filter((route) => {
    const [method = "", path = ""] = route.split(" ");
    return verdictOn(method, path.replaceAll(/:\w+(\{(\w+)[^}]*\})?/g, "$2x")) === "allowed";
  });
  expect(allowed).toEqual(["POST /admin/sign-out"]);
  expect(REFUSED.length).toBeGreaterThan(100);
  expect(REFUSED).toEqual(expect.arrayContaining(DONE_BY_THE_DEMO));
});

test.each([
  ["GET", "/admin/tenants/shop/orders", "allowed"],
  ["POST", "/admin/tenants/shop/orders/j1/retry", "allowed"],
  ["POST", "/admin/tenants/shop/approvals", "allowed"],
  ["POST", "/admin/tenants/shop/payouts", "refused"],
  ["POST", "/admin/tenants/shop/payouts/p1/remove", "refused"],
  ["POST", "/admin/unknown", "refused"],
  ["GET", "/api/v1/tenants", "refused"],
  ["GET", "/administrators", "refused"],
  ["GET", "/admin/sign-in", "sign-in"],
  ["POST", "/admin/welcome/link", "sign-in"],
  ["GET", "/healthz", "allowed"],
  ["POST", "/healthz", "refused"],
] as const)("%s %s is %s", (method, path, verdict) => {
  expect(verdictOn(method, path)).toBe(verdict);
});

test("forms of the sandboxes' pages are those without words of one's own", () => {
  expect(isAct("asperion", "/_control/orders/form")).toBe(true);
  expect(isAct("asperion", "/_control/play/123/orders/1001")).toBe(true);
  expect(isAct("asperion", "/_control/play/123/articles")).toBe(false);
  expect(isAct("asperion", "/_control/orders")).toBe(false);
  expect(isAct("asperion", "/_control/play/123/orders/../webhooks")).toBe(false);
  expect(isAct("eaccounting", "/_control/play/some-id/customerinvoices/other-id")).toBe(true);
  expect(isAct("eaccounting", "/_control/play/some-id/lock")).toBe(false);
  expect(actIn(new URLSearchParams({ kind: "company", count: "5" }))).toBe("kind=company&count=5");
  expect(actIn(new URLSearchParams({ kind: "company", count: "6" }))).toBeNull();
});

test("the demo has a person for each language of the pages", () => {
  expect(new Set(LANGUAGES.map(visitorIn)).size).toBe(LANGUAGES.length);
});
