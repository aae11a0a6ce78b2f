/**
 * A write whose connection is lost at once and which the vendor commits minutes later: for every
 * kind, one right end.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";
import { timesCut } from "../support/cut.ts";
import { mug } from "../support/orders.ts";
import { ORDER_WRITES, WriteCases } from "../support/write-cases.ts";

let bridge: Bridge;
let cases: WriteCases;
const MINUTE = 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  cases = await WriteCases.at(bridge);
});

afterEach(() => bridge.control("eaccounting", "DELETE", "/faults"));

afterAll(() => bridge.stop());

/**
 * Before the first look-up at a minute, between two look-ups, and after the look-up that lets a
 * unique number be sent again.
 */
const LATENESS = [0.5, 4, 10] as const;

test.each(ORDER_WRITES.flatMap((kind) => LATENESS.map((minutes) => [kind, minutes] as const)))(
  "%s, committed %d minutes late, leaves one right document",
  async (kind, minutes) => {
    const { arrange, route } = cases.writes[kind];
    const made = await arrange();
    // What the runtime would repeat isn't cut but never answered.
    await bridge.fault("eaccounting", {
      route,
      kind: "late-commit",
      ms: minutes * MINUTE,
      answer: timesCut(route) === 1 ? "drop" : "hang",
    });
    expect((await bridge.webhook(made.tenant, made.order.id, { type: made.type })).status).toBe(
      202,
    );
    await bridge.until(
      async () => (await cases.statesOf(made, kind)).includes("in-doubt"),
      "the write is in doubt",
    );
    await cases.expectRightEnd(made);
    // Whatever is still to come through has come through by now.
    await bridge.advance(20 * MINUTE);
    await cases.expectRightEnd(made);
  },
);

test("an update that comes true after a newer one is found, and the newer one is written again", async () => {
  const { arrange, route } = cases.writes["order.update"];
  const made = await arrange();
  const told = async () =>
    expect((await bridge.webhook(made.tenant, made.order.id, { type: made.type })).status).toBe(
      202,
    );
  await bridge.fault("eaccounting", {
    route,
    kind: "late-commit",
    ms: 12 * MINUTE,
    answer: "drop",
  });
  await told();
  await bridge.until(
    async () => (await cases.statesOf(made, "order.update")).includes("in-doubt"),
    "the write is in doubt",
  );
  await bridge.edit(made.order.id, { lines: [mug(9)] });
  await told();
  await cases.expectRightEnd(made);
  await bridge.advance(20 * MINUTE);
  await cases.expectRightEnd(made);
});
