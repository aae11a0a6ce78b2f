/**
 * Who gets to the agents' tools, what is refused before anything is asked, and what a call leaves
 * behind. By raw requests: the package's own client speaks to the built Worker in test/e2e.
 */
import { orderNumberValue, readValue, toolValue } from "../../../src/store/audit-values.ts";
import { expect, test } from "vitest";
import {
  MAX_CALLS,
  MAX_CALLS_PER_DAY,
  countCall,
} from "../../../src/http/usecases/audit/agent-calls.ts";
import { browser } from "../browser.ts";
import { ADMIN, edges } from "../world.ts";
import { agents, held } from "./stage.ts";

const LIST = { jsonrpc: "2.0", id: 1, method: "tools/list" };
/** An agent reads all of it before its first question. */
const MOST_LISTED = 24_000;
const FIND = {
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "find_order", arguments: { query: "1007" } },
};

test("five tools are listed, each of which only looks", async () => {
  const { send } = await agents();
  const { status, body } = await send(LIST);
  expect(status).toBe(200);
  const { tools } = body["result"] as {
    tools: { name: string; annotations: object; inputSchema: object; outputSchema: object }[];
  };
  expect(JSON.stringify(tools).length).toBeLessThan(MOST_LISTED);
  expect(tools.map(({ name }) => name).toSorted()).toEqual([
    "compare_month",
    "explain_order",
    "find_order",
    "preview_setting",
    "show_posting",
  ]);
  for (const { annotations, inputSchema, outputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(outputSchema).toMatchObject({ type: "object", additionalProperties: false });
  }
});

test("a token that isn't an agent's is refused, and so are none, a wrong, an ended and a revoked one", async () => {
  const { world, tenantId, agent, send, tokenOf } = await agents();
  for (const token of [ADMIN, await tokenOf("read"), await tokenOf("full")]) {
    const { status, body } = await send(LIST, token);
    expect([status, body["kind"]]).toEqual([403, "agents-only"]);
  }
  for (const token of [null, "x", "brt.aaaaaaaaaaaa.x", `${agent}x`]) {
    const { status, headers } = await send(LIST, token);
    expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  }
  const id = agent.split(".")[1] ?? "";
  expect((await send(FIND)).status).toBe(200);
  expect((await world.api("DELETE", `/tokens/${id}`)).status).toBe(204);
  world.tenants.calls.length = 0;
  expect((await send(FIND)).status).toBe(401);
  const brief = await world.api("POST", "/tokens", {
    name: "brief",
    tenantId,
    scope: "agent",
    expiresAt: new Date(world.clock.now() + 1000).toISOString(),
  });
  world.clock.advance(1001);
  expect((await send(FIND, String(brief.body["token"]))).status).toBe(401);
  expect(world.tenants.calls).toEqual([]);
});

test("an agent's token is for one shop: none is made for all", async () => {
  const { world } = await agents();
  for (const scope of ["agent", "agent-people"]) {
    const made = await world.api("POST", "/tokens", { name: "x", scope });
    expect([made.status, made.body["kind"]]).toEqual([400, "agent-of-one-tenant"]);
  }
});

test("a session's cookie opens nothing, though the same browser is an operator", async () => {
  const { world, send } = await agents();
  const operator = browser(world);
  await operator.signIn(ADMIN);
  const answer = await operator.go("/mcp", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(FIND),
  });
  expect(answer.status).toBe(401);
  expect((await send(FIND, null, { cookie: "__Host-session=x" })).status).toBe(401);
  expect(world.tenants.calls).toEqual([]);
});

test("a page of another origin is refused with a right token, before it is looked at", async () => {
  const { world, send } = await agents();
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ]) {
    const { status, body } = await send(FIND, undefined, headers);
    expect([status, body["kind"]]).toEqual([403, "foreign-origin"]);
  }
  expect((await send(LIST, undefined, { origin: world.config.publicUrl })).status).toBe(200);
  expect(world.tenants.calls).toEqual([]);
});

test("one message a request: lists, what is no JSON, too much and other methods are refused", async () => {
  const { world, agent, send, recorded } = await agents();
  const refused: (readonly [unknown, number])[] = [
    [[FIND, FIND], 400],
    ["[]", 400],
    ["{", 400],
    ["null", 400],
    ["7", 400],
    [{}, 400],
    [{ ...FIND, jsonrpc: "1.0" }, 400],
    [{ ...FIND, params: { name: "find_order", arguments: { query: "x".repeat(300_000) } } }, 413],
  ];
  for (const [body, status] of refused)
    expect([body, (await send(body)).status]).toEqual([body, status]);
  for (const method of ["GET", "DELETE", "PUT"]) {
    const answer = await world.fetch("/mcp", {
      method,
      headers: { authorization: `Bearer ${agent}`, accept: "text/event-stream" },
    });
    expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, "POST"]);
  }
  expect(world.tenants.calls).toEqual([]);
  // One has the form of a call, if not of a message.
  expect((await recorded()).length).toBeLessThanOrEqual(1);
});

test("a body that doesn't come is waited for no longer than others", async () => {
  const { agent } = await agents();
  const impatient = await edges({}, {}, { bodyDeadlineMs: 0 });
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
  });
  const answer = await impatient.fetch("/mcp", {
    method: "POST",
    headers: { authorization: `Bearer ${agent}`, "content-type": "application/json" },
    body,
  });
  expect(answer.status).toBe(408);
});

test("a tool that there isn't and arguments that don't fit are the agent's fault, and ask nothing", async () => {
  const { world, call } = await agents();
  const calls: (readonly [string, unknown])[] = [
    ["book_order", { order: "1007" }],
    ["find_order", {}],
    ["find_order", { query: 7 }],
    ["find_order", { query: "x", tenantId: "another" }],
    ["find_order", { query: "x".repeat(101) }],
    ["find_order", null],
    ["compare_month", { month: "2026-13" }],
    ["compare_month", { month: "2026-11-01' OR 1=1" }],
    ["preview_setting", { path: "__proto__.polluted", value: 1 }],
    ["preview_setting", { path: "orders", value: undefined }],
  ];
  for (const [name, input] of calls) {
    const { status, result, body } = await call(name, input);
    expect([name, input, status]).toEqual([name, input, 200]);
    expect(result?.isError === true || body["error"] !== undefined).toBe(true);
  }
  expect(world.tenants.calls).toEqual([]);
});

test("an order of another shop is none: only the token's own shop is asked", async () => {
  const { world, tenantId, call, tokenOf } = await agents({
    "jobs.timeline": (of: string, jobId: string) =>
      of === theirs && jobId === held.id
        ? { job: held, operations: [], timeline: [], documents: [], missing: false }
        : null,
    "jobs.list": { jobs: [], cursor: null },
  });
  const theirs: string = await world.makeTenant("Theirs", 456);
  world.tenants.calls.length = 0;
  for (const order of [held.id, "1007", `../${theirs}`])
    for (const tool of ["explain_order", "show_posting"]) {
      const { result, data } = await call(tool, { order });
      expect([order, result?.isError, data["error"]]).toMatchObject([
        order,
        true,
        { kind: "unknown-order" },
      ]);
    }
  expect(new Set(world.tenants.calls.map((one) => one.tenantId))).toEqual(new Set([tenantId]));
  const { data } = await call("explain_order", { order: held.id }, await tokenOf("agent", theirs));
  expect(data["order"]).toMatchObject({ number: "1007" });
});

test("each call is in the audit log before it is answered, without what may be personal", async () => {
  const { agent, call, send, recorded } = await agents();
  await send(LIST);
  await call("find_order", { query: "anna@example.com" });
  await call("explain_order", { order: "1007" });
  await call("explain_order", { order: "Anna Ek" });
  await call("show_posting", { order: "19811218-9876" });
  await call("show_posting", { order: held.id });
  await call("compare_month", { month: "2026-11" });
  await call("preview_setting", { path: "orders.type", value: "secret" });
  await call("rm -rf", {});
  const rows = await recorded();
  expect(rows.map(({ after }) => readValue(after))).toEqual([
    toolValue("find_order", null),
    toolValue("explain_order", orderNumberValue("1007")),
    toolValue("explain_order", null),
    toolValue("show_posting", null),
    toolValue("show_posting", orderNumberValue("j000000001")),
    toolValue("compare_month", "2026-11"),
    toolValue("preview_setting", "orders.type"),
    toolValue("unknown", null),
  ]);
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(
    new Set([`token:${agent.split(".")[1] ?? ""}`]),
  );
});

test("what a token may call is bounded, and so is what it writes into the audit log", async () => {
  const { world, withTexts, call, recorded } = await agents();
  for (let count = 0; count < MAX_CALLS; count += 1)
    expect((await call("rm", {})).status).toBe(200);
  world.tenants.calls.length = 0;
  const limited = await call("find_order", { query: "1007" });
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "900"]);
  expect(world.tenants.calls).toEqual([]);
  expect(await recorded()).toHaveLength(MAX_CALLS);
  expect(world.logs.filter(({ event }) => event === "agent-limited")).toHaveLength(1);
  // Another token has its own.
  expect((await call("find_order", { query: "1007" }, withTexts)).status).toBe(200);
  world.clock.advance(15 * 60_000 + 1);
  expect((await call("find_order", { query: "1007" })).status).toBe(200);
});

test("a day's calls are bounded too, and the next day has its own", async () => {
  const { world } = await agents();
  const { db, clock } = world;
  const deps = { db, clock, log: () => undefined };
  const actor = { name: "token:x", id: "token:x", everywhere: null, shops: {} };
  const day = Date.UTC(2026, 10, 24);
  clock.set(day);
  expect(await countCall(deps, actor)).toBeNull();
  // Counts of shorter windows that are over are cleared with each call; the day's stays.
  clock.advance(60 * 60_000);
  expect(await countCall(deps, { ...actor, id: "token:y" })).toBeNull();
  const counted = await db.$client
    .prepare("UPDATE sign_in_tries SET tries = ? WHERE source = ? AND tries = 1")
    .bind(MAX_CALLS_PER_DAY - 1, `agent:token:x:${day}`)
    .run();
  expect(counted.meta.changes).toBe(1);
  expect(await countCall(deps, actor)).toBeNull();
  const until = await countCall(deps, actor);
  expect(clock.now() + (until ?? 0)).toBe(Date.UTC(2026, 10, 25));
  clock.set(Date.UTC(2026, 10, 25));
  expect(await countCall(deps, actor)).toBeNull();
});

test("an agent's first call of a day forgets nobody's tries of the last quarter of an hour", async () => {
  const { world } = await agents();
  const { db, clock } = world;
  clock.set(Date.UTC(2026, 10, 25) + 1_000);
  await db.$client
    .prepare("INSERT INTO sign_in_tries (source, window_start, tries) VALUES ('guesser', ?, 10)")
    .bind(clock.now() - 60_000)
    .run();
  const actor = { name: "token:x", id: "token:x", everywhere: null, shops: {} };
  await countCall({ db, clock, log: () => undefined }, actor);
  const { results } = await db.$client
    .prepare("SELECT tries FROM sign_in_tries WHERE source = 'guesser'")
    .all();
  expect(results).toEqual([{ tries: 10 }]);
});

test("a bug's own words don't leave, and are logged by name", async () => {
  const { world, call } = await agents({
    "reads.names": {},
    "jobs.timeline": () => ({ job: null }),
  });
  const { result, text } = await call("explain_order", { order: held.id });
  expect(result?.isError).toBe(true);
  expect(text).toContain("failed");
  expect(text).not.toContain("Cannot read");
  expect(world.logs).toContainEqual(
    expect.objectContaining({ event: "agent-failed", tool: "explain_order", fault: "TypeError" }),
  );
});

test("a shop that is retired answers its agents no more", async () => {
  const { world, tenantId, send } = await agents({ "admin.retire": { ok: true } });
  expect((await world.api("DELETE", `/tenants/${tenantId}`)).status).toBeLessThan(300);
  expect((await send(FIND)).status).toBe(401);
});
