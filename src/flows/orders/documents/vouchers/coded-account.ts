/**
 * The account of a table of codings, for a voucher: the one that the coding books on for this kind
 * of sale. A voucher uses what the shop charged, as no customer of the ledger is read; so the rate
 * must be one that the coding can have there. Pure.
 */
import { exemptAccount } from "../../../../domain/ledger/accounts.ts";
import type { Coded, LedgerCoding } from "../../../../domain/ledger/ledger.ts";
import { dec, type Decimal, plain, same } from "../../../../domain/money.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { triangularCodes } from "../../../../settings/orders/codings.ts";
import { codingOf, isOssCoding, saleName } from "../../money/cross-border-rows.ts";
import { type Sale, triangularLines } from "../../money/cross-border-sale.ts";
import { isGoods, type SourceLine } from "../../money/lines.ts";
import type { ChosenAccount, AccountPlace } from "./accounts.ts";
import type { VoucherInput } from "./voucher-input.ts";

/** `null`: the table has no row for the line, and other look-ups decide. */
export function codedAccount(
  line: SourceLine,
  table: Coded,
  input: Pick<VoucherInput, "order" | "settings" | "codings" | "company">,
  { facts }: AccountPlace,
): Result<ChosenAccount, Reason> | null {
  const sale = saleOfLine(line, facts, input.company.usesOss === true);
  if (sale === null) return err(reason("sale-country-unknown", { country: facts.country }));
  const marked = triangularOf(input);
  if (!marked.ok) return marked;
  if (marked.value !== null && isGoods(line) && sale.kind !== "eu-business")
    return err(
      reason("triangular-not-possible", {
        line: line.lineNumber,
        vatCode: marked.value,
        country: facts.country,
      }),
    );
  const triangular = marked.value !== null;
  const found = codingOf(line, table, { ...input, facts, sale: saleName(sale) });
  if (found === null || !found.ok) return found;
  const { coding, choice } = found.value;
  const account = accountOfSale(coding, line, triangular ? { ...sale, triangular } : sale);
  if (!account.ok) return account;
  const why = reason("account-of-coding", {
    account: String(account.value),
    coding: coding.name,
    line: line.lineNumber,
    lookup: table,
    by: choice.by,
    from: choice.from,
    key: choice.key ?? null,
  });
  return ok({ account: account.value, why });
}

/**
 * Returns the VAT code that marks the goods as triangular trade; `null`: they aren't. Shipping and
 * discounts follow them, as on an invoice.
 */
export function triangularOf({
  order,
  settings,
}: Pick<VoucherInput, "order" | "settings">): Result<string | null, Reason> {
  const { lines, others } = triangularLines(order, triangularCodes(settings));
  const [first] = lines;
  if (first === undefined || first.vatCode === null) return ok(null);
  const { vatCode } = first;
  return others > 0
    ? err(reason("triangular-mixed", { line: first.lineNumber, vatCode }))
    : ok(vatCode);
}

type LineSale = Pick<Sale, "kind" | "oss" | "triangular">;

/** `null`: the ledger doesn't list the country. */
function saleOfLine(
  { vatRate }: SourceLine,
  { area, kind }: AccountPlace["facts"],
  usesOss: boolean,
): LineSale | null {
  if (area === undefined) return null;
  if (area === "home") return { kind: "domestic", oss: false };
  const noVat = same(vatRate, 0);
  if (area === "outside") return { kind: noVat ? "export" : "export-with-vat", oss: false };
  return kind === "company" && noVat
    ? { kind: "eu-business", oss: false }
    : { kind: "eu-consumer", oss: usesOss };
}

function accountOfSale(
  coding: LedgerCoding,
  { lineNumber: line, sku, vatRate }: SourceLine,
  { kind, oss, triangular }: LineSale,
): Result<number, Reason> {
  const underOss = kind === "eu-consumer" && oss && isOssCoding(coding);
  const free = kind === "eu-business" || kind === "export";
  if (!free && !underOss && !same(coding.vatRate, vatRate))
    return err(
      reason("vat-rate-differs", {
        line,
        sku,
        source: plain(vatRate),
        ledger: plain(coding.vatRate),
        coding: coding.id,
      }),
    );
  const special = triangular === true ? "triangular" : kind;
  const account = underOss
    ? coding.accounts.oss
    : accountFor(coding, kind, triangular === true, vatRate);
  return account === null || account === undefined
    ? err(
        reason("coding-without-account", {
          line,
          sku,
          coding: coding.id,
          kind: underOss ? "oss" : special,
        }),
      )
    : ok(account);
}

function accountFor(
  coding: LedgerCoding,
  kind: LineSale["kind"],
  isTriangular: boolean,
  vatRate: Decimal,
): number | null | undefined {
  const { accounts } = coding;
  switch (kind) {
    case "eu-business":
      return isTriangular ? accounts.triangular : accounts.withinEu;
    case "export":
      return accounts.outsideEu;
    case "eu-consumer":
      return accounts.withinEuWithVat;
    default:
      return dec(vatRate).eq(0) ? exemptAccount(coding) : accounts.domestic;
  }
}
