/** Which changes of settings let orders in that were left out before. */
import { expect, test } from "vitest";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { includesEarlierOrders } from "../../src/settings/orders/earlier-orders.ts";

const USUAL = settingsSchema.parse({});
type State = {
  readonly trial?: boolean;
  readonly enabled?: boolean;
  readonly from?: string | null;
};
const state = ({
  trial = false,
  enabled = true,
  from = "2026-11-10T00:00:00Z",
}: State): Settings => ({
  ...USUAL,
  trial,
  orders: { ...USUAL.orders, enabled, startLine: from },
});
const EARLIER = { from: "2026-11-01T00:00:00Z" };

test.each<readonly [State, State, boolean]>([
  // The line moves.
  [{}, {}, false],
  [{}, EARLIER, true],
  [EARLIER, {}, false],
  // By the instant, not as text.
  [{}, { from: "2026-11-10T00:30:00+01:00" }, true],
  // Nothing was booked until now.
  [{ trial: true }, {}, true],
  [{ enabled: false }, {}, true],
  [{ from: null }, {}, true],
  // Nothing is booked from now on.
  [{}, { ...EARLIER, trial: true }, false],
  [{}, { ...EARLIER, enabled: false }, false],
  [{}, { from: null }, false],
  [{ trial: true }, { enabled: false }, false],
])("from %j to %j: %s", (before, after, takes) => {
  expect(includesEarlierOrders(state(before), state(after))).toBe(takes);
});
