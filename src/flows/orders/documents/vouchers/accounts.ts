/**
 * Which account of the ledger a part of an order is booked on, and by which look-up. The first
 * look-up that gives one decides. For a cross-border sale only a row that names a country (or a
 * group of them) counts, or a value for all: a domestic account may be wrong there, and a wrong
 * account makes a wrong VAT return.
 */
import type { Decimal } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { rateValue } from "../../../../settings/orders/codings.ts";
import { type LookupFacts, parseKey } from "../../../../settings/lookups/lookup-key.ts";
import { choose, type Lookup } from "../../../../settings/lookups/lookup.ts";
import type { AccountLookup } from "../../../../settings/orders/vouchers.ts";
import { areaOf, goodsCountry } from "../../../parties/address-there.ts";
import type { VoucherInput } from "./voucher-input.ts";
import { defined } from "../../../../domain/platform/defined.ts";

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
export function placeOf(
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
