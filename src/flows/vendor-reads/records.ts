/**
 * One record that a person tries rules on or looks at, read by its number while that person waits:
 * a debtor of the shop, or an article of the ledger with its stock. Nothing of it is kept.
 */
import { z } from "zod";
import { findDebtors, readDebtor } from "../../asperion/debtors.ts";
import { readStockOfCode } from "../../asperion/stock.ts";
import type { Failure } from "../../domain/vendors/failure.ts";
import type { RecordAsked, RecordRead, StockRead } from "../../domain/ledger/names.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result } from "../../domain/result.ts";
import { readProductNumbered } from "../../eaccounting/products.ts";
import { readStockNumbered } from "../../eaccounting/stock.ts";
import { toDebtor } from "../parties/pull-debtor.ts";

type Read = Promise<Result<RecordRead, Failure>>;

export const readRecord = (
  send: SendRead,
  administrationId: number,
  { of, number }: RecordAsked,
): Read =>
  of === "debtor" ? debtorNumbered(send, administrationId, number) : articleNumbered(send, number);

async function articleNumbered(send: SendRead, number: string): Read {
  const read = await readProductNumbered(send, number);
  if (!read.ok) return read;
  return ok(read.value === null ? { kind: "none" } : { kind: "article", ...read.value });
}

/** A figure that is no debtor's number may be an id. */
async function debtorNumbered(send: SendRead, administrationId: number, number: string): Read {
  const found = await findDebtors(send, "number", number, administrationId);
  if (!found.ok) return found;
  const [debtor] = found.value?.debtors ?? [];
  if (debtor !== undefined) return ok({ kind: "debtor", debtor: toDebtor(debtor) });
  if (/^[1-9]\d{0,8}$/.test(number)) {
    const own = await readDebtor(send, Number(number), administrationId, "list");
    if (own.ok) return ok({ kind: "debtor", debtor: toDebtor(own.value.item) });
    if (own.error.kind !== "not-found") return own;
  }
  return ok({ kind: found.value === null ? "unsearchable" : "none" });
}

const text = z.string().trim().min(1).max(100);

export const askedStock = z.object({
  stockOf: z.object({ id: z.string(), number: text, code: text.nullable() }),
});

/**
 * Reads an article's stock on both sides; `field`: of the shop's article, with the figure. `code`
 * `null`: it stands for nothing in the shop.
 */
export async function readStock(
  send: SendRead,
  administrationId: number,
  { stockOf: { id, number, code } }: z.infer<typeof askedStock>,
  field: string,
): Promise<Result<StockRead, Failure>> {
  const [ledger, shop] = await Promise.all([
    readStockNumbered(send, number),
    code === null ? ok([]) : readStockOfCode(send, code, administrationId, field),
  ]);
  if (!ledger.ok) return ledger;
  if (!shop.ok) return shop;
  const found = ledger.value.find((one) => one.id.toLowerCase() === id.toLowerCase()) ?? null;
  return ok({ kind: "stock", ledger: found, shop: shop.value });
}
