/** The journal: every write that this order made or led to, with its state, and what was sent and answered. */
import type { OperationView } from "../../../domain/job.ts";
import { Badge, Clock, Raw, Wide } from "../ui.tsx";
import { isKey, OPERATION_KIND_WORDS, OPERATION_STATE_WORDS } from "../words.ts";

export const Writes = ({ operations }: { operations: readonly OperationView[] }) => (
  <section aria-labelledby="writes">
    <h2 id="writes">What was written</h2>
    <Wide label="Writes">
      <table>
        <thead>
          <tr>
            <th scope="col">Write</th>
            <th scope="col">State</th>
            <th scope="col">Marker</th>
            <th scope="col">In eAccounting</th>
            <th scope="col">Sent</th>
            <th scope="col">Settled</th>
          </tr>
        </thead>
        <tbody>
          {operations.map((operation) => (
            <tr>
              <th scope="row">
                {isKey(OPERATION_KIND_WORDS, operation.kind) ? OPERATION_KIND_WORDS[operation.kind] : String(operation.kind)}
                {operation.n > 1 ? ` (${operation.n})` : ""}
                {operation.request === null ? null : <Raw summary="Request" value={operation.request} />}
                {operation.response === null ? null : <Raw summary="Refusal" value={operation.response} />}
              </th>
              <td>
                <Badge word={isKey(OPERATION_STATE_WORDS, operation.state) ? OPERATION_STATE_WORDS[operation.state] : { text: String(operation.state), tone: "warn" }} />
              </td>
              <td>{operation.marker === null ? "–" : <code class="marker">{operation.marker}</code>}</td>
              <td>{operation.documentNumber ?? (operation.documentId === null ? "–" : <code>{operation.documentId}</code>)}</td>
              <td>{operation.sentAt === null ? "–" : <Clock at={operation.sentAt} />}</td>
              <td>{operation.settledAt === null ? "–" : <Clock at={operation.settledAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  </section>
);
