import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const NAMES = [
  [
    ["/customerinvoicedrafts", "Draft invoices"],
    ["/customerinvoicedrafts/{id}", "Draft invoices, one at a time"],
    ["/customerinvoicedrafts/{id}/convert", "Draft invoices: booking"],
    ["/of/{id}/tomorrow", "/of/{id}/tomorrow"],
  ],
  [
    ["/accounts/{fiscalyearId}/{accountNumber}", "Accounts, one at a time"],
    ["/vouchers/{fiscalyearId}/{voucherId}", "Journal vouchers, one at a time"],
    ["/accountbalances/{accountNumber}/{date}", "Account balances, one at a time"],
  ],
] as const;

test.each(NAMES.map((named) => ({ named })))(
  "each kind of request has a name of its own",
  async ({ named }) => {
    const endpoints = named.map(([endpoint]) => ({
      endpoint,
      lastMinute: 1,
      waiting: 0,
      pausedMs: 0,
      slowedBy: 1,
    }));
    const { world, user } = await signedIn({
      "monitoring.health": (id: string) =>
        healthOf(id, { vendorLimit: { perMinute: 600, endpoints } }),
    });
    const id = await world.makeTenant();
    const limit =
      /<section id="limit".*?<\/section>/s.exec(
        (await user.go(`/admin/tenants/${id}/connections`)).text,
      )?.[0] ?? "";
    expect([...limit.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, name]) => name)).toEqual(
      named.map(([, name]) => name),
    );
  },
);

test("a tenant's page says how eAccounting's limit is used, who waits, and why it goes slower", async () => {
  const endpoints = [
    { endpoint: "/orders", lastMinute: 412, waiting: 2, pausedMs: 30_000, slowedBy: 1.25 },
  ];
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) =>
      healthOf(id, { vendorLimit: { perMinute: 600, endpoints } }),
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/connections`);
  for (const said of [
    "/orders",
    "412 of 600 in the last minute",
    "2 shops are waiting",
    "asked for a pause, 30 seconds left",
    "requests are 25% slower",
  ])
    expect(text).toContain(said);
});
