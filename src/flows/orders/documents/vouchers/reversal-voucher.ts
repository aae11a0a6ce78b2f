/** Builds the voucher that reverses a booked one. Pure. */
import { amount, dec, type Decimal, negated } from "../../../../domain/money.ts";
import { cut } from "../../../../domain/platform/text.ts";
import type {
  AnsweredVoucher,
  LedgerItem,
  Voucher,
  VoucherFacts,
  VoucherRow,
} from "../../../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../../../eaccounting/vouchers.ts";
import type { OrderCase } from "../../shared/case.ts";
import type { VoucherIdentity } from "../../shared/identity.ts";
import { reversalWord } from "../../texts/document-words.ts";
import type { RetainedByReversal } from "./retained-money.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/**
 * Returns the reversal of `booked`, dated `date`. `facts`: those of the voucher that is reversed.
 * `retained`: money that the reversal leaves on the account of its payment method; `null`: none.
 */
export function reversalVoucher(
  { ports, order }: OrderCase,
  { marker }: VoucherIdentity,
  booked: AnsweredVoucher,
  facts: VoucherFacts,
  date: string,
  retained: RetainedByReversal | null,
): Voucher {
  const label = reversalWord(ports.lists.company?.country ?? "", booked.number ?? booked.id);
  const { series } = ports.settings.orders.voucher;
  return {
    date,
    text: cut([marker.text, label].join(" · "), MAX_VOUCHER_TEXT),
    series: series === "" ? null : series,
    rows: [
      ...booked.rows.map(({ account, debit, credit, mapped, of }): VoucherRow => ({
        role: "revenue",
        account,
        debit: amount(credit),
        credit: amount(debit),
        text: cut(order.number ?? `id ${order.id}`, MAX_ROW_TEXT),
        sourceLines: [],
        reasons: [],
        ...defined({ mapped, of }),
      })),
      ...(retained?.rows ?? []),
    ],
    ...(facts.level === "daily" ? { level: facts.level } : {}),
    ledgerItem:
      facts.ledgerItem === null
        ? null
        : reversalItem(facts.ledgerItem, marker.text, date, retained?.increase ?? "0.00"),
    charged: facts.charged,
    currency: facts.currency,
    rate: facts.rate,
  };
}

function reversalItem(
  item: NonNullable<VoucherFacts["ledgerItem"]>,
  reference: string,
  dueDate: string,
  increase: Decimal,
): LedgerItem {
  const total = negated(dec(item.total).plus(increase));
  return {
    ...item,
    total,
    vat: negated(item.vat),
    isCredit: dec(total).lt(0),
    dueDate,
    reference: cut(reference, 50),
  };
}
