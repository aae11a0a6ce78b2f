/** What came from Asperion: the order's head and lines, with the shop's own figures. */
import type { Address, Order } from "../../../domain/order.ts";
import { percentText } from "../format.ts";
import { Fact, Figure, Wide } from "../ui.tsx";

const addressText = ({ street, street2, postCode, city, country }: Address): string => [street, street2, [postCode, city].filter(Boolean).join(" "), country].filter((part) => part !== null && part !== "").join(", ");

export const OrderTable = ({ order }: { order: Order }) => (
  <>
    <dl class="facts">
      <Fact name="Customer">{[order.companyName, order.attentionTo].filter(Boolean).join(", ") || "without a name"}</Fact>
      <Fact name="E-mail">{order.email ?? "–"}</Fact>
      <Fact name="Address">{addressText(order.invoiceAddress)}</Fact>
      <Fact name="Date">{order.date.replace("T", " ")}</Fact>
      <Fact name="Status">
        {order.state}, {order.payment}
      </Fact>
      <Fact name="Prices">{order.pricesIncludeVat ? "include VAT" : "exclude VAT"}</Fact>
    </dl>
    <Wide label="Lines of the order">
      <table>
        <caption>Lines as the shop has them</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Article</th>
            <th scope="col" class="figure">
              Quantity
            </th>
            <th scope="col" class="figure">
              Price
            </th>
            <th scope="col" class="figure">
              Discount
            </th>
            <th scope="col" class="figure">
              VAT
            </th>
            <th scope="col" class="figure">
              Net
            </th>
            <th scope="col" class="figure">
              VAT
            </th>
            <th scope="col" class="figure">
              Gross
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr>
              <td>{line.text}</td>
              <td>{line.sku ?? "–"}</td>
              <Figure>{line.quantity}</Figure>
              <Figure>{line.price}</Figure>
              <Figure>{percentText(line.discount)}</Figure>
              <Figure>{percentText(line.vatRate)}</Figure>
              <Figure>{line.net}</Figure>
              <Figure>{line.vat}</Figure>
              <Figure>{line.gross}</Figure>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={6}>
              Charged, in {order.currency}
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
