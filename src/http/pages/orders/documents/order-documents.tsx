/** The list of all documents of an order, as its page shows it. */
import { Records } from "../../parts/table.tsx";
import { Badge } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { StateLabel } from "../../../words/state-text.ts";
import type { OrderDocument, State } from "./documents-listed.ts";

const TONES: Readonly<Record<State, StateLabel["tone"]>> = {
  stands: "good",
  draft: "quiet",
  credited: "quiet",
  partlyCredited: "quiet",
  creditedSome: "quiet",
  creditedTogether: "quiet",
  reversed: "quiet",
  deleted: "quiet",
  unlinked: "quiet",
  unconfirmed: "warn",
  differs: "bad",
  oneDiffers: "bad",
  invoiced: "quiet",
  gone: "bad",
};

export const OrderDocuments = ({ all }: { readonly all: readonly OrderDocument[] }) => {
  const { t, find, format } = useMessages();
  if (all.length === 0) return null;
  return (
    <Records
      label={t("orders.documents.title")}
      columns={[
        {
          name: t("orders.documents.kind"),
          cell: (one) =>
            find(`orders.summary.documents.${one.role}`, { number: null }) ??
            t("orders.summary.documents.other", { number: null }),
        },
        {
          name: t("orders.documents.number"),
          cell: (one) =>
            one.number === null ? t("orders.documents.unnumbered") : <bdi>{one.number}</bdi>,
        },
        {
          name: t("orders.documents.day"),
          cell: (one) => (one.day === null ? "–" : format.day(one.day)),
        },
        {
          name: t("orders.documents.amount"),
          figure: true,
          cell: (one) =>
            one.amount === null ? "–" : format.money(one.amount.figure, one.amount.currency),
        },
        {
          name: t("orders.documents.state"),
          cell: (one) => (
            <Badge
              word={{
                text:
                  one.state === "reversed"
                    ? t("orders.documents.states.reversed", { number: one.by ?? null })
                    : t(`orders.documents.states.${one.state}`),
                tone: TONES[one.state],
              }}
            />
          ),
        },
      ]}
      records={all}
    />
  );
};
