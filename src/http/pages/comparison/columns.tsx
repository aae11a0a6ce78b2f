/** What the tables of orders, differences and findings say alike. */
import { exact } from "../../../domain/money.ts";
import type { DifferenceItem, ReconciledOrderView } from "../../../sync/contract/index.ts";
import { customerOf, documentText, storedDocumentText } from "../../words/comparison.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { RecordColumn } from "../parts/table.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import type { RateFigures } from "../../../monitor/reconciliation/balance.ts";

type OfOrder = { readonly order: ReconciledOrderView | null };

/** Customers, where the reader may see one of these; otherwise there is no such column. */
export function useCustomers<Of>(
  records: readonly Of[],
  orderOf: (record: Of) => ReconciledOrderView | null,
): readonly RecordColumn<Of>[] {
  const { t } = useMessages();
  if (records.every((record) => orderOf(record)?.person === undefined)) return [];
  const nameOf = (order: ReconciledOrderView | null): string =>
    order === null ? "" : customerOf(order);
  return [
    {
      name: t("orders.summary.customer"),
      isProse: true,
      cell: (record) => <bdi>{nameOf(orderOf(record))}</bdi>,
    },
  ];
}

/** The document that it is about; else those of its order. */
export const Documents = ({ document, order }: OfOrder & Pick<DifferenceItem, "document">) => {
  const messages = useMessages();
  const texts =
    document === null
      ? (order?.documents?.split(", ") ?? []).map((one) => storedDocumentText(messages, one))
      : [documentText(messages, document)];
  return texts.length === 0 ? (
    <>–</>
  ) : (
    <>
      {texts.map((text) => (
        <div class="whole">{text}</div>
      ))}
    </>
  );
};

/** What the shop charged before, where that was changed. */
export const WasCharged = ({ order }: OfOrder) => {
  const { t, format } = useMessages();
  return order?.was === undefined ? null : (
    <div class="hint">
      {t("orders.was", { amount: format.money(exact(order.was), order.currency) })}
    </div>
  );
};

/**
 * Booking an order again whose document isn't there, beside what tells of it. Its sheet comes
 * first.
 */
export const BookAgain = ({ address, of }: { address: string; of: string }) => {
  const { t } = useMessages();
  return (
    <PostForm action={`${address}/book-again`} class="inline">
      <Button class="plain" aria-label={`${t("orders.actions.bookAgain.button")}: ${of}`}>
        {t("orders.actions.bookAgain.button")}
      </Button>
    </PostForm>
  );
};

type RatePartProps = { readonly of: RateFigures; readonly currency: string | null };

/** What a difference, or a part of one, is made of at one rate. */
export const RatePart = ({ of: { rate, net, vat }, currency }: RatePartProps) => {
  const { t, format } = useMessages();
  return (
    <div class="meta">
      {t("comparison.partOfRate", {
        part:
          rate === null
            ? t("comparison.difference")
            : t("comparison.atRate", { rate: format.percent(rate) }),
        net: format.money(net, currency),
        vat: format.money(vat, currency),
      })}
    </div>
  );
};
