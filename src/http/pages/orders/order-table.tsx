/** What came from Asperion: the order's head and lines, with the shop's own figures. */
import type { Address, Order } from "../../../domain/order.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import { dated } from "../dated.ts";
import { Fact, Figure, Wide } from "../ui.tsx";

const addressText = ({ street, street2, postCode, city, country }: Address): string =>
  [street, street2, [postCode, city].filter(Boolean).join(" "), country]
    .filter((part) => part !== null && part !== "")
    .join(", ");

export const OrderTable = ({ order }: { order: Order }) => {
  const t = useWords(ORDERS);
  const { source } = t;
  const format = useFormat();
  return (
    <>
      <dl class="facts">
        <Fact name={t.summary.customer}>
          <bdi>
            {[order.companyName, order.attentionTo].filter(Boolean).join(", ") ||
              t.summary.nameless}
          </bdi>
        </Fact>
        <Fact name={source.email}>
          <bdi>{order.email ?? "–"}</bdi>
        </Fact>
        <Fact name={source.address}>
          <bdi>{addressText(order.invoiceAddress)}</bdi>
        </Fact>
        <Fact name={source.date}>{dated(format, order.date)}</Fact>
        <Fact name={t.status}>
          {source.state[order.state]}, {source.payment[order.payment]}
        </Fact>
        <Fact name={source.prices}>{order.pricesIncludeVat ? source.include : source.exclude}</Fact>
      </dl>
      <Wide label={source.lines}>
        <table>
          <caption>{source.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{source.line}</th>
              <th scope="col">{source.article}</th>
              <th scope="col" class="figure">
                {source.quantity}
              </th>
              <th scope="col" class="figure">
                {source.price}
              </th>
              <th scope="col" class="figure">
                {source.discount}
              </th>
              <th scope="col" class="figure">
                {t.vat}
              </th>
              <th scope="col" class="figure">
                {t.net}
              </th>
              <th scope="col" class="figure">
                {t.vat}
              </th>
              <th scope="col" class="figure">
                {t.gross}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr>
                <td>
                  <bdi>{line.text}</bdi>
                </td>
                <td>
                  <bdi>{line.sku ?? "–"}</bdi>
                </td>
                <Figure>{line.quantity}</Figure>
                <Figure>{line.price}</Figure>
                <Figure>{format.percent(line.discount)}</Figure>
                <Figure>{format.percent(line.vatRate)}</Figure>
                <Figure>{line.net}</Figure>
                <Figure>{line.vat}</Figure>
                <Figure>{line.gross}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={6}>
                {source.charged(order.currency)}
              </th>
              <Figure>{order.net}</Figure>
              <Figure>{order.vat}</Figure>
              <Figure>{order.gross}</Figure>
            </tr>
          </tfoot>
        </table>
      </Wide>
    </>
  );
};
