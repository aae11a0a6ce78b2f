/** Long runs on the page and in the API. */
import { expect, test } from "vitest";
import type { RunView } from "../../src/sync/rpc.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

test("long runs stand on the tenant's page with done of total, speed and time left, in the reader's language, and can be cancelled", async () => {
  const under: RunView = {
    id: "r000007",
    flow: "products",
    key: "products",
    whole: true,
    state: "reading",
    read: 4_000,
    readTotal: 10_000,
    total: 12,
    done: 3,
    perMinute: 4_000,
    secondsLeft: 90,
    beganAt: 1,
    endedAt: null,
  };
  const over: RunView = {
    ...under,
    id: "r000006",
    flow: "stock",
    key: "stock",
    state: "done",
    total: 300,
    done: 300,
    perMinute: null,
    secondsLeft: null,
    endedAt: 2,
  };
  const asked: unknown[] = [];
  const { world, user } = await signedIn(
    {
      "monitoring.health": (id: string) => healthOf(id, { runs: [under, over] }),
      "flows.cancelRun": (...args: unknown[]) => {
        asked.push(args.slice(1));
        return { ok: true };
      },
    },
    "203.0.113.77",
  );
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  for (const said of [
    "4,000 of 10,000",
    "3 of 12",
    "4,000 items a minute",
    "about 1 minute",
    "Stock: full comparison",
    "300 of 300",
  ])
    expect(text).toContain(said);
  expect(text.match(/\/cancel"/g)).toHaveLength(1);
  const csrf = await user.csrf(`/admin/tenants/${id}`);
  expect((await user.post(`/admin/tenants/${id}/runs/r000007/cancel`, { csrf })).status).toBe(303);
  expect((await user.post(`/admin/tenants/${id}/runs/r000007/cancel`, {})).status).toBe(403);
  expect((await world.api("GET", `/tenants/${id}/runs`)).body).toEqual({ runs: [under, over] });
  expect((await world.api("POST", `/tenants/${id}/runs/r000007/cancel`)).status).toBe(204);
  expect(asked).toEqual([["r000007"], ["r000007"]]);
});
