/** The page on which an operator makes a token for an agent. */
import { expect, test } from "vitest";
import { signedIn } from "../browser.ts";

test("the page offers the scopes of agents, and says where such a token works and what it sees", async () => {
  const { user } = await signedIn({});
  const { text } = await user.go("/admin/tokens");
  for (const scope of ["read", "full", "agent", "agent-people"])
    expect(text).toContain(`<option value="${scope}"`);
  expect(text).toContain("AI agent, without customers&#39; details");
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
  const refused = await send("*");
  expect(refused.text).toMatch(
    /class="fault" id="tenant-hint">\s*An AI agent.{1,6}s token is for one shop. Choose it\./,
  );
  expect(refused.text).toContain('value="helper"');
  const { text } = await send(id);
  const token = /brt\.[\w-]{12}\.[\w-]+/.exec(text)?.[0] ?? "";
  // Ready to be copied, as docs/mcp.md has it.
  const [, setUp = ""] = /<pre[^>]*>([^<]*)</.exec(text) ?? [];
  expect(JSON.parse(setUp.replaceAll("&quot;", '"'))).toEqual({
    mcpServers: {
      bridge: {
        type: "http",
        url: `${world.config.publicUrl}/mcp`,
        headers: { Authorization: `Bearer ${token}` },
      },
    },
  });
  const answer = await world.fetch("/mcp", {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
  });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { jsonrpc: "2.0", id: 1, result: {} },
  ]);
  expect((await user.go("/admin/tokens")).text).toContain(
    "AI agent, without customers&#39; details",
  );
});

test("neither a shop nor all of them is chosen beforehand, and without a choice nothing is made", async () => {
  const { world, user } = await signedIn({});
  const id = await world.makeTenant("Mine");
  const page = (await user.go("/admin/tokens")).text;
  const choice = /<select id="tenantId"[^>]*required.*?<\/select>/s.exec(page)?.[0] ?? "";
  expect(choice).not.toContain("selected");
  expect([...choice.matchAll(/<option[^>]*value="([^"]*)"/g)].map(([, value]) => value)).toEqual(
    expect.arrayContaining(["", "*", id]),
  );
  expect(choice).toMatch(/^[^>]*>\s*<option value="">Choose a shop/);
  const form = { csrf: await user.csrf("/admin/tokens"), name: "till", scope: "full" };
  const refused = await user.post("/admin/tokens", { ...form, tenantId: "", expiresAt: "" });
  expect([refused.status, /brt\.[\w-]+\./.test(refused.text)]).toEqual([400, false]);
  expect(refused.text).toMatch(/class="fault" id="tenant-hint">\s*Choose a shop/);
  expect(refused.text).toContain('value="till"');
  const people = (await user.go("/admin/people")).text;
  const shops = /<select id="tenantId".*?<\/select>/s.exec(people)?.[0] ?? "";
  expect([shops.includes("Choose a shop"), shops.includes("All shops")]).toEqual([true, false]);
  expect(people).toContain("Everything in all shops");
});
