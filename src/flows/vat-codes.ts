/**
 * The VAT codes of a booked voucher's rows, by which the VAT return counts them, held against those
 * of their accounts (E118). An account that isn't known is read before a voucher on it goes out, so
 * that a read that fails stops no voucher half-way. One that turns out otherwise is read anew: an
 * accountant may have given the account another code since.
 *
 * What can't be told isn't compared: an account that the ledger doesn't have, or doesn't show.
 */
import { differs, holds } from "../domain/vendors/checks.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type { AnsweredVoucher, RowVatCode } from "../domain/ledger/voucher.ts";
import { type AccountPorts, accountsOn } from "./known-accounts.ts";
import { recordObservation } from "./vendor-observations.ts";

/** By account number, the id of the account's VAT code; `null`: it has none. */
export type AccountVatCodes = Readonly<Record<string, string | null>>;

/** The VAT codes of the voucher's accounts: known ones, and the others as the ledger has them. */
export const vatCodesOf = (
  ports: AccountPorts,
  { date, rows }: Pick<AnsweredVoucher, "date" | "rows">,
): Promise<Result<AccountVatCodes, Failure>> =>
  readCodes(ports, date, numbersOf(rows), (known) => known === null);

async function readCodes(
  ports: AccountPorts,
  date: string,
  numbers: readonly number[],
  asksAgain: Parameters<typeof accountsOn>[3],
): Promise<Result<AccountVatCodes, Failure>> {
  const read = await accountsOn(ports, date, numbers, asksAgain);
  return read.ok
    ? ok(
        Object.fromEntries(
          [...read.value].flatMap(([number, known]) =>
            known?.vat === undefined ? [] : [[String(number), known.vat]],
          ),
        ),
      )
    : read;
}

/**
 * What is wrong with the codes of a booked voucher: told with the voucher, as its figures are.
 * Where no row of any voucher has a code the vendor was assumed wrongly, and that is told once, by
 * the shop's health. `known`: what `vatCodesOf` answered before it was sent. `keep`: notes that the
 * voucher is booked, before anything is read: a run that ends here is followed by one that
 * compares.
 */
export async function vatFaults(
  ports: AccountPorts,
  { date, vatCodes }: Pick<AnsweredVoucher, "date" | "vatCodes">,
  known: AccountVatCodes,
  keep: () => void = () => undefined,
): Promise<readonly Reason[]> {
  if (vatCodes === undefined) return [];
  const suspects = [...new Set(wrongOf(vatCodes, known).map(({ account }) => account))];
  if (suspects.length > 0) keep();
  // A read that fails leaves what is kept: then a person looks.
  const anew = suspects.length === 0 ? ok({}) : await readCodes(ports, date, suspects, () => true);
  const now = { ...known, ...(anew.ok ? anew.value : {}) };
  const wrong = wrongOf(vatCodes, now);
  const isKnown = ports.lists.seenAtWork?.E118?.verdict === "differs";
  noteCodes(ports, vatCodes, wrong, now);
  if (isKnown && vatCodes.every(({ code }) => code === null)) return [];
  return [...new Map(wrong.map((row) => [JSON.stringify(row), faultOf(row, now)])).values()];
}

/** As `vatFaults`, of a voucher that was found again: what isn't known is read now. */
export async function vatFaultsOf(
  ports: AccountPorts,
  booked: Pick<AnsweredVoucher, "date" | "rows" | "vatCodes">,
): Promise<Result<readonly Reason[], Failure>> {
  if (booked.vatCodes === undefined) return ok([]);
  const known = await vatCodesOf(ports, booked);
  return known.ok ? ok(await vatFaults(ports, booked, known.value)) : known;
}

const wrongOf = (rows: readonly RowVatCode[], known: AccountVatCodes): readonly RowVatCode[] =>
  rows.filter(({ account, code }) => known[account] !== undefined && known[account] !== code);

const faultOf = ({ account, code }: RowVatCode, known: AccountVatCodes): Reason =>
  reason("voucher-vat-code", {
    account: String(account),
    booked: code === null ? "none" : unlike(known[account]),
  });

const unlike = (known: string | null | undefined): "extra" | "another" =>
  known === null ? "extra" : "another";

function noteCodes(
  ports: AccountPorts,
  rows: readonly RowVatCode[],
  wrong: readonly RowVatCode[],
  known: AccountVatCodes,
): void {
  const coded = numbersOf(rows).filter((account) => known[account] != null);
  if (coded.length === 0) return;
  if (rows.every(({ code }) => code === null))
    recordObservation(ports, "E118", differs({ missing: coded.join(", ") }));
  else if (wrong.length === 0) recordObservation(ports, "E118", holds());
}

const numbersOf = (rows: readonly { readonly account: number }[]): readonly number[] => [
  ...new Set(rows.map(({ account }) => account)),
];
