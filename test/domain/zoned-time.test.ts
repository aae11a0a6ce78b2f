import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  instantsOf,
  localDay,
  parseLocal,
  sourceStamp,
  zoneOfCountry,
  zoneOffset,
} from "../../src/domain/platform/zoned-time.ts";

const HOUR = 3_600_000;
const at = (text: string) => {
  const stamp = parseLocal(text);
  if (stamp === null) throw new Error(text);
  const { earliest, latest } = instantsOf(stamp, "Europe/Amsterdam");
  return [new Date(earliest).toISOString(), new Date(latest).toISOString()];
};

describe("local stamps", () => {
  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-1-1",
    "24-11-2026",
    "2026-11-24 10:00:00",
    "2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00+01:00",
    "2026-11-24T25:00:00",
    "",
  ])("%o isn't one", (text) => {
    expect(parseLocal(text)).toBeNull();
  });

  it("know whether they have a time of day", () => {
    expect(
      [
        "2026-11-24",
        "2026-11-24T00:00:00",
        "2026-11-24T00:00",
        "2026-11-24T00:00:00.001",
        "2026-11-24T00:01",
      ].map((text) => parseLocal(text)?.hasTime),
    ).toEqual([false, false, false, true, true]);
  });
});

describe("instants of a local time", () => {
  it("are one in winter and in summer", () => {
    expect(at("2026-01-15T12:00:00")).toEqual([
      "2026-01-15T11:00:00.000Z",
      "2026-01-15T11:00:00.000Z",
    ]);
    expect(at("2026-07-15T12:00:00.500")).toEqual([
      "2026-07-15T10:00:00.500Z",
      "2026-07-15T10:00:00.500Z",
    ]);
  });

  it("are two in the hour that autumn repeats, and only in that hour", () => {
    expect(at("2026-10-25T02:30:00")).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-25T01:30:00.000Z",
    ]);
    expect(at("2026-10-25T01:59:59")).toEqual([
      "2026-10-24T23:59:59.000Z",
      "2026-10-24T23:59:59.000Z",
    ]);
    expect(at("2026-10-25T03:00:00")).toEqual([
      "2026-10-25T02:00:00.000Z",
      "2026-10-25T02:00:00.000Z",
    ]);
  });

  it("are both readings in the hour that spring skips", () => {
    expect(at("2026-03-29T02:30:00")).toEqual([
      "2026-03-29T00:30:00.000Z",
      "2026-03-29T01:30:00.000Z",
    ]);
  });

  it("come back as the local time that they were", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_600_000_000, max: 2_000_000_000 }),
        fc.constantFrom("Europe/Amsterdam", "Europe/Helsinki", "Europe/Stockholm"),
        (seconds, zone) => {
          const instant = seconds * 1000;
          const local = new Date(instant + zoneOffset(instant, zone)).toISOString().slice(0, 19);
          const stamp = parseLocal(local);
          expect(stamp).not.toBeNull();
          if (stamp === null) return;
          const { earliest, latest } = instantsOf(stamp, zone);
          expect([earliest, latest]).toContain(instant);
          expect(latest - earliest === 0 || latest - earliest === HOUR).toBe(true);
        },
      ),
    );
  });
});

it("days are those of the zone", () => {
  const late = Date.parse("2026-11-24T22:30:00Z");
  expect([
    localDay(late, zoneOfCountry("NL")),
    localDay(late, zoneOfCountry("FI")),
    localDay(late - 0.5, zoneOfCountry("SE")),
  ]).toEqual(["2026-11-24", "2026-11-25", "2026-11-24"]);
});

it("an offset is right to the millisecond at each change of a clock, whatever was asked before", () => {
  const zones = ["NL", "SE", "NO", "FI"].map(zoneOfCountry);
  const wanted = (instant: number, zone: string): number => {
    const told = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
      .formatToParts(instant)
      .find(({ type }) => type === "timeZoneName")?.value;
    const [, sign, hours = "0"] = /^GMT([+-])?(\d\d)?/.exec(told ?? "") ?? [];
    return (sign === "-" ? -1 : 1) * Number(hours) * HOUR;
  };
  for (let year = 1975; year < 2040; year += 1)
    for (const month of [2, 8, 9]) {
      const last = new Date(Date.UTC(year, month + 1, 0));
      const sunday = last.getTime() - last.getUTCDay() * 24 * HOUR;
      for (const instant of [sunday + HOUR - 1, sunday + HOUR, sunday + HOUR + 1])
        for (const zone of zones)
          expect(zoneOffset(instant, zone), `${new Date(instant).toISOString()} ${zone}`).toBe(
            wanted(instant, zone),
          );
    }
});

describe("stamps of a sender that names its zone", () => {
  it.each([
    ["2026-02-10T23:30:00+01:00", "2026-02-10T23:30:00"],
    ["2026-02-10T23:30:00Z", "2026-02-11T00:30:00"],
    ["2026-07-10T23:30:00.123Z", "2026-07-11T01:30:00"],
    ["2026-02-11T00:30+0200", "2026-02-10T23:30:00"],
    ["2026-02-10T18:30:00-05", "2026-02-11T00:30:00"],
  ])("%s is the source's %s", (text, local) => {
    expect(sourceStamp(text)).toBe(local);
    expect(sourceStamp(local)).toBe(local);
  });

  it.each([
    "2026-02-10",
    "2026-02-10T23:30:00",
    "10-02-2026 23:30",
    "2026-02-31T10:00:00Z",
    "soon",
  ])("%s stays as it is", (text) => expect(sourceStamp(text)).toBe(text));
});
