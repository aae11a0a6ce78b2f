/** The page on which an operator makes a token for an agent. */
import { expect, test } from "vitest";
import { signedIn } from "../browser.ts";

test("the page offers the scopes of agents, and says where such a token works and what it sees", async () => {
  const { user } = await signedIn({});
  const { text } = await user.go("/admin/tokens");
  for (const scope of ["read", "full", "agent", "agent-people"])
    expect(text).toContain(`<option value="${scope}"`);
  expect(text).toContain("AI agent, without customers’ details");
  expect(text).toContain("http://localhost:8787/mcp");
  expect(text).toContain("may try to instruct the agent");
});

test("an agent's token without a shop is refused at its field, and one for a shop is made, once shown", async () => {
  const { world, user } = await signedIn({});
  const id = await world.makeTenant("Mine");
  const send = async (tenantId: string) =>
    user.post("/admin/tokens", {
      csrf: await user.csrf("/admin/tokens"),
      name: "helper",
      scope: "agent",
      tenantId,
      expiresAt: "",
    });
  const refused = await send("");
  expect(refused.text).toMatch(
    /class="fault" id="tenant-hint">\s*a token for an AI agent is for one/,
  );
  expect(refused.text).toContain('value="helper"');
  const { text } = await send(id);
  const token = /brt\.[\w-]{12}\.[\w-]+/.exec(text)?.[0] ?? "";
  const answer = await world.fetch("/mcp", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { jsonrpc: "2.0", id: 1, result: {} },
  ]);
  expect((await user.go("/admin/tokens")).text).toContain("AI agent, without customers’ details");
});
