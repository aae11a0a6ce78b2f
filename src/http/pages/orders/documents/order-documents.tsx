/** The list of all documents of an order, as its page shows it. */
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge } from "../../parts/ui.tsx";
import { useFormat, useMessages } from "../../frame/use-messages.ts";
import type { Word } from "../../../words/state-text.ts";
import type { OrderDocument, State } from "./documents-listed.ts";

const TONES: Readonly<Record<State, Word["tone"]>> = {
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
  const { t, find } = useMessages();
  const format = useFormat();
  if (all.length === 0) return null;
  const columns = {
    kind: t("orders.documents.kind"),
    number: t("orders.documents.number"),
    day: t("orders.documents.day"),
    amount: t("orders.documents.amount"),
    state: t("orders.documents.state"),
  };
  return (
    <Stack
      label={t("orders.documents.title")}
      columns={[
        columns.kind,
        columns.number,
        columns.day,
        { name: columns.amount, figure: true },
        columns.state,
      ]}
    >
      <tbody>
        {all.map((one) => (
          <tr>
            <th scope="row">
              {find(`orders.summary.documents.${one.role}`, { number: null }) ??
                t("orders.summary.documents.other", { number: null })}
            </th>
            <Cell of={columns.number}>
              {one.number === null ? t("orders.documents.unnumbered") : <bdi>{one.number}</bdi>}
            </Cell>
            <Cell of={columns.day}>{one.day === null ? "–" : format.day(one.day)}</Cell>
            <Cell of={columns.amount} figure>
              {one.amount === null ? "–" : format.money(one.amount.figure, one.amount.currency)}
            </Cell>
            <Cell of={columns.state}>
              <Badge
                word={{
                  text:
                    one.state === "reversed"
                      ? t("orders.documents.states.reversed", { number: one.by ?? null })
                      : t(`orders.documents.states.${one.state}`),
                  tone: TONES[one.state],
                }}
              />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
