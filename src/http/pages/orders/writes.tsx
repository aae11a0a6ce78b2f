/** The journal: every write that this order made or led to, with its state, and what was sent and answered. */
import type { OperationView } from "../../../domain/job.ts";
import { Badge, Clock, Raw, Wide } from "../ui.tsx";
import { ORDERS } from "../../words/orders/index.ts";
import { useWords } from "../../words/use.ts";
import { useStates } from "../words.ts";

export const Writes = ({ operations }: { operations: readonly OperationView[] }) => {
  const { writes: t, state } = useWords(ORDERS);
  const states = useStates();
  return (
  <section aria-labelledby="writes">
    <h2 id="writes">{t.title}</h2>
    <Wide label={t.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.write}</th>
            <th scope="col">{state}</th>
            <th scope="col">{t.marker}</th>
            <th scope="col">{t.there}</th>
            <th scope="col">{t.sent}</th>
            <th scope="col">{t.settled}</th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <tr>
              <th scope="row">
                {states.kind(operation.kind)}
                {operation.n > 1 ? ` (${operation.n})` : ""}
                {operation.request === null ? null : <Raw summary={t.request} value={operation.request} />}
                {operation.response === null ? null : <Raw summary={t.refusal} value={operation.response} />}
              </th>
              <td>
                <Badge word={states.operation(operation.state)} />
              </td>
              <td>{operation.marker === null ? "–" : <code class="marker">{operation.marker}</code>}</td>
              <td class={operation.documentNumber === null ? undefined : "whole"}>{operation.documentNumber ?? (operation.documentId === null ? "–" : <code>{operation.documentId}</code>)}</td>
              <td>{operation.sentAt === null ? "–" : <Clock at={operation.sentAt} />}</td>
              <td>{operation.settledAt === null ? "–" : <Clock at={operation.settledAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  </section>
  );
};
