/** One table a day: those that wait with the time at which they close, and those that are booked. */
import { expect, test } from "vitest";
import { signedIn, plain } from "./browser.ts";

test("a day that waits has its money, its orders and its closing; the total is of all of them", async () => {
  const { world, user } = await signedIn({
    "days.list": () => ({
      vouchers: [
        {
          id: "2026-11-22-1",
          day: "2026-11-22",
          n: 1,
          members: 2,
          rows: [
            { account: 1580, debit: "250.00", credit: "0.00", of: "" },
            { account: 3001, debit: "0.00", credit: "250.00", of: "25%" },
          ],
          closedAt: 1,
          voucher: { number: "A7", id: "v", compared: true },
          currency: "SEK",
          amounts: {
            charged: "260.00",
            held: "250.00",
            difference: "-10.00",
            vat: [
              { rate: "0.12", net: "50.00", vat: "6.00" },
              { rate: "0.25", net: "155.20", vat: "38.80" },
            ],
            causes: [],
          },
          job: null,
        },
      ],
      waiting: [
        {
          day: "2026-11-23",
          members: 4,
          debit: "3490.00",
          amounts: {
            charged: "3490.00",
            held: "3490.00",
            difference: "0.00",
            vat: [{ rate: "0.25", net: "2792.00", vat: "698.00" }],
            causes: [],
          },
        },
      ],
      currency: "SEK",
      next: Date.UTC(2026, 10, 24, 23),
      total: 1,
    }),
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/days`);
  const rows = [...text.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => plain(row).trim());
  expect(rows[1]).toMatch(
    /^23 Nov 2026 4 3,490\.00 25%: 698\.00 3,490\.00 0\.00 .*closes 25 Nov 2026/,
  );
  expect(rows[2]).toMatch(/^22 Nov 2026.* 2 260\.00 12%: 6\.00 25%: 38\.80 250\.00 -10\.00 .*A7$/);
  expect(rows[3]).toBe("Total 6 3,750.00 12%: 6.00 25%: 736.80 3,740.00 -10.00");
  expect(text.replaceAll("&amp;", "&")).toContain(
    "/orders?outcome=waits-for-day&by=order&from=2026-11-23&to=2026-11-23",
  );
});
