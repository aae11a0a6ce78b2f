/** A day's voucher that was moved to a day on which the books are open. */
import { expect, test } from "vitest";
import { dayKey } from "../../../src/domain/ids.ts";
import { localDay } from "../../../src/domain/platform/zoned-time.ts";
import { bookDay } from "../../../src/flows/days/book.ts";
import { loadLists } from "../../../src/flows/ledger-lists.ts";
import type { DocumentRecord } from "../../../src/flows/port.ts";
import { FlowWorld as World } from "../../support/flow-world.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const DAY_MS = 86_400_000;

test("is told with the day that it has, however often its job runs", async () => {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", closedPeriod: "next-open-day", voucher: { level: "daily" } },
    lookups: VOUCHER_LOOKUPS,
  });
  const day = new Date(Date.now() - 3 * DAY_MS).toISOString().slice(0, 10);
  const today = localDay(Date.now(), "Europe/Stockholm");
  const lockedTo = new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10);
  const rows = [
    { account: 1510, debit: "125.00", credit: "0.00", of: "" },
    { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
  ];
  const closed = { id: `${day}-1`, day, members: 1, rows };
  const loaded = await world.look(1, (ports) => loadLists(ports));
  const { company } = world.lists;
  if (!loaded.ok || company === null) throw new Error("no lookups");
  const lists = { ...loaded.value, company: { ...company, lockedTo } };
  const run = async (documents: readonly DocumentRecord[]) => {
    const booked = await world.look(1, (ports) =>
      bookDay({ ...ports, key: dayKey(closed.id), documents, lists }, closed),
    );
    if (!booked.ok) throw new Error(JSON.stringify(booked.error));
    return booked.value;
  };
  const first = await run([]);
  expect(first.end.reasons[0]).toMatchObject({ code: "day-booked", params: { day, date: today } });
  const again = await run(first.document === null ? [] : [first.document]);
  expect(again.end.reasons[0]).toEqual(first.end.reasons[0]);
});
