/** Which orders lines of other payouts name, booked or not, among the payouts nearest by day. */
import { DAY_MS } from "../../../../domain/platform/durations.ts";
import { dec } from "../../../../domain/money.ts";
import { storedJson } from "../../../../domain/platform/stored-json.ts";
import type { PayoutLine } from "../../../../domain/payouts/lines.ts";
import { foldOrderNumber, numbersIn } from "../../../../flows/payouts/match.ts";
import type { ExcessOrder } from "../../../contract/payouts.ts";
import { all, raw } from "../../storage/sql.ts";
import { ordersOf } from "../order-numbers.ts";
import * as store from "../payout-store.ts";

/** Suggestions look as far from a line. */
const DAYS_NEAR = 14;
const MAX_PAYOUTS = 40;
/** Of all of them together: a payout of ten thousand lines isn't read to its end for this. */
const MAX_PARTS = 40;

type Order = { readonly key: string; readonly label: string };

/** What is paid of an order and what is paid back come in payouts of their own. */
const side = ({ gross }: Pick<PayoutLine, "gross">): string => (dec(gross).lt(0) ? "-" : "+");

const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

const near = (sql: SqlStorage, { id, day }: store.StoredPayout): readonly store.StoredPayout[] =>
  all<store.StoredPayout>(sql)`
    SELECT * FROM payouts
    WHERE day >= ${dayFrom(day, -DAYS_NEAR)} AND day <= ${dayFrom(day, DAYS_NEAR)} AND id <> ${id}
    ORDER BY abs(julianday(day) - julianday(${day})), id
    LIMIT ${raw(MAX_PAYOUTS)}`;

/** Returns the name of the payout by whose lines an order is paid too, or paid back too. */
export async function findOtherPayoutNaming(
  sql: SqlStorage,
  row: store.StoredPayout,
  orders: readonly Order[],
): Promise<(line: Pick<PayoutLine, "gross">, order: Order) => string | null> {
  const wanted = new Set(orders.flatMap(({ key, label }) => [key, foldOrderNumber(label)]));
  const found = new Map<string, string>();
  let parts = 0;
  for (const other of wanted.size === 0 ? [] : near(sql, row)) {
    const persons = storedJson<Record<string, string>>(other.persons);
    for (let part = 0; part < store.partsOf(other) && parts < MAX_PARTS; part += 1, parts += 1)
      for (const line of await store.linesOf(sql, other, part)) {
        const chosen = persons[line.id];
        for (const name of chosen === undefined ? numbersIn(line) : [chosen])
          if (wanted.has(name)) found.set(`${side(line)} ${name}`, other.payout || other.day);
      }
  }
  return (line, { key, label }) =>
    found.get(`${side(line)} ${key}`) ??
    found.get(`${side(line)} ${foldOrderNumber(label)}`) ??
    null;
}

/** Orders that a person chose for this payout's lines, and that another payout names too. */
export async function chosenTwice(
  sql: SqlStorage,
  row: store.StoredPayout,
): Promise<readonly ExcessOrder[]> {
  const persons = storedJson<Record<string, string>>(row.persons);
  const chosen = ordersOf(sql, [...new Set(Object.values(persons))]);
  const namedIn = await findOtherPayoutNaming(sql, row, [...chosen.values()]);
  const twice: ExcessOrder[] = [];
  if (chosen.size === 0) return twice;
  for (let part = 0; part < Math.min(store.partsOf(row), MAX_PARTS); part += 1)
    for (const line of await store.linesOf(sql, row, part)) {
      const order = chosen.get(persons[line.id] ?? "");
      const payout = order === undefined ? null : namedIn(line, order);
      if (order === undefined || payout === null) continue;
      const { key, label } = order;
      twice.push({ at: line.at, key, order: label, what: "named", amount: line.gross, payout });
    }
  return twice;
}
