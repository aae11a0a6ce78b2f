/**
 * Applies the tenant's rules to a planned voucher: its text behind the marker, and text, cost
 * centres and project of its sales rows. Rules can't change figures, accounts or the day. Pure.
 */
import type { MappedField, MappedValues } from "../../../../domain/ledger/mapped.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../../domain/result.ts";
import type { VoucherRow } from "../../../../domain/ledger/voucher.ts";
import { applyRules, Budget, type MapFault, valuesOf } from "../../../../settings/rules/apply.ts";
import { readyRules, orderRecord, voucherRowRecord } from "../../../../settings/rules/compile.ts";
import { targetNamed } from "../../../../settings/rules/targets.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { recordedOf } from "../../shared/filled-fields.ts";
import { defined } from "../../../../domain/platform/defined.ts";

type MappedVoucher = {
  /** The text behind the marker; `null`: no rule sets it. */
  readonly words: string | null;
  readonly rows: readonly VoucherRow[];
  readonly recorded: readonly Reason[];
};

/**
 * Sales rows have them. Receivables, VAT, gift cards and rounding don't, as such accounts often
 * refuse them.
 */
const ofSale = ({ role }: VoucherRow): boolean =>
  role === "revenue" || role === "shipping" || role === "discount" || role === "fee";

/**
 * Returns the voucher's rows and text. `dimensions`: what look-ups give to every sales row; a rule
 * comes before them.
 */
export function mapVoucher(
  { order, settings }: { readonly order: Order; readonly settings: Settings },
  rows: readonly VoucherRow[],
  dimensions: MappedValues,
): Result<MappedVoucher, MapFault> {
  const mapping = settings.mapping;
  const budget = new Budget();
  const record = orderRecord(order);
  const head = applyRules(readyRules(mapping, "vouchers.head"), record, budget);
  if (!head.ok) return head;
  const rules = readyRules(mapping, "vouchers.rows");
  const filled: MappedField[] = [];
  const made: VoucherRow[] = [];
  for (const row of rows) {
    if (!ofSale(row)) {
      made.push(row);
      continue;
    }
    const mapped = applyRules(
      rules,
      voucherRowRecord(record, rowSource(row, order)),
      budget,
      row.sourceLines[0] ?? null,
    );
    if (!mapped.ok) return mapped;
    filled.push(...mapped.value);
    made.push(withRow(row, mapped.value, dimensions));
  }
  return ok({
    words: head.value.find(({ target }) => target === "VoucherText")?.value ?? null,
    rows: made,
    recorded: recordedOf(head.value, filled),
  });
}

function rowSource({ role, account, text, sourceLines }: VoucherRow, order: Order) {
  const lines = order.lines.filter(({ lineNumber }) => sourceLines.includes(lineNumber));
  const one = <T>(values: readonly T[]): T | null =>
    new Set(values).size === 1 ? (values[0] ?? null) : null;
  return {
    kind: role,
    account: String(account),
    text,
    sku: one(lines.map(({ sku }) => sku)),
    vatRate: one(lines.map(({ vatRate }) => vatRate)),
  };
}

function withRow(
  row: VoucherRow,
  fields: readonly MappedField[],
  dimensions: MappedValues,
): VoucherRow {
  const text = fields.find(({ target }) => target === "TransactionText")?.value;
  const others = fields.filter(({ target }) => target !== "TransactionText");
  const mapped = {
    ...dimensions,
    ...valuesOf(others, (name) => targetNamed("vouchers.rows", name)),
  };
  return {
    ...row,
    ...defined({ text }),
    ...(Object.keys(mapped).length === 0 ? {} : { mapped }),
  };
}
