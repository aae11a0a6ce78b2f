/** A connection that a person checks: what works is said, and what doesn't, with what to do. */
import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { TenantHealth } from "../../src/sync/contract/index.ts";
import { open } from "./setup-stage.ts";
import { healthOf } from "./world.ts";

test("a connection is checked at its place and in the set-up: what works is said, and what doesn't with what to do", async () => {
  const connections = [
    {
      vendor: "asperion",
      state: "connected",
      identity: "1",
      name: "Demo",
      connectedAt: 1,
      refreshedAt: null,
    },
  ] as unknown as TenantHealth["connections"];
  const { world, user, id } = await open("203.0.113.134", {
    "monitoring.health": (tenant: string) => healthOf(tenant, { connections }),
    "connections.check": { ok: true, works: true, reasons: [] },
  });
  expect(await world.api("POST", `/tenants/${id}/connect/asperion/check`)).toMatchObject({
    status: 200,
    body: { works: true, reasons: [] },
  });
  const address = `/admin/tenants/${id}/connections/asperion/check`;
  expect((await user.go(`/admin/tenants/${id}/connections`)).text).toContain(`action="${address}"`);
  const csrf = await user.csrf(`/admin/tenants/${id}`);
  const works = await user.post(address, { csrf });
  expect((await user.go(works.headers.get("location") ?? "")).text).toContain(
    "The connection works.",
  );
  expect((await user.post(address, { csrf, from: "setup" })).headers.get("location")).toBe(
    `/admin/tenants/${id}/setup/connect?done=connection-works#asperion`,
  );
  world.tenants.answers["connections.check"] = {
    ok: true,
    works: false,
    reasons: [reason("no-access", { vendor: "asperion", capability: "reference-data" })],
  };
  expect(await world.api("POST", `/tenants/${id}/connect/asperion/check`)).toMatchObject({
    status: 200,
    body: { works: false, reasons: [{ code: "no-access" }] },
  });
  const fails = await user.post(address, { csrf });
  expect([
    fails.status,
    fails.text.includes("denies access to reference-data"),
    fails.text.includes("Then connect again"),
  ]).toEqual([409, true, true]);
  expect(fails.text).toMatch(/The connection doesn&#39;t work.*<h2 id="connections-head">/s);
  world.tenants.answers["connections.check"] = {
    ok: true,
    works: false,
    reasons: [reason("needs-login", { vendor: "asperion" })],
  };
  const ended = (await user.post(address, { csrf, from: "setup" })).text;
  expect(ended).toMatch(/Asperion no longer accepts the connection.*Connect again\./s);
  expect(ended).toContain(`href="/admin/tenants/${id}/setup/connect#asperion"`);
  expect(ended).not.toContain("it continues automatically");
  expect((await user.post(`/admin/tenants/${id}/connections/other/check`, { csrf })).status).toBe(
    404,
  );
});

test("a refusal that lasts advises no reload, and its page leads back to the shop by name", async () => {
  const { world, user, id } = await open("203.0.113.139", {
    "connections.check": {
      ok: false,
      kind: "tenant-paused",
      message: message("refusals.tenantStopped"),
    },
  });
  const csrf = await user.csrf(`/admin/tenants/${id}`);
  const check = () => user.post(`/admin/tenants/${id}/connections/asperion/check`, { csrf });
  const stopped = await check();
  expect(stopped.status).toBe(409);
  expect(stopped.text).toContain("<h1>Not possible</h1>");
  expect(stopped.text).not.toContain("Reload the page");
  const name = (await world.api("GET", `/tenants/${id}`)).body["name"];
  expect(stopped.text).toMatch(
    new RegExp(
      `<nav class="crumbs".*<a href="/admin/tenants/${id}"><bdi>${String(name)}</bdi>`,
      "s",
    ),
  );
  world.tenants.answers["connections.check"] = {
    ok: false,
    kind: "running",
    message: message("refusals.tenantStopped"),
  };
  expect((await check()).text).toMatch(/Not possible at the moment.*Reload the page/s);
});
