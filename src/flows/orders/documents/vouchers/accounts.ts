/**
 * Which account of the ledger a part of an order is booked on, and by which look-up. The first
 * look-up that gives one decides. For a cross-border sale only a row that names a country (or a
 * group of them) counts, or a value for all: a domestic account may be wrong there, and a wrong
 * account makes a wrong VAT return.
 */
import { type Decimal, dec, plain, same } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { rateValue } from "../../../../settings/orders/codings.ts";
import { type LookupFacts, parseKey } from "../../../../settings/lookups/lookup-key.ts";
import { choose, type Lookup } from "../../../../settings/lookups/lookup.ts";
import type { AccountLookup } from "../../../../settings/orders/vouchers.ts";
import { areaOf, goodsCountry } from "../../../parties/customer-addresses.ts";
import type { VoucherInput } from "./voucher-input.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { exemptAccount } from "../../../../domain/ledger/accounts.ts";
import type { Coded, LedgerCoding } from "../../../../domain/ledger/ledger.ts";
import { codingOf, isOssCoding, saleName } from "../../money/cross-border-rows.ts";
import { type Sale, triangularLines } from "../../money/cross-border-sale.ts";
import { isGoods, type SourceLine } from "../../money/lines.ts";

/** One look-up for one value. `anywhere`: a domestic value also counts abroad. */
type LookupRequest = {
  readonly lookup: AccountLookup;
  readonly value: string | null;
  readonly anywhere?: true;
};

/** A look-up, or the result of a table of codings: an account, or why there is none. */
export type AccountRequest = LookupRequest | { readonly coded: Result<ChosenAccount, Reason> };

const isCoded = (
  request: AccountRequest,
): request is Extract<AccountRequest, { readonly coded: unknown }> => "coded" in request;

export type ChosenAccount = { readonly account: number; readonly why: Reason };

/** What all account requests of one order share. */
export type AccountPlace = {
  readonly facts: LookupFacts & { readonly country: string };
  readonly crossBorder: boolean;
};

/**
 * The destination of the goods decides, of a credit that of the sale; without one the sale is
 * domestic. `day`: the order's, in the company's zone.
 */
export function accountPlaceOf(
  {
    order,
    company,
    customer,
    countries = [],
    credits,
  }: Pick<VoucherInput, "order" | "company" | "customer" | "countries" | "credits">,
  day: string,
): AccountPlace {
  const made = credits?.sold?.made;
  const country = made?.country ?? goodsCountry(order, company.country);
  const area = areaOf(country, company.country, countries);
  return {
    facts: {
      country,
      kind: made?.kind ?? customer.kind,
      date: day,
      ...(area === null ? {} : { area }),
    },
    crossBorder: country !== company.country,
  };
}

/** Returns the account of the first request that gives one. `line`: for the reason only. */
export function accountFor(
  requests: readonly AccountRequest[],
  lookups: Readonly<Record<AccountLookup, Lookup>>,
  { facts, crossBorder }: AccountPlace,
  line: number | null,
): Result<ChosenAccount, Reason> {
  for (const request of requests) {
    if (isCoded(request)) return request.coded;
    const { lookup, value, anywhere } = request;
    const choice = choose(
      crossBorder && anywhere !== true ? crossBorderOnly(lookups[lookup]) : lookups[lookup],
      value,
      facts,
    );
    if (choice.value !== null)
      return ok({
        account: Number(choice.value),
        why: reason("account-chosen", {
          account: choice.value,
          lookup,
          by: choice.by,
          from: choice.from,
          key: choice.key ?? null,
          line,
        }),
      });
  }
  const asked = requests.flatMap((request) => (isCoded(request) ? [] : [request]));
  const [first] = asked;
  return err(
    reason(crossBorder && first?.anywhere !== true ? "account-missing-abroad" : "account-missing", {
      lookup: asked.at(-1)?.lookup ?? null,
      from: first?.value ?? null,
      country: facts.country,
      line,
    }),
  );
}

function crossBorderOnly({ force, table }: Lookup): Lookup {
  return {
    ...defined({ force }),
    table: Object.fromEntries(
      Object.entries(table).filter(([key]) => parseKey(key).country !== null),
    ),
  };
}

/** Uses the shop's VAT code where the table has it, otherwise the rate. */
export function vatRequest(lookup: Lookup, vatCode: string | null, rate: Decimal): LookupRequest {
  const byCode =
    vatCode !== null &&
    Object.keys(lookup.table).some((key) => key === vatCode || parseKey(key).value === vatCode);
  return { lookup: "vatAccount", value: byCode ? vatCode : rateValue(rate) };
}

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
  const { lines, others } = triangularLines(order, settings.orders.triangularVatCodes);
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
    : accountOfKind(coding, kind, triangular === true, vatRate);
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

function accountOfKind(
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
