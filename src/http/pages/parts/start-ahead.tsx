/** Says that the start date is in the future, as until then a shop has no orders here. */
import type { Settings } from "../../../settings/schema.ts";
import { Notice } from "./ui.tsx";
import { useMessages, useNow } from "../frame/use-messages.ts";

type Props = { readonly settings: Settings };

export const StartAhead = ({ settings: { orders, setup } }: Props) => {
  const { t, format } = useMessages();
  const from = orders.startLine === null ? null : Date.parse(orders.startLine);
  const counts = orders.enabled || setup.flows.includes("orders");
  if (from === null || from <= useNow() || !counts) return null;
  return <Notice tone="warn" text={t("setup.startAhead", { from: format.stamp(from) })} />;
};
