/**
 * What the ledger's accounts are in a fiscal year (E248): whether a voucher may use one, and its
 * VAT code. Each is asked for once, and again after the ledger's lists are read anew.
 */
import { accountKey, type KnownAccount } from "../domain/ledger/accounts.ts";
import { type Failure, ok, type Result } from "../domain/result.ts";
import { accountInYear, readAccount } from "../eaccounting/named-lists.ts";
import { yearsToAsk } from "../eaccounting/voucher-reads.ts";
import type { MemoryPort, RunFacts, VendorPort } from "./port.ts";

export type AccountPorts = Pick<VendorPort, "lookUp"> &
  Pick<RunFacts, "lists"> &
  Pick<MemoryPort, "saveLists">;

/** The vendor's code for an account that it doesn't have. */
const NO_ACCOUNT = 3002;

const isMissing = (failure: Failure): boolean =>
  failure.kind === "not-found" || (failure.kind === "rejected" && failure.code === NO_ACCOUNT);

/**
 * Returns the accounts in the year of a day, by number; empty where the ledger's years aren't
 * known. `asksAgain`: of which known ones the answer doesn't count any more.
 */
export async function accountsOn(
  { lists, lookUp, saveLists }: AccountPorts,
  day: string,
  numbers: readonly number[],
  asksAgain: (known: KnownAccount | null, account: number) => boolean,
): Promise<Result<ReadonlyMap<number, KnownAccount | null>, Failure>> {
  const accounts = new Map<number, KnownAccount | null>();
  const [year] = yearsToAsk(lists.fiscalYears ?? [], day);
  if (year === undefined) return ok(accounts);
  const read: Record<string, KnownAccount | null> = {};
  for (const number of new Set(numbers)) {
    const key = accountKey(year.id, number);
    const known = lists.accounts?.[key];
    if (known !== undefined && !asksAgain(known, number)) {
      accounts.set(number, known);
      continue;
    }
    const one = await accountNow(lookUp, year.id, number);
    if (!one.ok) return one;
    accounts.set(number, one.value);
    read[key] = one.value;
  }
  if (Object.keys(read).length > 0) saveLists({ accounts: read });
  return ok(accounts);
}

/** `null`: the ledger has none. Where it shows no accounts, nothing is known of one. */
async function accountNow(
  lookUp: VendorPort["lookUp"],
  yearId: string,
  number: number,
): Promise<Result<KnownAccount | null, Failure>> {
  const answer = await lookUp(accountInYear(yearId, number));
  if (answer.ok) return readAccount(answer.value);
  if (answer.error.kind === "no-access") return ok({});
  return isMissing(answer.error) ? ok(null) : answer;
}
