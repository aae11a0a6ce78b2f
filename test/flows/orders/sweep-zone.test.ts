/** What a sweep makes of the shop's time zone while nobody knows it, and says of it beforehand. */
import { describe, expect, test } from "vitest";
import { holds, type WorkObservations } from "../../../src/domain/vendors/checks.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { previewOrders, sweepFindsNothing } from "../../../src/flows/orders/intake/preview.ts";
import { sweepOrders } from "../../../src/flows/orders/intake/sweep.ts";
import { order } from "../../asperion/fixtures.ts";
import { LINE, page, sweeping } from "./sweep.kit.ts";

describe("a sweep of a shop whose zone nobody knows yet", () => {
  // 13:00 by the shop's clock.
  const NOW = "2026-10-01T11:00:00Z";
  const changedJustNow = { dateLastChange: "2026-10-01T12:55:00" };
  // As local time before the line, as UTC after it.
  const around = order({ id: 7, date: "2026-10-01T01:30:00", dateLastChange: null });

  test("learns it from the stamp of any order, also of one from long before the start line", async () => {
    const old = order({ id: 1, date: "2026-03-01T10:00:00", ...changedJustNow });
    const { ports, handed, saved } = sweeping(
      NOW,
      [page([old]), page([around])],
      {},
      ["schedule"],
      [],
      {},
    );
    await sweepOrders(ports);
    expect(saved).toEqual([{ seenAtWork: { P13: holds() } }]);
    // It is local: the other one is before the line, and nothing has to be held.
    expect(handed).toEqual([]);
  });

  test("learns nothing from a stamp that UTC may have made, and takes what lies around the line", async () => {
    const hoursOld = order({
      id: 1,
      date: "2026-03-01T10:00:00",
      dateLastChange: "2026-10-01T10:59:00",
    });
    const { ports, handed, saved } = sweeping(
      NOW,
      [page([hoursOld]), page([around])],
      {},
      ["schedule"],
      [],
      {},
    );
    await sweepOrders(ports);
    expect([saved, handed.map(({ key }) => key)]).toEqual([[], ["order:7"]]);
  });

  test("is begun where a look would learn it", async () => {
    const old = order({ id: 1, date: "2026-03-01T10:00:00", ...changedJustNow });
    const marks = {
      "orders-changed-until": String(Date.parse(NOW)),
      "orders-dated-until": String(Date.parse(NOW)),
      "orders-change-filter": "works",
      "orders-sort": "works",
    };
    const look = (seen: WorkObservations) =>
      sweepFindsNothing(sweeping(NOW, [page([old])], marks, ["schedule"], [], seen).ports);
    expect([await look({}), await look({ P13: holds() })]).toEqual([false, true]);
  });

  test("says beforehand which orders it would only put on hold", async () => {
    const after = order({ id: 8, date: "2026-10-01T02:00:00", dateLastChange: null });
    const told = async (answers: VendorAnswer[]) => {
      const { ports } = sweeping(NOW, answers, {}, ["schedule"], [], {});
      const preview = await previewOrders(ports);
      return preview.ok ? [preview.value.later, preview.value.held] : null;
    };
    expect(await told([page([]), page([around, after])])).toEqual([
      1,
      [
        {
          reason: reason("start-zone-unknown", { date: "2026-10-01T01:30:00", startLine: LINE }),
          count: 1,
          first: ["W1001"],
        },
      ],
    ]);
    const old = order({ id: 1, date: "2026-03-01T10:00:00", ...changedJustNow });
    expect(await told([page([old]), page([around, after])])).toEqual([1, []]);
  });
});
