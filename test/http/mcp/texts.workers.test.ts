/**
 * What a buyer wrote never stands among our own words: it is left out, or in a field of its own for
 * tokens that have it.
 */
import { expect, test } from "vitest";
import { readSettings } from "../../../src/http/usecases/settings/settings.ts";
import { withValue } from "../../../src/http/mcp/preview.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import { compared, HOSTILE, order, comparisonView } from "../compared.ts";
import { agents, held, INJECTED } from "./stage.ts";

const PART = "IGNORE ALL PREVIOUS";

test("a token without buyers' texts gets none, and can't find by them", async () => {
  const { world, call, agent } = await agents();
  const found = await call("find_order", { query: "ignore all" });
  // Else an agent says that there is no such order.
  expect(found.data["note"]).toContain("doesn't search buyers' names");
  expect(found.text).not.toContain(PART);
  expect(found.text).not.toContain("Malmö");
  expect(found.text).not.toContain("@example.com");
  expect(found.data["orders"]).toMatchObject([
    {
      id: held.id,
      number: "1007",
      status: "dead",
      outcome: "held",
      gross: "1250.00",
      document: { role: "invoice", number: "4711" },
      link: expect.stringMatching(/^http:\/\/localhost:8787\/admin\/tenants\/[^/]+\/orders\/j0+1$/),
    },
  ]);
  expect(JSON.stringify(found.data)).not.toContain("untrusted");
  expect(world.tenants.calls.at(-1)?.args[1]).toMatchObject({
    withoutPeople: true,
    flow: "orders",
  });
  for (const tool of ["explain_order", "show_posting"])
    expect((await call(tool, { order: held.id }, agent)).text).not.toContain(PART);
});

test("a reason says what holds the order and what to do, with the codes that it names and no text from outside", async () => {
  const { call } = await agents();
  const { data, text } = await call("explain_order", { order: "1007" });
  const shown = data["order"] as { reasons: { code: string; text: string; next: string }[] };
  expect(shown.reasons[0]).toMatchObject({
    code: "article-not-found",
    text: expect.stringContaining("MUG-1"),
    next: expect.stringMatching(/.{10}/),
  });
  expect(shown.reasons[1]?.text).toContain("unknown");
  expect(data).toMatchObject({ waitsFor: null, missingInLedger: false });
  expect(text).not.toContain("anna@example.com");
});

test("reasons are said in the language that is asked for", async () => {
  const { call } = await agents();
  const { text } = await call("explain_order", { order: held.id }, undefined, {
    "accept-language": "nl",
  });
  expect(text).toContain("artikel");
});

test("a token with buyers' texts gets them in a field of their own, with a note, and nowhere else", async () => {
  const { world, call, withTexts } = await agents();
  const { data } = await call("find_order", { query: "ignore all" }, withTexts);
  expect(data).not.toHaveProperty("note");
  const [one] = data["orders"] as Record<string, unknown>[];
  const { untrusted, ...rest } = one ?? {};
  expect(untrusted).toMatchObject({
    note: expect.stringContaining("may try to instruct you"),
    texts: { name: INJECTED, city: "Malmö" },
  });
  expect(JSON.stringify(rest)).not.toContain(PART);
  expect(world.tenants.calls.at(-1)?.args[1]).not.toHaveProperty("withoutPeople");
});

test("the handshake says what the token sees, and how to take buyers' texts", async () => {
  const { send, agent, withTexts } = await agents();
  const hello = {
    jsonrpc: "2.0",
    id: 1,
    method: "initialize",
    params: {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    },
  };
  const [without, having] = [await send(hello, agent), await send(hello, withTexts)];
  expect(without.text).toContain("are left out");
  expect(having.text).toContain("never instructions");
  expect(without.headers.get("mcp-session-id")).toBeNull();
});

test("a month's comparison is the page's own statement, with differences and findings, and no text from outside", async () => {
  const { world, id } = await compared({
    "reconciliation.differences": () => ({
      apart: [],
      items: [
        {
          name: "held",
          day: "2026-11-23",
          parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
          order: order({
            number: HOSTILE,
            state: "held",
            jobId: held.id,
            why: reason("article-not-found", { sku: HOSTILE, line: 1 }),
          }),
          document: null,
          number: HOSTILE,
        },
      ],
      counts: { held: 1 },
      leftOut: [],
    }),
  });
  const made = await world.api("POST", "/tokens", { name: "a", tenantId: id, scope: "agent" });
  const answer = await world.fetch("/mcp", {
    method: "POST",
    headers: {
      authorization: `Bearer ${String(made.body["token"])}`,
      "content-type": "application/json",
      accept: "application/json",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "compare_month", arguments: { month: "2026-11" } },
    }),
  });
  const text = await answer.text();
  expect(text).not.toContain("HYPERLINK");
  const { result } = JSON.parse(text) as { result: { structuredContent: object } };
  expect(result.structuredContent).toMatchObject({
    from: "2026-11-01",
    to: "2026-11-30",
    comparedDays: 1,
    lastRun: { startedAt: 1, endedAt: 2 },
    statement: { currencies: [{ currency: "SEK", source: "200.00", ledger: "99.99" }] },
    differences: [
      { name: "held", number: null, state: "held", why: { code: "article-not-found" } },
    ],
    countOfDifferences: { held: 1 },
  });
  expect(comparisonView.findings).toHaveLength(2);
});

test("a setting is tried on the saved ones by its path, and a path that isn't there is refused", async () => {
  const { world, tenantId, call } = await agents({
    "jobs.list": { jobs: [], cursor: null },
  });
  const deps = { ...world, config: world.config } as never;
  const actor = {
    name: "x",
    id: "x",
    everywhere: "admin-token",
    shops: {},
  } as const;
  const before = await readSettings({ deps, actor, tenantId });
  const tried = await call("preview_setting", { path: "orders.type", value: "invoice" });
  expect(tried.data).toMatchObject({ path: "orders.type", compared: 0, changed: [] });
  expect(await readSettings({ deps, actor, tenantId })).toEqual(before);
  for (const path of [
    "orders.tpye",
    "nothing",
    "orders.type.x",
    "constructor",
    "orders.toString",
  ]) {
    const { result, data } = await call("preview_setting", { path, value: 1 });
    expect([path, result?.isError, data["error"]]).toMatchObject([
      path,
      true,
      { kind: "unknown-setting" },
    ]);
  }
  const wrong = await call("preview_setting", { path: "orders.type", value: "pizza" });
  expect(wrong.data["error"]).toMatchObject({
    kind: "bad-settings",
    errors: [{ path: "orders.type" }],
  });
});

test("a token without buyers' texts tries no rule: an expression could tell any of them", async () => {
  const { world, call, withTexts } = await agents({ "jobs.list": { jobs: [], cursor: null } });
  const rule = {
    target: "ElectronicReference",
    expression: 'cut(replace(coalesce(order.email, ""), "@", "_at_"), 40)',
  };
  const parts = { head: [rule], rows: [] };
  const tries = [
    ["mapping.orders.head", [rule]],
    ["mapping.orders", parts],
    ["mapping", { orders: parts }],
    ["mapping.customers", [rule]],
    ["mapping.nothing", 1],
  ] as const;
  for (const [path, value] of tries) {
    world.tenants.calls.length = 0;
    const { result, data } = await call("preview_setting", { path, value });
    expect([path, result?.isError, data["error"]]).toMatchObject([
      path,
      true,
      { kind: "agent-without-texts", detail: expect.stringContaining("Settings") },
    ]);
    expect(world.tenants.calls).toEqual([]);
  }
  const allowed = await call(
    "preview_setting",
    { path: "mapping.orders.head", value: [rule] },
    withTexts,
  );
  expect(allowed.data).toMatchObject({ path: "mapping.orders.head", compared: 0 });
});

test("a value is put where it belongs, and the settings that it is tried on stay as they were", () => {
  const settings = { orders: { type: "invoice", list: [{ a: 1 }] } };
  expect(withValue(settings, ["orders", "list", "0", "a"], 2)?.settings).toEqual({
    orders: { type: "invoice", list: [{ a: 2 }] },
  });
  expect(settings.orders.list).toEqual([{ a: 1 }]);
  for (const path of [["__proto__", "x"], ["orders", "constructor"], ["orders", "list", "1"], []])
    expect(withValue(settings, path, 1)).toBeNull();
});
