// What a company's country decides about its books: currency, VAT rates, the chart, and which account has which part.
// Account numbers of two countries have nothing in common, so a client that knows the Swedish ones by heart is found out.

export interface AccountSeed {
  readonly name: string;
  /** 0-9 assets, 10-19 equity and liabilities, 20-23 revenue, 24-27 costs, 28 financial, 30 result. */
  readonly type: number;
  /** A VAT code of the plan. */
  readonly vat?: string;
  readonly blocked?: true;
  readonly costCenter?: true;
}

export interface VatCodeSeed {
  readonly code: string;
  readonly description: string;
  /** A fraction. */
  readonly rate: number;
  readonly oss?: 1;
  readonly account?: number;
}

/** Accounts of sales abroad, as codings name them. */
export interface ForeignAccounts {
  readonly euWithVat: number;
  readonly euExempt: number;
  readonly outsideEu: number;
  readonly thirdParty: number | null;
  readonly oss: number;
  /** At home, by reversed charge on construction. */
  readonly reversed: number | null;
}

export interface CodingSeed {
  readonly name: string;
  readonly type: "Goods" | "Service";
  /** In percent. */
  readonly rate: number;
  readonly account: number;
  /** Where exempt sales go, if not to the company's usual account for those. */
  readonly exempt?: number;
}

export interface Roles {
  readonly receivables: number;
  readonly rounding: number;
  readonly bankCharges: number;
  readonly exchangeGain: number;
  readonly exchangeLoss: number;
  readonly ossVat: number;
  /** Output VAT by rate; other rates share `otherVat`. */
  readonly outputVat: Readonly<Record<string, number>>;
  readonly otherVat: number;
  readonly exemptSales: { readonly goods: number; readonly services: number };
  readonly bank: number;
  readonly cardMoney: number;
  readonly till: number;
  /** The debt to the bearers of gift cards. */
  readonly giftCards: number;
  readonly currencyBank: number;
}

export interface CountryPlan {
  readonly country: string;
  readonly currency: string;
  /** Of the account in another currency. */
  readonly foreignCurrency: string;
  readonly place: { readonly address: string; readonly postalCode: string; readonly city: string };
  readonly identity: { readonly number: string; readonly vat: string };
  /** In percent: what shirts, food and books carry. */
  readonly rates: { readonly standard: number; readonly middle: number; readonly reduced: number };
  readonly accounts: Readonly<Record<number, AccountSeed>>;
  readonly vatCodes: readonly VatCodeSeed[];
  readonly codings: readonly CodingSeed[];
  readonly foreign: { readonly goods: ForeignAccounts; readonly services: ForeignAccounts };
  readonly roles: Roles;
}

/** All accounts that hold VAT of sales. */
export function vatAccounts(plan: CountryPlan): readonly number[] {
  return [
    ...new Set([...Object.values(plan.roles.outputVat), plan.roles.otherVat, plan.roles.ossVat]),
  ];
}
