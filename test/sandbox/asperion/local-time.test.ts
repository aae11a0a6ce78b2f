import { expect, test } from "vitest";
import { localStamp, readStamp } from "./local-time.ts";

test("stamps are Dutch local time, and in the hour that summer time ends a later instant reads earlier", () => {
  expect(localStamp(Date.parse("2026-07-01T10:00:00Z"))).toBe("2026-07-01T12:00:00");
  expect(localStamp(Date.parse("2026-12-31T23:30:00Z"))).toBe("2027-01-01T00:30:00");
  expect(localStamp(Date.parse("2026-10-25T00:55:00Z"))).toBe("2026-10-25T02:55:00");
  expect(localStamp(Date.parse("2026-10-25T01:05:00Z"))).toBe("2026-10-25T02:05:00");
});

test("filters take a day or a stamp without a zone, and nothing else", () => {
  expect(readStamp("2026-02-28")).toBe("2026-02-28T00:00:00");
  expect(readStamp("2026-02-28", "to")).toBe("2026-02-28T23:59:59");
  expect(readStamp("2026-02-28T09:30:00", "to")).toBe("2026-02-28T09:30:00");
  for (const bad of ["2026-02-30", "2026-02-28T09:30:00Z", "2026-02-28T25:00:00", "28-02-2026", ""])
    expect(readStamp(bad)).toBeNull();
});
