/**
 * Writes for stock. `currentStock` can't be written (documented): stock moves only by sales orders.
 * A line's quantity leaves stock, so a negative one adds to it (assumed), and a correction's lines
 * cost nothing.
 *
 * PUT replaces the article: the body is the whole answer of the read, less what the vendor
 * maintains itself, with our fields.
 */
import { z } from "zod";
import { dec, type Decimal, same } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { CORRECTION_STATUS, PATHS } from "./contract.ts";
import { figure, optionalId, write } from "./request.ts";

type CorrectionOrder = {
  readonly debtorId: number;
  readonly reference: string;
  /** `YYYY-MM-DDTHH:MM:SS`, local to the vendor. */
  readonly date: string;
  readonly lines: readonly {
    readonly articleId: number;
    readonly code: string;
    readonly quantity: Decimal;
  }[];
};

export function createCorrection(order: CorrectionOrder): VendorRequest {
  const lines = order.lines.map((line) => ({
    lineType: "Article",
    articleId: line.articleId,
    articleCode: line.code,
    quantity: dec(line.quantity).toNumber(),
    price: 0,
  }));
  const body = {
    debtorId: order.debtorId,
    reference: order.reference,
    date: order.date,
    status: CORRECTION_STATUS,
    comments: "Stock correction. Not a sale.",
    lines: { _data: lines },
  };
  return write("POST", PATHS.orders, "orders", { body });
}

const writtenSchema = z.looseObject({ id: z.int(), orderNumber: optionalId });

/**
 * Reads a correction's answer. The order was accepted: an answer without a body (which the vendor
 * may send) loses only its number.
 */
export function readWrittenCorrection(answer: VendorAnswer): {
  readonly id: string | null;
  readonly number: string | null;
} {
  const read = writtenSchema.safeParse(answer.body);
  return read.success
    ? { id: String(read.data.id), number: read.data.orderNumber }
    : { id: null, number: null };
}

/** In what a correction differs from what we sent. */
export const DEVIATIONS = ["reference", "amount", "quantity"] as const;
type Deviation = (typeof DEVIATIONS)[number];

/** As the vendor answers it, or as it was read. */
const shownFigure = z.union([figure, z.string()]).nullish();

const shownSchema = z.looseObject({
  reference: z.string().nullish(),
  amountInclVat: shownFigure,
  lines: z
    .looseObject({
      _data: z.array(z.looseObject({ articleCode: z.string(), quantity: shownFigure })),
    })
    .nullish()
    .catch(null),
});

/**
 * Compares a correction with what the vendor shows of it. `not-shown`: it doesn't show its
 * reference or its amount. `lines`: compared where both are given.
 */
export function compareCorrection(
  { reference, lines }: Pick<CorrectionOrder, "reference"> & Partial<CorrectionOrder>,
  body: unknown,
): Deviation | "as-sent" | "not-shown" {
  const shown = shownSchema.safeParse(body);
  if (!shown.success) return "not-shown";
  const { data } = shown;
  const { amountInclVat: amount } = data;
  if (data.reference !== undefined && data.reference?.trim() !== reference) return "reference";
  if (amount != null && !same(amount, 0)) return "amount";
  const shownLines = data.lines?._data ?? [];
  const isOther = (lines ?? []).some(({ code, quantity }) => {
    const own = shownLines.filter((line) => line.articleCode === code);
    return own.length > 0 && !own.some((line) => same(line.quantity ?? 0, quantity));
  });
  if (isOther) return "quantity";
  return data.reference === undefined || amount == null ? "not-shown" : "as-sent";
}

/** The vendor maintains these. `currentStock` in a body may be refused, so it is never sent. */
export const KEPT_BY_VENDOR = new Set(["_meta", "id", "currentStock", "dateLastChange"]);

export type ArticleChange = {
  readonly manageStock?: true;
  readonly field?: { readonly name: string; readonly text: string };
};

export function updateArticle(
  id: number,
  raw: Readonly<Record<string, unknown>>,
  change: ArticleChange,
): VendorRequest {
  const kept = Object.fromEntries(
    Object.entries(raw).filter(([name]) => !KEPT_BY_VENDOR.has(name)),
  );
  const body = {
    ...kept,
    ...(change.manageStock === undefined ? {} : { manageStock: true }),
    ...(change.field === undefined ? {} : { [change.field.name]: change.field.text }),
  };
  return write("PUT", PATHS.article, "articles", { ids: { id }, body });
}
