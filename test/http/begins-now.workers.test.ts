/** What a person confirms in the settings runs at once, as by "Run now", where its sync may run. */
import { expect, test } from "vitest";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const ON = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2] };

/** A shop in test mode, whose order sync is on; `nextRun`: `null`: it is stopped, or manual. */
async function inTestMode(address: string, nextRun: number | null) {
  const works = [{ name: "order-sweep", flow: "orders", key: "sweep:orders", nextRun }];
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({ ...connectedHealth(id), works }),
    "reads.names": NAMES,
    "reads.ledger": { systemArticles: { closing: null } },
    "flows.run": { ok: true, jobIds: ["j1"] },
  });
  expect((await shop.configure({ trial: true, orders: ON })).status).toBe(200);
  const ran = (): readonly FlowName[] =>
    shop.world.tenants.calls.flatMap(({ method, args }) =>
      method === "flows.run" ? [args[1] as FlowName] : [],
    );
  expect(ran()).toEqual([]);
  const at = `/admin/tenants/${shop.id}/settings/orders`;
  const press = async (action: string, more: readonly string[][] = []) => {
    const { text } = await shop.user.go(at);
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    return shop.user.post(at, [
      ["csrf", field("csrf")],
      ["version", field("version")],
      ["action", action],
      ["orders.enabled", "on"],
      ["orders.startLine", "2026-11-20T07:00:00"],
      ["orders.statuses", "2"],
      ...more,
    ]);
  };
  /** Ends test mode, and confirms what that brings about. */
  const end = async () => {
    const { text } = await press("save");
    const values = (name: string) =>
      [...text.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, "g"))].map(
        ([, value = ""]) => value,
      );
    expect(values("confirmed")).toContain("trial-ends");
    const done = await press("confirm", [
      ...values("confirmed").map((what) => ["confirmed", what]),
      ["previewed", values("previewed")[0] ?? ""],
    ]);
    return done.headers.get("location")?.split("?done=")[1];
  };
  return { ...shop, end, ran };
}

test("ending test mode starts the check for new orders at once, and says that it takes effect now", async () => {
  const { end, ran } = await inTestMode("203.0.113.141", 4_000_000);
  expect([await end(), ran()]).toEqual(["saved-confirmed", ["orders"]]);
});

test("where orders are stopped or only run manually nothing starts, and nothing says so", async () => {
  const { end, ran, user, id } = await inTestMode("203.0.113.142", null);
  expect([await end(), ran()]).toEqual(["saved-confirmed-later", []]);
  const { text } = await user.go(`/admin/tenants/${id}/settings/orders?done=saved-confirmed-later`);
  expect(text).toContain("takes effect with the next run of its sync");
});
