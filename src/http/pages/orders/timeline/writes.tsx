/**
 * The journal: every write that this order made or led to, with its state, and what was sent and
 * answered.
 */
import { isNumbered, type OperationView } from "../../../../domain/jobs/job.ts";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, Clock, Raw } from "../../parts/ui.tsx";
import { isOfCredit } from "./credit-steps.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";

export const Writes = ({ operations }: { operations: readonly OperationView[] }) => {
  const { t, states } = useMessages();
  const marked = markedBy(t, operations);
  return (
    <section aria-labelledby="writes">
      <h2 id="writes">{t("orders.writes.title")}</h2>
      <Stack
        label={t("orders.writes.title")}
        columns={[
          t("orders.writes.write"),
          t("orders.state"),
          marked,
          t("orders.writes.there"),
          t("orders.writes.sent"),
          t("orders.writes.settled"),
        ]}
      >
        <tbody>
          {operations.map((operation) => (
            <tr>
              <th scope="row">
                {states.kind(operation.kind, isOfCredit(operation))}
                {operation.n > 1 ? ` (${operation.n})` : ""}
                {operation.request === null ? null : (
                  <Raw summary={t("orders.writes.request")} value={operation.request} />
                )}
                {operation.response === null ? null : (
                  <Raw summary={t("orders.writes.refusal")} value={operation.response} />
                )}
              </th>
              <Cell of={t("orders.state")}>
                <Badge word={states.operation(operation.state)} />
              </Cell>
              <Cell of={marked}>
                {operation.marker === null ? "–" : <code class="marker">{operation.marker}</code>}
              </Cell>
              <Cell of={t("orders.writes.there")} whole={operation.documentNumber !== null}>
                {operation.documentNumber ??
                  (operation.documentId === null ? "–" : <code>{operation.documentId}</code>)}
              </Cell>
              <Cell of={t("orders.writes.sent")}>
                {operation.sentAt === null ? "–" : <Clock at={operation.sentAt} />}
              </Cell>
              <Cell of={t("orders.writes.settled")}>
                {operation.settledAt === null ? "–" : <Clock at={operation.settledAt} />}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </section>
  );
};

/** What identifies these writes: tracking codes, or numbers of articles and customers. */
function markedBy(t: Messages["t"], operations: readonly OperationView[]): string {
  const kinds = operations.flatMap(({ kind, marker }) => (marker === null ? [] : [kind]));
  if (!kinds.some(isNumbered)) return t("orders.writes.marker");
  return kinds.every(isNumbered) ? t("orders.writes.number") : t("orders.writes.markerOrNumber");
}
