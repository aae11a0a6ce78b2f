import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  carriesMarker,
  markedText,
  markerCode,
  markerText,
  shortCode,
} from "../../src/domain/orders/marker.ts";

const identity = { administrationId: 7, orderId: "501", role: "sales-order", n: 1 } as const;

describe("a marker's code", () => {
  it("is what it was in every earlier version: it stands in the ledgers", async () => {
    expect(await markerCode(identity)).toBe("4CEIIQO7");
  });

  it("is another for another administration, order, role or number", async () => {
    const codes = await Promise.all(
      [
        identity,
        { ...identity, administrationId: 8 },
        { ...identity, orderId: "502" },
        { ...identity, role: "customer" as const },
        { ...identity, n: 2 },
      ].map(markerCode),
    );
    expect(new Set(codes).size).toBe(5);
  });
});

describe("a marker in its field", () => {
  it("stands after the own text, which gives way", () => {
    expect([
      markedText("Anna", "1001 #K7Q2M9XA", 100),
      markedText("", "1001 #K7Q2M9XA", 100),
      markedText("A long own text", "1001 #K7Q2M9XA", 24),
      markedText("Anna", "1001 #K7Q2M9XA", 15),
    ]).toEqual([
      "Anna · 1001 #K7Q2M9XA",
      "1001 #K7Q2M9XA",
      "A long · 1001 #K7Q2M9XA",
      "1001 #K7Q2M9XA",
    ]);
  });

  it("is found again whatever stands before it, and fits whenever it can", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 14, max: 100 }), (own, max) => {
        const text = markedText(own, markerText("1001", "501", "K7Q2M9XA"), max);
        expect([text.length <= max, carriesMarker(text, "K7Q2M9XA")]).toEqual([true, true]);
      }),
    );
  });

  it("cuts no character of the own text in two", () => {
    for (const pad of ["", "a", "ab"]) {
      const text = markedText(pad + "😀".repeat(50), "1001 #K7Q2M9XA", 100);
      expect([text.isWellFormed(), text.length <= 100]).toEqual([true, true]);
    }
  });

  it("isn't found in a code that merely contains it", () => {
    expect([
      carriesMarker("1001 #K7Q2M9XAB", "K7Q2M9XA"),
      carriesMarker("1001 #AK7Q2M9XA", "K7Q2M9XA"),
      carriesMarker("K7Q2M9XA", "K7Q2M9XA"),
      carriesMarker(null, "K7Q2M9XA"),
    ]).toEqual([false, false, false, false]);
  });

  it("of an order without a number names its id", () => {
    expect(markerText(null, "501", "K7Q2M9XA")).toBe("id 501 #K7Q2M9XA");
  });
});

it("codes that are asked for at once or by turns are those of their own documents", async () => {
  const [one, other] = [
    { administrationId: 1, orderId: "1", role: "sales-order", n: 1 },
    { administrationId: 1, orderId: "2", role: "sales-order", n: 1 },
  ] as const;
  const text = ({ administrationId, orderId, role, n }: typeof one | typeof other) =>
    shortCode(JSON.stringify([administrationId, orderId, role, n]));
  const [first, second] = [await text(one), await text(other)];
  expect(first).not.toBe(second);
  for (const [identity, code] of [
    [one, first],
    [other, second],
    [one, first],
    [one, first],
  ] as const)
    expect(await markerCode(identity)).toBe(code);
  const atOnce = [one, other, other, one].map(markerCode);
  expect(await Promise.all(atOnce)).toEqual([first, second, second, first]);
});
