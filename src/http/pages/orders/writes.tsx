/**
 * The journal: every write that this order made or led to, with its state, and what was sent and
 * answered.
 */
import type { OperationView } from "../../../domain/job.ts";
import { Cell, Stack } from "../table.tsx";
import { Badge, Clock, Raw } from "../ui.tsx";
import { ORDERS } from "../../words/orders/index.ts";
import { useWords } from "../../words/use.ts";
import { isOfCredit } from "./credit-steps.ts";
import { useStates } from "../words.ts";

export const Writes = ({ operations }: { operations: readonly OperationView[] }) => {
  const { writes: t, state } = useWords(ORDERS);
  const states = useStates();
  return (
    <section aria-labelledby="writes">
      <h2 id="writes">{t.title}</h2>
      <Stack label={t.title} columns={[t.write, state, t.marker, t.there, t.sent, t.settled]}>
        <tbody>
          {operations.map((operation) => (
            <tr>
              <th scope="row">
                {states.kind(operation.kind, isOfCredit(operation))}
                {operation.n > 1 ? ` (${operation.n})` : ""}
                {operation.request === null ? null : (
                  <Raw summary={t.request} value={operation.request} />
                )}
                {operation.response === null ? null : (
                  <Raw summary={t.refusal} value={operation.response} />
                )}
              </th>
              <Cell of={state}>
                <Badge word={states.operation(operation.state)} />
              </Cell>
              <Cell of={t.marker}>
                {operation.marker === null ? "–" : <code class="marker">{operation.marker}</code>}
              </Cell>
              <Cell of={t.there} whole={operation.documentNumber !== null}>
                {operation.documentNumber ??
                  (operation.documentId === null ? "–" : <code>{operation.documentId}</code>)}
              </Cell>
              <Cell of={t.sent}>
                {operation.sentAt === null ? "–" : <Clock at={operation.sentAt} />}
              </Cell>
              <Cell of={t.settled}>
                {operation.settledAt === null ? "–" : <Clock at={operation.settledAt} />}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Stack>
    </section>
  );
};
