/**
 * Lists that only settings choose from: bank accounts and suppliers (scope ea:purchase), VAT codes
 * and accounts (scope ea:accounting), cost centres, projects, delivery terms, and the backgrounds
 * of printed documents, which companies of some countries don't have. They have capabilities of
 * their own, so that a company without one of them loses nothing else.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { KnownAccount } from "../domain/ledger/accounts.ts";
import type { AccountVat } from "../domain/ledger/posting.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { expanded, table } from "./paging.ts";
import { guid, optionalGuid, optionalText, readBody, request, vatFraction } from "./request.ts";

/** Of an item that may be switched off: none then. */
const ifActive = <T extends object>({ active, ...item }: T & { readonly active: boolean }) =>
  active ? [item] : [];

/** An account number is a number or a text, depending on the resource. */
const accountNumber = z.union([z.string(), z.number()]).transform(String);

/** `account`: its ledger account. */
type LedgerBankAccount = {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly currency: string | null;
};

const bankAccountSchema = z
  .looseObject({
    Id: guid,
    Name: z.string(),
    LedgerAccountNumber: accountNumber,
    CurrencyCode: optionalText,
    IsActive: z.boolean().nullish(),
  })
  .transform((row) => ({
    id: row.Id,
    name: row.Name,
    account: row.LedgerAccountNumber,
    currency: row.CurrencyCode,
    active: row.IsActive ?? true,
  }));

/** The active ones. */
export const bankAccounts = expanded(
  table("/bankaccounts", "bank-accounts", bankAccountSchema),
  ifActive<LedgerBankAccount>,
);

type LedgerVatCode = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Fraction. */
  readonly rate: Decimal;
  /** The first of its related accounts. */
  readonly account: number | null;
};

const vatCodeSchema = z
  .looseObject({
    Id: guid,
    Code: optionalText,
    Description: optionalText,
    VatRate: vatFraction,
    RelatedAccounts: z.looseObject({ AccountNumber1: z.int().nullish() }).nullish(),
  })
  .transform((row): LedgerVatCode => ({
    id: row.Id,
    code: row.Code ?? row.Id,
    name: row.Description ?? row.Code ?? row.Id,
    rate: row.VatRate,
    account: row.RelatedAccounts?.AccountNumber1 ?? null,
  }));

export const vatCodes = table("/vatcodes", "accounting-lists", vatCodeSchema);

export type LedgerAccount = {
  readonly number: string;
  readonly name: string;
  /** The rate of its VAT code. */
  readonly vatCodeId: string | null;
};

const accountSchema = z
  .looseObject({
    Number: accountNumber,
    Name: z.string(),
    IsActive: z.boolean().nullish(),
    VatCodeId: optionalGuid,
  })
  .transform((row) => ({
    number: row.Number,
    name: row.Name,
    active: row.IsActive ?? true,
    vatCodeId: row.VatCodeId,
  }));

/**
 * The active ones, each once per fiscal year as the list has them. Sorted by number, as accounts
 * have no id.
 */
export const accounts = expanded(
  table("/accounts", "accounting-lists", accountSchema, "Number asc"),
  ifActive<LedgerAccount>,
);

/** Requests one account in the books of a year. */
export const accountInYear = (fiscalYearId: string, account: number): VendorRequest =>
  request("GET", "/accounts/{fiscalyearId}/{accountNumber}", "accounting-lists", {
    ids: { fiscalyearId: fiscalYearId, accountNumber: String(account) },
  });

const knownAccountSchema = z
  .looseObject({
    IsActive: z.boolean().nullish(),
    IsBlockedForManualBooking: z.boolean().nullish(),
    IsFirstCostCenterMandatory: z.boolean().nullish(),
    VatCodeId: z.string().nullish(),
  })
  .transform((account): KnownAccount => ({
    vat: vatCodeOf(account.VatCodeId),
    ...(account.IsActive === false ? { isInactive: true } : {}),
    ...(account.IsBlockedForManualBooking === true ? { isBlocked: true } : {}),
    ...(account.IsFirstCostCenterMandatory === true ? { needsCostCenter: true } : {}),
  }));

/** Returns whether the account is in use, what it asks of a voucher, and its VAT code. */
export const readAccount = (answer: VendorAnswer): Result<KnownAccount, Failure> =>
  readBody(knownAccountSchema, answer);

const NO_CODE = /^[0-]*$/;

/** Returns `null` for an empty id and for one of zeros. */
export const vatCodeOf = (id: string | null | undefined): string | null =>
  id == null || NO_CODE.test(id) ? null : id.toLowerCase();

/** Returns the VAT code of an account from the ledger's list. */
export function vatOfAccount(
  { vatCodeId }: LedgerAccount,
  codes: readonly LedgerVatCode[],
): AccountVat | null {
  const code = codes.find(({ id }) => id === vatCodeId);
  return code === undefined
    ? null
    : { id: code.id, code: code.code, rate: code.rate, account: code.account };
}

/** `center`: 1 to 3, the place in which rows name its items. */
type LedgerCostCenterItem = {
  readonly id: string;
  readonly name: string;
  readonly short: string | null;
  readonly center: number;
};

const costCenterSchema = z
  .looseObject({
    Number: z.int(),
    Items: z
      .array(
        z.looseObject({
          Id: guid,
          Name: z.string(),
          ShortName: optionalText,
          IsActive: z.boolean().nullish(),
        }),
      )
      .nullish(),
  })
  .transform((row) =>
    (row.Items ?? [])
      .filter((item) => item.IsActive ?? true)
      .map((item): LedgerCostCenterItem => ({
        id: item.Id,
        name: item.Name,
        short: item.ShortName,
        center: row.Number,
      })),
  );

/** The active items of the cost centres, of which there are three at most. */
export const costCenterItems = expanded(
  table("/costcenters", "dimensions", costCenterSchema),
  (items) => items,
);

type LedgerProject = { readonly id: string; readonly number: string; readonly name: string };

const FINISHED = 2;
const projectSchema = z
  .looseObject({ Id: guid, Number: z.string(), Name: z.string(), Status: z.int().nullish() })
  .transform((row) => ({
    id: row.Id,
    number: row.Number,
    name: row.Name,
    active: row.Status !== FINISHED,
  }));

/** Projects that are under way. */
export const projects = expanded(
  table("/projects", "dimensions", projectSchema),
  ifActive<LedgerProject>,
);

/** `note`: its code. */
type LedgerNamed = {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
};

const deliveryTermSchema = z
  .looseObject({ Id: guid, Name: z.string(), Code: optionalText })
  .transform(({ Id, Name, Code }): LedgerNamed => ({ id: Id, name: Name, note: Code }));

export const deliveryTerms = table("/deliveryterms", "delivery-terms", deliveryTermSchema);

const backgroundSchema = z
  .looseObject({ Id: guid, Name: optionalText, NameWithoutExtension: optionalText })
  .transform(({ Id, Name, NameWithoutExtension }): LedgerNamed => ({
    id: Id,
    name: NameWithoutExtension ?? Name ?? Id,
    note: null,
  }));

/** A background is a file and has its name. */
export const backgrounds = table("/backgrounds", "backgrounds", backgroundSchema);

const supplierSchema = z
  .looseObject({
    Id: guid,
    Name: z.string(),
    SupplierNumber: optionalText,
    IsActive: z.boolean().nullish(),
  })
  .transform((row) => ({
    id: row.Id,
    name: [row.SupplierNumber, row.Name].filter((part) => (part ?? "") !== "").join(" "),
    note: null,
    active: row.IsActive ?? true,
  }));

/** The active ones, by number and name: a company may have thousands of them. */
export const suppliers = expanded(
  table("/suppliers", "suppliers", supplierSchema),
  ifActive<LedgerNamed>,
);
