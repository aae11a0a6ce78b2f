/** An order's amounts in lists: what was sold, its VAT, and what a cancelled order had. */
import type { JobFigures } from "../../../../domain/jobs/job.ts";
import type { ListedFacts } from "../../../../domain/jobs/listed.ts";
import { amount, dec, sum } from "../../../../domain/money.ts";
import { soldOf } from "../../../../domain/orders/sold.ts";
import { useMessages } from "../../frame/use-messages.ts";

/** What was sold; of a cancelled order nothing, beside what it had. */
export const ShopGross = ({ figures }: { readonly figures: JobFigures }) => {
  const { t, format } = useMessages();
  const { gross, currency, cancelled } = figures;
  return (
    <>
      {format.money(soldOf(figures).gross, currency)}
      {cancelled === true ? (
        <div class="hint">{t("orders.was", { amount: format.money(gross, currency) })}</div>
      ) : null}
    </>
  );
};

type ShopVatProps = {
  readonly figures: JobFigures;
  readonly facts: ListedFacts | undefined;
};

/** Its parts with VAT may come to more than the order, which a discount without VAT lowers. */
export const ShopVat = ({ figures, facts }: ShopVatProps) => {
  const { t, format } = useMessages();
  const { gross, vat } = soldOf(figures);
  const { currency } = figures;
  const taxed = (facts?.rates ?? []).filter(([rate]) => dec(rate).gt(0));
  const on = sum(taxed.flatMap(([, net, part]) => [net, part]));
  return (
    <>
      {format.money(vat, currency)}
      {dec(gross).gt(0) && on.minus(gross).gt(CENTS_APART) ? (
        <div class="hint">{t("lists.vatOn", { amount: format.money(amount(on), currency) })}</div>
      ) : null}
    </>
  );
};

/** Rounding of lines isn't worth a word. */
const CENTS_APART = 1;
