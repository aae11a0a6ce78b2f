/** What a difference, or a part of one, is made of at one rate. */
import type { RateFigures } from "../../../monitor/reconciliation/balance.ts";
import { useFormat, useMessages } from "../frame/use-messages.ts";

type RatePartProps = { readonly of: RateFigures; readonly currency: string | null };

export const RatePart = ({ of: { rate, net, vat }, currency }: RatePartProps) => {
  const { t } = useMessages();
  const format = useFormat();
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
