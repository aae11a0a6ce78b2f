/**
 * The administrations of a user, and the small tables that settings choose from. Ids are text here,
 * whatever they are at the vendor.
 */
import { z } from "zod";
import { dec, type Decimal, plain } from "../domain/money.ts";
import { ok } from "../domain/result.ts";
import { PATHS } from "./contract.ts";
import { listQuery, readList, type SmallList } from "./paging.ts";
import { blankToNull, get } from "./request.ts";

type Administration = { readonly id: number; readonly name: string };

const administration = z
  .looseObject({ id: z.int(), name: z.string() })
  .transform(({ id, name }): Administration => ({ id, name }));

/** The only list that is requested without an administration. */
export const administrations: SmallList<Administration> = {
  pageAt: (page) => get(PATHS.administrations, "administrations", { query: listQuery({}, page) }),
  read: (answer, expected) => readList(administration, answer, expected),
};

const pagesOf =
  (path: string): SmallList<unknown>["pageAt"] =>
  (page) =>
    get(path, "reference-data", { query: listQuery({}, page) });

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

/** Sales codes only: an order has no purchase codes. */
export const vatCodes: SmallList<VatCode> = {
  pageAt: pagesOf(PATHS.vatCodes),
  read: (answer, expected) => {
    const page = readList(vatCodeSchema, answer, expected);
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
  },
};

type Choice = { readonly id: string; readonly name: string };

const choiceSchema = z
  .looseObject({ id: anyId, description: blankToNull })
  .transform((row): Choice => ({ id: row.id, name: row.description ?? row.id }));

const choices = (path: string): SmallList<Choice> => ({
  pageAt: pagesOf(path),
  read: (answer, expected) => readList(choiceSchema, answer, expected),
});

export const paymentConditions = choices(PATHS.paymentConditions);
export const paymentMethods = choices(PATHS.paymentMethods);
export const deliveryMethods = choices(PATHS.deliveryMethods);
export const salesTypes = choices(PATHS.salesTypes);
