/** The deadline that D1 knows of a tenant's next sweep: seldom written, and never too late. */
import { expect, test } from "vitest";
import { isNearEnough } from "../../src/sync/tenant/alarm/watching.ts";

const EVERY = 300_000;
const AHEAD = 3 * EVERY + 600_000;

test("every other sweep writes it, and it is never later than three intervals and the slack allow", () => {
  let told = "null";
  let written = 0;
  for (let sweep = 0; sweep < 100; sweep += 1) {
    const deadline = sweep * EVERY + AHEAD;
    if (!isNearEnough(told, deadline, EVERY)) {
      told = String(deadline);
      written += 1;
    }
    expect(Number(told)).toBeLessThanOrEqual(deadline);
    expect(deadline - Number(told)).toBeLessThanOrEqual(EVERY);
  }
  expect(written).toBe(50);
});

test("a deadline that came, went or moved nearer is always told", () => {
  expect(isNearEnough("null", 1_000, EVERY)).toBe(false);
  expect(isNearEnough("1000", null, EVERY)).toBe(false);
  expect(isNearEnough("1001", 1_000, EVERY)).toBe(false);
});
