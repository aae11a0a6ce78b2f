/** The order from Asperion: its head and lines, with the shop's own figures. */
import type { Address, Order } from "../../../../domain/orders/order.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { dated } from "../../parts/dated.ts";
import { Heading, inCurrency, LongBody } from "../../parts/table.tsx";
import { Fact, Figure, Wide } from "../../parts/ui.tsx";

const addressText = ({ street, street2, postCode, city, country }: Address): string =>
  [street, street2, [postCode, city].filter(Boolean).join(" "), country]
    .filter((part) => part !== null && part !== "")
    .join(", ");

export const OrderTable = ({ order }: { order: Order }) => {
  const { t } = useMessages();
  const within = (name: string): string => inCurrency(name, order.currency);
  return (
    <>
      <Head order={order} />
      <Wide label={t("orders.source.lines")}>
        <table>
          <caption>{t("orders.source.caption")}</caption>
          <thead>
            <tr>
              <Heading name={t("orders.source.line")} />
              <Heading name={t("orders.source.article")} />
              <Heading name={t("orders.source.quantity")} figure />
              <Heading name={within(t("orders.source.price"))} figure />
              <Heading name={t("orders.source.discount")} figure />
              <Heading name={t("orders.vatRate")} figure />
              <Heading name={within(t("orders.net"))} figure />
              <Heading name={within(t("orders.vatAmount"))} figure />
              <Heading name={within(t("orders.gross"))} figure />
            </tr>
          </thead>
          <LongBody
            columns={9}
            rows={order.lines.map((line) => (
              <Line line={line} currency={order.currency} />
            ))}
          />
          <tfoot>
            <tr>
              <th scope="row" colspan={6}>
                {t("orders.source.charged", { currency: order.currency })}
              </th>
              <Figure currency={order.currency}>{order.net}</Figure>
              <Figure currency={order.currency}>{order.vat}</Figure>
              <Figure currency={order.currency}>{order.gross}</Figure>
            </tr>
          </tfoot>
        </table>
      </Wide>
    </>
  );
};

const Head = ({ order }: { order: Order }) => {
  const { t, format } = useMessages();
  return (
    <dl class="facts">
      <Fact name={t("orders.summary.customer")}>
        <bdi>
          {[order.companyName, order.attentionTo].filter(Boolean).join(", ") ||
            t("orders.summary.nameless")}
        </bdi>
      </Fact>
      <Fact name={t("orders.source.email")}>
        <bdi>{order.email ?? "–"}</bdi>
      </Fact>
      <Fact name={t("orders.source.address")}>
        <bdi>{addressText(order.invoiceAddress)}</bdi>
      </Fact>
      <Fact name={t("orders.source.date")}>{dated(format, order.date)}</Fact>
      <Fact name={t("orders.source.status")}>{t(`orders.source.state.${order.state}`)}</Fact>
      <Fact name={t("lists.columns.payment")}>{t(`orders.source.payment.${order.payment}`)}</Fact>
      <Fact name={t("orders.source.prices")}>
        {order.pricesIncludeVat ? t("orders.source.include") : t("orders.source.exclude")}
      </Fact>
    </dl>
  );
};

type LineProps = { readonly line: Order["lines"][number]; readonly currency: string };

const Line = ({ line, currency }: LineProps) => {
  const { format } = useMessages();
  return (
    <tr>
      <td>
        <bdi>{line.text}</bdi>
      </td>
      <td>
        <bdi>{line.sku ?? "–"}</bdi>
      </td>
      <Figure>{line.quantity}</Figure>
      <Figure currency={currency}>{line.price}</Figure>
      <Figure>{format.percent(line.discount)}</Figure>
      <Figure>{format.percent(line.vatRate)}</Figure>
      <Figure currency={currency}>{line.net}</Figure>
      <Figure currency={currency}>{line.vat}</Figure>
      <Figure currency={currency}>{line.gross}</Figure>
    </tr>
  );
};
