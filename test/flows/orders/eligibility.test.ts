import { describe, expect, it } from "vitest";
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import {
  checkEligibility,
  sideOfStartLine,
} from "../../../src/flows/orders/preparation/eligibility.ts";
import type { StampZone } from "../../../src/flows/vendor-observations.ts";
import { reasonText } from "../../support/reason-text.ts";
import { order, settings } from "./kit.ts";

const judge = (
  fields: Partial<Order>,
  orders: NonNullable<Parameters<typeof settings>[0]>["orders"] = {},
) => checkEligibility(order([{ price: "100.00" }], fields), settings({ orders }));

describe("an order is taken or left", () => {
  it("is no sale when it only corrects stock, whatever the flow, its state and its date", () => {
    const corrects = { kind: "skip", reason: { code: "stock-correction-order" } };
    const off = settings();
    const on = { ...off, stock: { ...off.stock, enabled: true, correctionDebtor: 205 } };
    const free = order([{ price: "0.00" }], {
      debtorId: 205,
      buyerReference: "Stock 12 #ABCDEFGH",
    });
    for (const fields of [
      {},
      { state: "cancelled" },
      { date: "2020-01-01" },
      { debtorId: 55 },
    ] as const)
      for (const chosen of [on, off])
        expect(checkEligibility({ ...free, ...fields }, chosen)).toMatchObject(corrects);
    const paid = order([{ price: "100.00" }], {
      debtorId: 55,
      buyerReference: "Stock 12 #ABCDEFGH",
    });
    expect(checkEligibility(paid, on)).toMatchObject({ kind: "go" });
  });

  it("is a sale where something was sold to the corrections' debtor, stock on or off", () => {
    const off = settings();
    const sold = order([{ price: "100.00" }], { debtorId: 205 });
    for (const enabled of [true, false]) {
      const stock = { ...off.stock, enabled, correctionDebtor: 205 };
      expect(checkEligibility(sold, { ...off, stock })).toEqual({ kind: "go", lookupFirst: false });
    }
  });

  it("goes when nothing speaks against it", () => {
    expect(judge({})).toEqual({ kind: "go", lookupFirst: false });
  });

  it("from before the start line goes when a back-fill lets it across, after a look; its filters hold all the same", () => {
    const past = order([{ price: "100.00" }], { date: "2020-01-01T10:00:00" });
    expect(checkEligibility(past, settings({}), true)).toEqual({ kind: "go", lookupFirst: true });
    expect(checkEligibility(past, settings({}))).toMatchObject({ kind: "before-start" });
    expect(checkEligibility({ ...past, state: "concept" }, settings({}), true)).toMatchObject({
      kind: "skip",
    });
    expect(checkEligibility(past, settings({ orders: { enabled: false } }), true)).toMatchObject({
      kind: "skip",
      reason: { code: "flow-off" },
    });
  });

  it("of nothing goes on to be held, or is left out where the tenant wants that", () => {
    const nothing = order([{ price: "0" }]);
    expect(checkEligibility(nothing, settings())).toMatchObject({ kind: "go" });
    expect(checkEligibility(nothing, settings({ orders: { zeroTotal: "skip" } }))).toMatchObject({
      kind: "skip",
      reason: { code: "zero-total-left-out" },
    });
    const byCard = order([
      { price: "60.00" },
      { kind: "gift-card", quantity: "-1", price: "60.00", rate: "0" },
    ]);
    expect(checkEligibility(byCard, settings({ orders: { zeroTotal: "skip" } }))).toMatchObject({
      kind: "go",
    });
  });

  it("is skipped while the flow is off", () => {
    expect(judge({}, { enabled: false })).toMatchObject({
      kind: "skip",
      reason: { code: "flow-off" },
    });
  });

  it("is skipped outside the status filter, a concept by default", () => {
    expect(judge({ state: "concept" })).toMatchObject({
      kind: "skip",
      reason: { code: "status-outside-filter", params: { status: 1, filter: "2, 3, 4, 5" } },
    });
    expect(judge({ state: "concept" }, { statuses: [1] })).toMatchObject({ kind: "go" });
    expect(judge({ state: "confirmed" }, { statuses: [1, 4] })).toMatchObject({ kind: "skip" });
    expect(judge({ state: "invoiced" }, { statuses: [5] })).toMatchObject({ kind: "go" });
  });

  it("is skipped outside the payment filter, and goes when it enters it", () => {
    expect(judge({ payment: "open" }, { paymentStatuses: ["Paid"] })).toMatchObject({
      kind: "skip",
      reason: { code: "payment-outside-filter", params: { payment: "Open", filter: "Paid" } },
    });
    expect(judge({ payment: "paid" }, { paymentStatuses: ["Paid"] })).toMatchObject({ kind: "go" });
    expect(
      judge({ payment: "partly-paid" }, { paymentStatuses: ["PartlyPaid", "Paid"] }),
    ).toMatchObject({ kind: "go" });
  });

  it("is to be removed when it was cancelled, wherever it stands in time", () => {
    expect(judge({ state: "cancelled" })).toMatchObject({
      kind: "remove",
      reason: { code: "cancelled-before-booking" },
    });
    expect(judge({ state: "cancelled", date: "2020-01-01" })).toMatchObject({
      kind: "remove",
      reason: { code: "before-start", params: { cancelled: true } },
    });
  });

  it("advises no credit for a cancelled order that is one itself", () => {
    const advice = (creditsOrderId: Order["creditsOrderId"]) => {
      const judged = judge({ state: "cancelled", date: "2020-01-01", creditsOrderId });
      return "reason" in judged ? reasonText(judged.reason).next : "";
    };
    expect(advice(null)).toContain("credit it in eAccounting");
    expect(advice(sourceOrderId(7))).toContain("cancel that credit in eAccounting");
    expect(advice(sourceOrderId(7))).not.toContain("credit it");
  });

  it("is held when its date isn't one", () => {
    expect(judge({ date: "2026-02-31" })).toMatchObject({
      kind: "hold",
      reason: { code: "faulty-source-shape" },
    });
    expect(judge({ date: "yesterday" })).toMatchObject({ kind: "hold" });
  });

  it.each(["0001-01-01T00:00:00", "1970-01-01T00:00:00", "1989-12-31"])(
    "is held, and not left out, when its date is %s: what a shop writes that knows none",
    (date) => {
      expect(judge({ date })).toMatchObject({
        kind: "hold",
        reason: { code: "faulty-source-shape", params: { field: "date", got: date } },
      });
      expect(judge({ date, state: "concept" })).toMatchObject({
        kind: "skip",
        reason: { code: "status-outside-filter" },
      });
      expect(judge({ date, state: "cancelled" })).toMatchObject({
        kind: "remove",
        reason: { code: "cancelled-before-booking" },
      });
    },
  );

  it("dated long ago is before the start line", () => {
    expect(judge({ date: "1990-01-01" })).toMatchObject({ kind: "before-start" });
  });

  it("before the start line is nothing else, whatever its status", () => {
    expect(judge({ date: "2026-10-31T23:59:59", state: "concept" })).toMatchObject({
      kind: "before-start",
    });
  });
});

describe("the start line against Asperion's local time", () => {
  it.each([
    ["2026-11-24T09:59:59", "2026-11-24T10:00:00+01:00", "before"],
    ["2026-11-24T10:00:00", "2026-11-24T10:00:00+01:00", "after"],
    ["2026-11-24T10:00", "2026-11-24T09:00:00Z", "after"],
    ["2026-07-01T10:59:59", "2026-07-01T09:00:00Z", "before"],
    ["2026-07-01T11:00:00", "2026-07-01T09:00:00Z", "after"],
    ["2026-07-01T00:30:00", "2026-06-30T22:00:00Z", "after"],
  ])("%s and a line at %s: %s", (date, line, side) => {
    expect(sideOfStartLine(date, line)).toBe(side);
  });

  it.each([
    ["2026-11-23", "before"],
    ["2026-11-24", "perhaps"],
    ["2026-11-24T00:00:00", "perhaps"],
    ["2026-11-25T00:00:00", "after"],
  ])("%s has no time of day: %s", (date, side) => {
    expect(sideOfStartLine(date, "2026-11-24T10:00:00+01:00")).toBe(side);
  });

  it("takes the start day by the shop's calendar, not by that of the line's own offset", () => {
    expect(sideOfStartLine("2026-11-24", "2026-11-23T23:30:00Z")).toBe("perhaps");
  });

  it("looks first where the repeated hour leaves the side open, and only there", () => {
    // On 25 October 2026 the clock goes from 03:00 back to 02:00: 02:30 is 00:30 or 01:30 UTC.
    expect(sideOfStartLine("2026-10-25T02:30:00", "2026-10-25T01:00:00Z")).toBe("perhaps");
    expect(sideOfStartLine("2026-10-25T02:30:00", "2026-10-25T00:30:00Z")).toBe("after");
    expect(sideOfStartLine("2026-10-25T02:30:00", "2026-10-25T01:30:01Z")).toBe("before");
  });

  it("looks first in the hour that spring skips", () => {
    expect(sideOfStartLine("2026-03-29T02:30:00", "2026-03-29T01:00:00Z")).toBe("perhaps");
    expect(sideOfStartLine("2026-03-29T03:30:00", "2026-03-29T01:30:00Z")).toBe("after");
  });

  it("an order of the start day without a time goes, but only after a look", () => {
    expect(judge({ date: "2026-11-01" })).toEqual({ kind: "go", lookupFirst: true });
  });
});

describe("the start line of a shop that may stamp in UTC", () => {
  const LINE = "2026-07-01T09:00:00Z";

  it.each([
    // Amsterdam is two hours ahead: as UTC the stamp is two hours later.
    ["2026-07-01T08:59:59", "before"],
    ["2026-07-01T09:00:00", "perhaps"],
    ["2026-07-01T10:59:59", "perhaps"],
    ["2026-07-01T11:00:00", "after"],
    // A day is the shop's own, whatever its clock.
    ["2026-06-30", "before"],
    ["2026-07-01", "perhaps"],
  ])("%s, once it is found to: %s", (date, side) => {
    expect(sideOfStartLine(date, LINE, "utc")).toBe(side);
  });

  const at = (date: string, zone: StampZone, crossing = false) =>
    checkEligibility(
      order([{ price: "100.00" }], { date }),
      settings({ orders: { startLine: LINE } }),
      crossing,
      zone,
    );

  it("takes what lies between the readings after a look, or holds it until the zone is known", () => {
    const between = "2026-07-01T10:00:00";
    expect(at(between, "utc")).toEqual({ kind: "go", lookupFirst: true });
    expect(at(between, "local")).toMatchObject({
      kind: "before-start",
      reason: { code: "before-start" },
    });
    expect(at(between, "unknown")).toMatchObject({
      kind: "before-start",
      held: true,
      reason: { code: "start-zone-unknown", params: { date: between, startLine: LINE } },
    });
    // A person lets it across.
    expect(at(between, "unknown", true)).toEqual({ kind: "go", lookupFirst: true });
  });

  it("holds nothing that lies on one side in both readings", () => {
    expect(at("2026-07-01T08:59:59", "unknown")).toMatchObject({
      kind: "before-start",
      reason: { code: "before-start" },
    });
    expect(at("2026-07-01T11:00:00", "unknown")).toEqual({ kind: "go", lookupFirst: false });
    expect(at("2026-06-30", "unknown")).toMatchObject({ reason: { code: "before-start" } });
  });
});

describe("a filter that was widened", () => {
  const lines = {
    statuses: [2, 4] as (2 | 4)[],
    filterLines: {
      statuses: { "4": "2026-11-20T12:00:00Z" },
      paymentStatuses: { Open: "2026-11-22T12:00:00Z" },
    },
  };

  it("leaves what lay in it before its own line, and takes what came after", () => {
    expect(
      judge({ state: "delivered", payment: "paid", date: "2026-11-20T12:59:59" }, lines),
    ).toMatchObject({
      kind: "before-start",
      reason: { params: { startLine: "2026-11-20T12:00:00Z" } },
    });
    expect(
      judge({ state: "delivered", payment: "paid", date: "2026-11-20T13:00:00" }, lines),
    ).toEqual({ kind: "go", lookupFirst: false });
    expect(
      judge({ state: "confirmed", payment: "paid", date: "2026-11-20T12:59:59" }, lines),
    ).toEqual({ kind: "go", lookupFirst: false });
  });

  it("of both filters the later line counts, and on the day of a line the ledger is searched first", () => {
    expect(
      judge({ state: "delivered", payment: "open", date: "2026-11-21T09:00:00" }, lines),
    ).toMatchObject({
      kind: "before-start",
      reason: { params: { startLine: "2026-11-22T12:00:00Z" } },
    });
    expect(judge({ state: "delivered", payment: "open", date: "2026-11-22" }, lines)).toEqual({
      kind: "go",
      lookupFirst: true,
    });
  });

  it("lets a back-fill across", () => {
    expect(
      checkEligibility(
        order([{ price: "100.00" }], {
          state: "delivered",
          payment: "paid",
          date: "2026-11-20T09:00:00",
        }),
        settings({ orders: lines }),
        true,
      ),
    ).toMatchObject({ kind: "go" });
  });
});
