/** Orders whose money a dispute took and whose sale was taken back besides. */
import { toCents } from "../../../domain/money.ts";
import { placeOf } from "../../../flows/payouts/settling.ts";
import { maxBookedCents } from "../../../flows/payouts/excess-lines.ts";
import { openCentsByOrder, creditedCents, reversedCents } from "../journal/clearing.ts";
import { allDisputed } from "../journal/disputes.ts";
import { creditedCentsByOrder, registeredRefunds } from "../runs/originals.ts";
import { targetsOf } from "./order-numbers.ts";
import * as store from "./payout-store.ts";

const MOST = 200;

/** `cents`: of the company's currency, what of it stands twice. */
type DisputedTwice = {
  readonly account: number;
  readonly key: string;
  readonly cents: number;
};

/**
 * Orders whose money a dispute took and whose sale was taken back besides: the same money stands
 * twice, once each way. A dispute on clearing stands beside what is open on the credits of the
 * invoice; a loss beside what a credit's voucher or a reversal took off clearing once more. Of
 * invoices in another currency those that are credited whole: what a part of one is at the rate of
 * its dispute isn't known.
 */
export function disputedAndTakenBack(
  sql: SqlStorage,
  currency: string | null,
): readonly DisputedTwice[] {
  const disputes = allDisputed(sql);
  const open = openCentsByOrder(
    sql,
    disputes.map(({ key }) => key),
  );
  const stands = disputes.filter(({ key, isLoss }) =>
    isLoss ? (open.get(key) ?? 0) < 0 : (open.get(key) ?? 0) > 0,
  );
  const keys = stands.map(({ key }) => key);
  const onInvoices = creditedCentsByOrder(sql, keys, currency, ON_INVOICES);
  const whole = creditedWhole(
    sql,
    keys.filter((key) => !onInvoices.has(key)),
    currency,
  );
  const [byCredits, byReversals] = [creditedCents(sql, keys), reversedCents(sql, keys)];
  const ofLoss = (key: string): number => (byCredits.get(key) ?? 0) + (byReversals.get(key) ?? 0);
  return stands
    .filter(({ key, isLoss }) => (isLoss ? ofLoss(key) > 0 : onInvoices.has(key) || whole.has(key)))
    .slice(0, MOST)
    .map((one) => {
      const { key, isLoss } = one;
      const most = Math.min(one.cents, Math.abs(open.get(key) ?? 0));
      if (!isLoss && whole.has(key)) return { ...one, cents: most };
      const back = isLoss
        ? ofLoss(key)
        : (onInvoices.get(key) ?? 0) - toCents(registeredRefunds(sql, key, "").refunded);
      return { ...one, cents: Math.min(most, back) };
    })
    .filter(({ cents }) => cents > 0);
}

const ON_INVOICES = ["credit", "delta-credit"] as const;

/** Of these orders those in another currency whose invoice is credited whole, and not paid back. */
function creditedWhole(
  sql: SqlStorage,
  keys: readonly string[],
  currency: string | null,
): ReadonlySet<string> {
  const targets = [
    ...targetsOf(
      sql,
      keys.map((key) => ({ key, label: "" })),
    ).values(),
  ].filter((one) => one.currency !== null && one.currency !== currency);
  return new Set(
    targets.flatMap(({ key, invoiced, ...target }) => {
      const back = creditedCentsByOrder(sql, [key], target.currency, ON_INVOICES).get(key) ?? 0;
      const most = maxBookedCents(target) ?? 0;
      if (back === 0) return [];
      const place = placeOf("credit", key, invoiced?.credits ?? []);
      const paidBack = store.takenByOtherPayouts(sql, { id: "" }, [place]).get(place) ?? 0;
      return back - paidBack - toCents(registeredRefunds(sql, key, "").refunded) < most
        ? []
        : [key];
    }),
  );
}
