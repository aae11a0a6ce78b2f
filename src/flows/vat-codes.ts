/**
 * The VAT codes of a booked voucher's rows, by which the VAT return counts them, held against those
 * of their accounts (E118). An account's code is read once a shop, before the first voucher on it
 * goes out, so that a read that fails stops no voucher half-way. One that turns out otherwise is
 * read anew: an accountant may have given the account another code since.
 *
 * What can't be told isn't compared: an account that the ledger doesn't have, or doesn't show.
 */
import { differs, holds } from "../domain/vendors/checks.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type { AnsweredVoucher, RowVatCode } from "../domain/ledger/voucher.ts";
import { accountInYear, readAccountVat } from "../eaccounting/named-lists.ts";
import { yearsToAsk } from "../eaccounting/voucher-reads.ts";
import type { AccountVatCodes, MemoryPort, RunFacts, VendorPort } from "./port.ts";
import { noteSeen } from "./seen-at-work.ts";

type VatPorts = Pick<VendorPort, "lookUp"> &
  Pick<RunFacts, "lists"> &
  Pick<MemoryPort, "saveLists">;

/** The VAT codes of the voucher's accounts: known ones, and the others as the ledger has them. */
export async function vatCodesOf(
  ports: VatPorts,
  { date, rows }: Pick<AnsweredVoucher, "date" | "rows">,
): Promise<Result<AccountVatCodes, Failure>> {
  const known = ports.lists.accountVat ?? {};
  const missing = numbersOf(rows).filter((account) => known[account] === undefined);
  const read = await readCodes(ports, date, missing);
  return read.ok ? ok({ ...known, ...read.value }) : read;
}

async function readCodes(
  ports: VatPorts,
  date: string,
  accounts: readonly number[],
): Promise<Result<AccountVatCodes, Failure>> {
  const [year] = yearsToAsk(ports.lists.fiscalYears ?? [], date);
  const codes: Record<string, string | null> = {};
  if (year === undefined) return ok(codes);
  for (const account of accounts) {
    const answer = await ports.lookUp(accountInYear(year.id, account));
    if (!answer.ok && (answer.error.kind === "not-found" || answer.error.kind === "no-access"))
      continue;
    if (!answer.ok) return answer;
    const code = readAccountVat(answer.value);
    if (!code.ok) return code;
    codes[account] = code.value;
  }
  if (Object.keys(codes).length > 0) ports.saveLists({ accountVat: codes });
  return ok(codes);
}

/**
 * What is wrong with the codes of a booked voucher: told with the voucher, as its figures are.
 * Where no row of any voucher has a code the vendor was assumed wrongly, and that is told once, by
 * the shop's health. `known`: what `vatCodesOf` answered before it was sent. `keep`: notes that the
 * voucher is booked, before anything is read: a run that ends here is followed by one that
 * compares.
 */
export async function vatFaults(
  ports: VatPorts,
  { date, vatCodes }: Pick<AnsweredVoucher, "date" | "vatCodes">,
  known: AccountVatCodes,
  keep: () => void = () => undefined,
): Promise<readonly Reason[]> {
  if (vatCodes === undefined) return [];
  const suspects = [...new Set(wrongOf(vatCodes, known).map(({ account }) => account))];
  if (suspects.length > 0) keep();
  // A read that fails leaves what is kept: then a person looks.
  const anew = suspects.length === 0 ? ok({}) : await readCodes(ports, date, suspects);
  const now = { ...known, ...(anew.ok ? anew.value : {}) };
  const wrong = wrongOf(vatCodes, now);
  const isKnown = ports.lists.seenAtWork?.E118?.verdict === "differs";
  noteCodes(ports, vatCodes, wrong, now);
  if (isKnown && vatCodes.every(({ code }) => code === null)) return [];
  return [...new Map(wrong.map((row) => [JSON.stringify(row), faultOf(row, now)])).values()];
}

/** As `vatFaults`, of a voucher that was found again: what isn't known is read now. */
export async function vatFaultsOf(
  ports: VatPorts,
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
  ports: VatPorts,
  rows: readonly RowVatCode[],
  wrong: readonly RowVatCode[],
  known: AccountVatCodes,
): void {
  const coded = numbersOf(rows).filter((account) => known[account] != null);
  if (coded.length === 0) return;
  if (rows.every(({ code }) => code === null))
    noteSeen(ports, "E118", differs({ missing: coded.join(", ") }));
  else if (wrong.length === 0) noteSeen(ports, "E118", holds());
}

const numbersOf = (rows: readonly { readonly account: number }[]): readonly number[] => [
  ...new Set(rows.map(({ account }) => account)),
];
