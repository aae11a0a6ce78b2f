/** A day's voucher that a person confirmed is booked on the date that was shown, or held. */
import { expect, test } from "vitest";
import { confirmedAs, RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import { dayKey } from "../../../src/domain/ids.ts";
import { localDay } from "../../../src/domain/platform/zoned-time.ts";
import { bookDay } from "../../../src/flows/days/book.ts";
import { loadLists } from "../../../src/flows/ledger-lists.ts";
import { readOnlyPorts } from "../../../src/flows/read-only-ports.ts";
import { FlowWorld as World } from "../../support/flow-world.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const DAY_MS = 86_400_000;

test("another date than the one that was shown holds it, and nothing is sent", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", closedPeriod: "ask", voucher: { level: "daily" } },
    lookups: VOUCHER_LOOKUPS,
  });
  const before = (days: number): string =>
    new Date(Date.parse(localDay(Date.now(), "Europe/Stockholm")) - days * DAY_MS)
      .toISOString()
      .slice(0, 10);
  const day = before(3);
  const rows = [
    { account: 1510, debit: "125.00", credit: "0.00", of: "" },
    { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
  ];
  const closed = { id: `${day}-1`, day, members: 1, rows };
  const loaded = await world.look(1, (ports) => loadLists(ports));
  const { company } = world.lists;
  if (!loaded.ok || company === null) throw new Error("no lookups");
  const run = (lockedTo: string, types: readonly string[], marks: string[] | null = null) =>
    world.look(1, async (ports) => {
      const key = dayKey(closed.id);
      const lists = { ...loaded.value, company: { ...company, lockedTo } };
      const own = { ...ports, key, lists };
      const eventTypes = [RETRY, ...types];
      const tried = marks === null ? own : readOnlyPorts(own, key);
      const ended = await bookDay({ ...tried, eventTypes }, closed, (mark) => marks?.push(mark));
      if (!ended.ok) throw new Error(JSON.stringify(ended.error));
      return ended.value.end;
    });
  const marks: string[] = [];
  expect((await run(day, [], marks)).reasons[0]?.code).toBe("trial-mode");
  const [mark = ""] = marks;
  const later = await run(before(2), [confirmedAs(mark)]);
  expect([later.outcome, later.reasons]).toEqual([
    "held",
    [{ code: "day-date-changed", params: { day, shown: before(2), date: before(1) } }],
  ]);
  const { outcome, reasons } = await run(day, [confirmedAs(mark)]);
  expect([outcome, reasons[0]?.params["date"]]).toEqual(["booked", before(2)]);
});
