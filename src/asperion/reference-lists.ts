/**
 * The administrations of a user, and the small tables that settings choose from. Ids are text here,
 * whatever they are at the vendor.
 */
import { z } from "zod";
import { dec, type Decimal, plain } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { PATHS } from "./contract.ts";
import { listQuery, type Page, readList } from "./paging.ts";
import { blankToNull, get } from "./request.ts";

export type Administration = { readonly id: number; readonly name: string };

/** The only list that is requested without an administration. */
export const administrations = (page = 1): VendorRequest =>
  get(PATHS.administrations, "administrations", { query: listQuery({}, page) });

const administration = z
  .looseObject({ id: z.int(), name: z.string() })
  .transform(({ id, name }): Administration => ({ id, name }));

export const readAdministrations = (answer: VendorAnswer): Result<Page<Administration>, Failure> =>
  readList(administration, answer, null);

const table =
  (path: string) =>
  (page = 1): VendorRequest =>
    get(path, "reference-data", { query: listQuery({}, page) });

export const vatCodes = table(PATHS.vatCodes);
export const paymentConditions = table(PATHS.paymentConditions);
export const paymentMethods = table(PATHS.paymentMethods);
export const deliveryMethods = table(PATHS.deliveryMethods);
export const salesTypes = table(PATHS.salesTypes);

type VatCode = {
  readonly id: string;
  readonly description: string;
  /** Fraction. */
  readonly rate: Decimal;
  readonly country: string | null;
};

const anyId = z.union([z.number(), z.string()]).transform(String);

const vatCodeSchema = z.looseObject({
  id: anyId,
  description: blankToNull,
  salesCode: z.boolean().nullish(),
  percentage: z.number(),
  countryCode: blankToNull,
});

/** Returns sales codes only: an order has no purchase codes. */
export function readVatCodes(
  answer: VendorAnswer,
  administrationId: number,
): Result<Page<VatCode>, Failure> {
  const page = readList(vatCodeSchema, answer, administrationId);
  if (!page.ok) return page;
  const sales = page.value.items.filter((code) => code.salesCode !== false);
  return ok({
    ...page.value,
    items: sales.map((code): VatCode => ({
      id: code.id,
      description: code.description ?? "",
      rate: plain(dec(code.percentage).div(100)),
      country: code.countryCode,
    })),
  });
}

type Choice = { readonly id: string; readonly name: string };

const choiceSchema = z
  .looseObject({ id: anyId, description: blankToNull })
  .transform((row): Choice => ({ id: row.id, name: row.description ?? row.id }));

/** Payment conditions, payment methods, delivery methods. */
export const readChoices = (
  answer: VendorAnswer,
  administrationId: number,
): Result<Page<Choice>, Failure> => readList(choiceSchema, answer, administrationId);
