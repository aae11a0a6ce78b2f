/**
 * Orders of the first hours after going live, of a shop that stamps in UTC (P13): read as local
 * times they were placed before the start line.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { differs, holds, type Observation, unclear } from "../../../src/domain/vendors/checks.ts";
import { stampSeen } from "../../../src/flows/vendor-observations.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({ orders: { startLine: "2026-07-01T09:00:00Z" } });
});

const place = (date: string) =>
  world.place({ ...companyBuyer(`Zone${date}`), lines: [mug(1)], date });
const shown = (seen: Observation): void =>
  void Object.assign(world.lists, { seenAtWork: { P13: seen } });

describe("an order that was placed after the line only if its stamp is in UTC", () => {
  test("is held while the zone isn't known, and booked once it is found to be UTC", async () => {
    const { id } = await place("2026-07-01T10:00:00");
    const first = await world.book(id);
    expect([first.end.outcome, first.codes]).toEqual(["held", ["start-zone-unknown"]]);
    shown(unclear({ minutes: 120, at: 0 }));
    expect((await world.book(id, ["zone-known"])).codes).toEqual(["start-zone-unknown"]);
    shown(differs({ minutes: 120 }));
    expect((await world.book(id, ["zone-known"])).end.outcome).toBe("booked");
  });

  test("is before the start once the zone is seen to be the shop's own, and remembered as neither", async () => {
    const { id } = await place("2026-07-01T10:00:00");
    // Met while it is held, so that a sweep doesn't undo what a person decides of it.
    expect((await world.book(id)).knownState).not.toBeNull();
    shown(holds());
    const { end, codes, states } = await world.book(id, ["zone-known"]);
    expect([end.outcome, codes, states]).toEqual(["before-start", ["before-start"], [null]]);
  });

  test("is looked for in the ledger before it is booked, as a person may have booked it", async () => {
    const placed = await place("2026-07-01T10:00:00");
    await world.control("eaccounting", "POST", "/vouchers?company=Demo%20AB", {
      VoucherDate: "2026-07-01",
      VoucherText: `${placed.orderNumber} booked by hand`,
      Rows: [
        { AccountNumber: 1510, DebitAmount: 106.25, CreditAmount: 0 },
        { AccountNumber: 3001, DebitAmount: 0, CreditAmount: 106.25 },
      ],
    });
    shown(differs({ minutes: 120 }));
    const { end, codes, writes } = await world.book(placed.id);
    expect([end.outcome, codes[0], writes]).toEqual(["held", "perhaps-booked-by-hand", []]);
  });
});

test("an order before the line in both readings is left, whatever the zone", async () => {
  const { id } = await place("2026-07-01T08:59:59");
  for (const seen of [null, holds(), differs({ minutes: 120 })]) {
    if (seen !== null) shown(seen);
    expect((await world.book(id)).codes).toEqual(["before-start"]);
  }
});

test("the run whose order shows the zone goes by it", async () => {
  // A change that is stamped now, in the shop's own time.
  const stamp = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Amsterdam",
    dateStyle: "short",
    timeStyle: "medium",
  }).format(Date.now());
  const changed = stamp.replace(" ", "T");
  expect(
    stampSeen({ changed, now: Date.now(), eventTypes: ["order.updated"], before: undefined }),
  ).toEqual(holds());
  const placed = await world.place({
    ...companyBuyer("Now"),
    lines: [mug(1)],
    date: "2026-07-01T10:00:00",
    dateLastChange: changed,
  });
  const { codes } = await world.book(placed.id);
  expect([codes, world.lists.seenAtWork?.P13]).toEqual([["before-start"], holds()]);
});
