import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

test("a tenant's page says how eAccounting's limit is used, who waits, and why it goes slower", async () => {
  const endpoints = [{ endpoint: "/orders", lastMinute: 412, waiting: 2, pausedMs: 30_000, slowedBy: 1.25 }];
  const { world, user } = await signedIn({ health: (id: string) => healthOf(id, { vendorLimit: { perMinute: 600, endpoints } }) });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  for (const said of ["/orders", "412 of 600 in the last minute", "2 shops wait their turn", "left alone for another 30 seconds", "25 % more slowly"]) expect(text).toContain(said);
});
