/** Whether the ledger has the accounts of a voucher, and would take them in it. */
import type { KnownAccount } from "../../../../domain/ledger/accounts.ts";
import { RETRY } from "../../../../domain/jobs/requested-actions.ts";
import type { Voucher } from "../../../../domain/ledger/voucher.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { type AccountPorts, accountsOn } from "../../../known-accounts.ts";
import type { RunFacts } from "../../../port.ts";

type Rows = Voucher["rows"];

/**
 * Returns which accounts of a voucher the ledger doesn't have, doesn't use any more, or would
 * refuse in it. It refuses such a voucher, and what is taken back by then would be in no voucher,
 * so each is asked for, known or not. What can't be told is left to the ledger. `before`: the
 * accounts of the voucher that is taken back first, and refused itself where one of them is
 * blocked; `null`: they aren't known.
 */
export async function unusableAccounts(
  ports: AccountPorts,
  { date, rows }: Pick<Voucher, "date" | "rows">,
  before: ReadonlySet<number> | null,
): Promise<Result<readonly Reason[], Failure>> {
  const isNew = (account: number): boolean => before !== null && !before.has(account);
  const known = await accountsOn(ports, date, numbersOf(rows), isShown);
  return known.ok ? ok(unfitOf(known.value, rows, isNew)) : known;
}

/** What the ledger doesn't show isn't asked for again. */
const isShown = (known: KnownAccount | null): boolean => known?.vat !== undefined || known === null;

const numbersOf = (rows: Rows): readonly number[] => rows.map(({ account }) => account);

const unfitOf = (
  accounts: ReadonlyMap<number, KnownAccount | null>,
  rows: Rows,
  isNew: (account: number) => boolean,
): readonly Reason[] =>
  [...accounts].flatMap(([account, known]) => {
    const why = unfitFor(known, rowsOn(rows, account), isNew(account));
    return why === null ? [] : [reason("voucher-account-unfit", { account: String(account), why })];
  });

const rowsOn = (rows: Rows, account: number): Rows => rows.filter((row) => row.account === account);

/** Assumptions E251 and E252. `isNew`: no voucher of the order was booked on it. */
function unfitFor(known: KnownAccount | null, rows: Rows, isNew: boolean) {
  if (known === null) return "missing";
  if (known.isInactive === true) return "inactive";
  if (known.isBlocked === true && isNew) return "blocked";
  const lacks = rows.some(({ mapped }) => mapped?.["CostCenterItemId1"] == null);
  return known.needsCostCenter === true && lacks ? "cost-center" : null;
}

/**
 * The same before rows are added to a day, whose voucher the ledger would refuse as a whole at its
 * close. What is known counts. An account that doesn't fit is asked for again where a person
 * retries, as they may have mended it, and by each order where the ledger's lists are never read.
 * Dry runs, which may be of thousands of orders, ask nothing.
 */
export async function unusableAccountsForDay(
  ports: AccountPorts & Pick<RunFacts, "settings" | "eventTypes">,
  { date, rows, level }: Pick<Voucher, "date" | "rows" | "level">,
): Promise<Result<readonly Reason[], Failure>> {
  if (level !== "daily" || ports.settings.trial) return ok([]);
  const asksAgain =
    ports.eventTypes.includes(RETRY) || ports.settings.schedules.lookups === "never";
  const isUnfit = (known: KnownAccount | null, account: number): boolean =>
    asksAgain && unfitFor(known, rowsOn(rows, account), true) !== null;
  const known = await accountsOn(ports, date, numbersOf(rows), isUnfit);
  return known.ok
    ? ok(
        unfitOf(known.value, rows, () => true).map(({ code, params }) =>
          reason(code, { ...params, byDay: true }),
        ),
      )
    : known;
}
