/** What the pages ask of a shop for their head says also that nothing of it runs, and by whom. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import { pause, resume } from "../../src/sync/tenant/storage/meta.ts";
import { payoutShop } from "./payouts.kit.ts";

test.each(["person", "engine"] as const)(
  "a shop that a %s stopped is told as stopped until it goes on",
  async (by) => {
    const { sql, context, clock } = payoutShop();
    expect(await monitoring.open(context)).not.toHaveProperty("stopped");
    pause(sql, by, reason("tenant-paused", { actor: "anna@example.com" }), clock.at);
    expect(await monitoring.open(context)).toMatchObject({
      stopped: { by, actor: "anna@example.com", since: clock.at },
    });
    resume(sql, clock.at);
    expect(await monitoring.open(context)).not.toHaveProperty("stopped");
  },
);
