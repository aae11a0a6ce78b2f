/**
 * Lists that only settings choose from: bank accounts and suppliers (scope ea:purchase), VAT codes
 * and accounts (scope ea:accounting), cost centres, projects, delivery terms, and the backgrounds
 * of printed documents, which companies of some countries don't have. They have capabilities of
 * their own, so that a company without one of them loses nothing else.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { AccountVat } from "../domain/ledger/posting.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { listQuery, type Page, readPage } from "./paging.ts";
import {
  type Capability,
  guid,
  optionalGuid,
  optionalText,
  readBody,
  request,
  vatFraction,
} from "./request.ts";

const all =
  (path: string, capability: Capability) =>
  (page = 1): VendorRequest =>
    request("GET", path, capability, { query: listQuery({ orderBy: "Id asc", page }) });

/** An account number is a number or a text, depending on the resource. */
const accountNumber = z.union([z.string(), z.number()]).transform(String);

export const bankAccounts = all("/bankaccounts", "bank-accounts");

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

/** Returns the active ones. */
export function readBankAccounts(answer: VendorAnswer): Result<Page<LedgerBankAccount>, Failure> {
  const page = readPage(bankAccountSchema, answer);
  return page.ok
    ? ok({
        ...page.value,
        items: page.value.items.filter(({ active }) => active).map(({ active: _, ...row }) => row),
      })
    : page;
}

export const vatCodes = all("/vatcodes", "accounting-lists");

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

export const readLedgerVatCodes = (answer: VendorAnswer): Result<Page<LedgerVatCode>, Failure> =>
  readPage(vatCodeSchema, answer);

/** Sorted by number, as accounts have no id. */
export const accounts = (page = 1): VendorRequest =>
  request("GET", "/accounts", "accounting-lists", {
    query: listQuery({ orderBy: "Number asc", page }),
  });

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

/** Returns active accounts. The list has each account once per fiscal year. */
export function readAccounts(answer: VendorAnswer): Result<Page<LedgerAccount>, Failure> {
  const page = readPage(accountSchema, answer);
  return page.ok
    ? ok({
        ...page.value,
        items: page.value.items
          .filter(({ active }) => active)
          .map(({ active: _, ...account }) => account),
      })
    : page;
}

/** Requests one account in the books of a year. */
export const accountInYear = (fiscalYearId: string, account: number): VendorRequest =>
  request("GET", "/accounts/{fiscalyearId}/{accountNumber}", "accounting-lists", {
    ids: { fiscalyearId: fiscalYearId, accountNumber: String(account) },
  });

const accountVatSchema = z
  .looseObject({ VatCodeId: z.string().nullish() })
  .transform(({ VatCodeId }) => vatCodeOf(VatCodeId));

/** Returns the id of its VAT code; `null`: none. */
export const readAccountVat = (answer: VendorAnswer): Result<string | null, Failure> =>
  readBody(accountVatSchema, answer);

const accountStateSchema = z
  .looseObject({
    IsActive: z.boolean().nullish(),
    IsBlockedForManualBooking: z.boolean().nullish(),
    IsFirstCostCenterMandatory: z.boolean().nullish(),
  })
  .transform((account) => ({
    isActive: account.IsActive ?? true,
    isBlocked: account.IsBlockedForManualBooking ?? false,
    needsCostCenter: account.IsFirstCostCenterMandatory ?? false,
  }));

export type AccountState = z.infer<typeof accountStateSchema>;

/** Returns whether the account is in use, and what it asks of a voucher. */
export const readAccountState = (answer: VendorAnswer): Result<AccountState, Failure> =>
  readBody(accountStateSchema, answer);

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

/** Three at most, each with its items. */
export const costCenters = all("/costcenters", "dimensions");

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

/** Returns active items. */
export function readCostCenterItems(
  answer: VendorAnswer,
): Result<Page<LedgerCostCenterItem>, Failure> {
  const page = readPage(costCenterSchema, answer);
  return page.ok ? ok({ ...page.value, items: page.value.items.flat() }) : page;
}

export const projects = all("/projects", "dimensions");

type LedgerProject = { readonly id: string; readonly number: string; readonly name: string };

const FINISHED = 2;
const projectSchema = z
  .looseObject({ Id: guid, Number: z.string(), Name: z.string(), Status: z.int().nullish() })
  .transform((row) => ({
    id: row.Id,
    number: row.Number,
    name: row.Name,
    finished: row.Status === FINISHED,
  }));

/** Returns projects that are under way. */
export function readProjects(answer: VendorAnswer): Result<Page<LedgerProject>, Failure> {
  const page = readPage(projectSchema, answer);
  return page.ok
    ? ok({
        ...page.value,
        items: page.value.items
          .filter(({ finished }) => !finished)
          .map(({ id, number, name }) => ({ id, number, name })),
      })
    : page;
}

export const deliveryTerms = all("/deliveryterms", "delivery-terms");

/** `note`: its code. */
type LedgerNamed = {
  readonly id: string;
  readonly name: string;
  readonly note: string | null;
};

const deliveryTermSchema = z
  .looseObject({ Id: guid, Name: z.string(), Code: optionalText })
  .transform(({ Id, Name, Code }): LedgerNamed => ({ id: Id, name: Name, note: Code }));

export const readDeliveryTerms = (answer: VendorAnswer): Result<Page<LedgerNamed>, Failure> =>
  readPage(deliveryTermSchema, answer);

export const backgrounds = all("/backgrounds", "backgrounds");

const backgroundSchema = z
  .looseObject({ Id: guid, Name: optionalText, NameWithoutExtension: optionalText })
  .transform(({ Id, Name, NameWithoutExtension }): LedgerNamed => ({
    id: Id,
    name: NameWithoutExtension ?? Name ?? Id,
    note: null,
  }));

/** A background is a file and has its name. */
export const readBackgrounds = (answer: VendorAnswer): Result<Page<LedgerNamed>, Failure> =>
  readPage(backgroundSchema, answer);

/** A company may have thousands of them. */
export const suppliers = all("/suppliers", "suppliers");

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

/** Returns the active ones, by number and name. */
export function readSuppliers(answer: VendorAnswer): Result<Page<LedgerNamed>, Failure> {
  const page = readPage(supplierSchema, answer);
  return page.ok
    ? ok({
        ...page.value,
        items: page.value.items.filter(({ active }) => active).map(({ active: _, ...row }) => row),
      })
    : page;
}
