/**
 * What the inbox says of an event: whether its job may run at once, by a clock that never stands
 * still.
 */
import { expect, test } from "vitest";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { objectSql } from "../support/object-sql.ts";

test("a new order may run at once, also where the clock moves on while it is taken in", () => {
  let now = Date.UTC(2026, 10, 27);
  const context = {
    sql: objectSql(),
    now: () => (now += 1),
    soon: () => undefined,
    wake: () => undefined,
    slots: { pressed: false },
    deps: { timings: { coalesceMs: 5_000 } },
  } as unknown as TenantContext;
  const input = { eventId: "e1", key: "order:1", flow: "orders", type: "order.created" } as const;
  expect(intake.accept(context, input)).toMatchObject({ duplicate: false, dispatch: true });
});
