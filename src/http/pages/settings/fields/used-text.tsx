/** In how many of the last orders something was, and when last. */
import type { Used } from "../../../../settings/lookups/occurred.ts";
import { useFormat, useMessages } from "../../frame/use-messages.ts";

export const UsedText = ({ used: { orders, last } }: { used: Used }) => {
  const { t } = useMessages();
  const format = useFormat();
  return orders === 0 ? null : (
    <span class="why">
      {last === null
        ? t("mappings.orders", { count: orders })
        : t("mappings.ordersLast", { count: orders, day: format.day(last) })}
    </span>
  );
};
