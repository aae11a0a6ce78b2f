/**
 * Items of the customer ledger as listed (`/customerledgeritems`; scope ea:sales): a voucher's
 * item, with what remains of it.
 */
import { z } from "zod";
import type { Decimal } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { listQuery, readPage } from "./paging.ts";
import { guid, money, request } from "./request.ts";

type OpenItem = {
  readonly id: string;
  readonly voucherId: string;
  readonly remaining: Decimal;
};

const itemSchema = z
  .looseObject({ Id: guid, VoucherId: guid, RemainingAmountInvoiceCurrency: money })
  .transform((item): OpenItem => ({
    id: item.Id,
    voucherId: item.VoucherId,
    remaining: item.RemainingAmountInvoiceCurrency,
  }));

export const itemsOfVoucher = (voucherId: string): VendorRequest =>
  request("GET", "/customerledgeritems", "customer-ledger-items", {
    query: listQuery({ filter: `VoucherId eq ${voucherId}`, orderBy: "Id asc" }),
  });

/** `null`: the voucher has none. Compared again here, as a filter may be ignored. */
export function readItemOfVoucher(
  answer: VendorAnswer,
  voucherId: string,
): Result<OpenItem | null, Failure> {
  const page = readPage(itemSchema, answer);
  return page.ok ? ok(page.value.items.find((item) => item.voucherId === voucherId) ?? null) : page;
}
