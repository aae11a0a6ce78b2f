/**
 * The shop once its orders go into daily vouchers, with a day that has closed: pictured last, as
 * stock isn't kept beside vouchers. What the machine's clock doesn't bring is laid on the disk
 * while no runtime runs: the orders of yesterday were added yesterday.
 */
import { DAY_MS } from "../../src/domain/platform/durations.ts";
import { inDatabase, objectFiles } from "../local/alarms.ts";
import type { World } from "../local/world.ts";
import { VOUCHER_LOOKUPS } from "../../test/sandbox/eaccounting/voucher-accounts.ts";

export const dayAgo = (ago: number): string =>
  new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

/** Answers the voucher's day, as addresses name it. */
export async function closeOneDay(world: World, id: string): Promise<string> {
  const { operator, stateDir } = world;
  const [today, yesterday] = [dayAgo(0), dayAgo(1)];
  await operator.configure(id, {
    stock: { enabled: false },
    lookups: VOUCHER_LOOKUPS,
    // A voucher has none of the fields that they fill.
    mapping: { orders: { head: [], rows: [] } },
    orders: {
      type: "mutation",
      typeRules: [],
      startLine: `${dayAgo(2)}T00:00:00.000Z`,
      voucher: { level: "daily", paid: "clearing", dayClosesAt: 0 },
    },
  });
  const place = async (day: string, quantities: readonly number[]): Promise<void> => {
    for (const quantity of quantities)
      await operator.control("asperion", "POST", "/orders", {
        currencyCode: "SEK",
        debtorId: 203,
        date: `${day}T10:00:00`,
        paymentMethodId: "CARD",
        paymentStatus: "Paid",
        notify: true,
        lines: [{ articleCode: "LAMP", quantity }],
      });
    await operator.settled(id);
  };
  await place(yesterday, [1, 2, 1, 4]);
  await world.killAndRestart({
    dead: async () => {
      for (const path of await objectFiles(stateDir, "TenantSync"))
        inDatabase(path, (database) =>
          database.exec(`UPDATE day_members SET added_at = added_at - ${DAY_MS}`),
        );
    },
  });
  const day = `${yesterday}-1`;
  await operator.until("the day is closed", async () => {
    await world.runtime.cron();
    const answer = await operator.ask("GET", `/tenants/${id}/days`);
    return JSON.stringify(answer).includes('"booked"') ? true : null;
  });
  await operator.settled(id);
  await place(today, [1, 3]);
  return day;
}
