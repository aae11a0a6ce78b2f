/** Whether the ledger has the accounts of a voucher, and would take them in it. */
import type { Voucher } from "../../../../domain/ledger/voucher.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import {
  accountInYear,
  type AccountState,
  readAccountState,
  readAccountVat,
} from "../../../../eaccounting/named-lists.ts";
import { yearsToAsk } from "../../../../eaccounting/voucher-reads.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../../../port.ts";

/** The vendor's code for an account that it doesn't have. */
const NO_ACCOUNT = 3002;

const isMissing = (failure: Failure): boolean =>
  failure.kind === "not-found" || (failure.kind === "rejected" && failure.code === NO_ACCOUNT);

/**
 * Returns which accounts of a voucher the ledger doesn't have, doesn't use any more, or would
 * refuse in it. It refuses such a voucher, and what is taken back by then would be in no voucher.
 * What can't be told is left to the ledger. The VAT codes of the others are remembered, so that
 * they are read once (`vatCodesOf`), whatever is wrong with the rest. `before`: the accounts of the
 * voucher that is taken back first, and refused itself where one of them is blocked; `null`: they
 * aren't known.
 */
export async function accountsUnfit(
  ports: Pick<VendorPort, "lookUp"> & Pick<RunFacts, "lists"> & Pick<MemoryPort, "saveLists">,
  { date, rows }: Pick<Voucher, "date" | "rows">,
  before: ReadonlySet<number> | null,
): Promise<Result<readonly Reason[], Failure>> {
  const [year] = yearsToAsk(ports.lists.fiscalYears ?? [], date);
  if (year === undefined) return ok([]);
  const unfit: Reason[] = [];
  const accountVat: Record<string, string | null> = {};
  for (const account of new Set(rows.map((row) => row.account))) {
    const answer = await ports.lookUp(accountInYear(year.id, account));
    if (!answer.ok && answer.error.kind === "no-access") break;
    if (!answer.ok && !isMissing(answer.error)) return answer;
    const state = answer.ok ? readAccountState(answer.value) : ok(null);
    if (!state.ok) return state;
    const mine = rows.filter((row) => row.account === account);
    const why = unfitFor(state.value, mine, before !== null && !before.has(account));
    if (why !== null)
      unfit.push(reason("voucher-account-unfit", { account: String(account), why }));
    const vat = why === null && answer.ok ? readAccountVat(answer.value) : null;
    if (vat?.ok === false) return vat;
    if (vat !== null) accountVat[account] = vat.value;
  }
  if (Object.keys(accountVat).length > 0) ports.saveLists({ accountVat });
  return ok(unfit);
}

/** Assumptions E251 and E252. `isNew`: no voucher of the order was booked on it. */
function unfitFor(state: AccountState | null, rows: Voucher["rows"], isNew: boolean) {
  if (state === null) return "missing";
  if (!state.isActive) return "inactive";
  if (state.isBlocked && isNew) return "blocked";
  const lacks = rows.some(({ mapped }) => mapped?.["CostCenterItemId1"] == null);
  return state.needsCostCenter && lacks ? "cost-center" : null;
}

/**
 * The same before rows are added to a day, whose voucher the ledger would refuse as a whole at its
 * close. Only of accounts that no voucher has used: the others are known to be there. Dry runs,
 * which may be of thousands of orders, ask nothing.
 */
export async function unfitForDay(
  ports: Pick<VendorPort, "lookUp"> &
    Pick<RunFacts, "lists" | "settings"> &
    Pick<MemoryPort, "saveLists">,
  { date, rows, level }: Pick<Voucher, "date" | "rows" | "level">,
): Promise<Result<readonly Reason[], Failure>> {
  const { accountVat = {} } = ports.lists;
  const unknown = rows.filter(({ account }) => accountVat[account] === undefined);
  if (level !== "daily" || unknown.length === 0 || ports.settings.trial) return ok([]);
  const unfit = await accountsUnfit(ports, { date, rows: unknown }, new Set());
  return unfit.ok
    ? ok(unfit.value.map(({ code, params }) => reason(code, { ...params, byDay: true })))
    : unfit;
}
