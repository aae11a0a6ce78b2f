/**
 * What it is on both sides: ids and numbers as each vendor has them, and the ways to the lists of the customer and the
 * articles that an order names. The vendors say no address of their own pages, so there is none to lead to.
 */
import type { OperationView, Role } from "../../../domain/job.ts";
import type { Order } from "../../../domain/order.ts";
import type { JobStory } from "../../../sync/rpc.ts";
import { LIST_WORDS } from "../../words/lists/index.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useWords } from "../../words/use.ts";
import { Fact } from "../ui.tsx";
import { isKey } from "../words.ts";
import { jobName } from "./list.tsx";

const MOST_ARTICLES = 20;

type BothSidesProps = { readonly id: string; readonly told: JobStory; readonly order: Order | null };

export const BothSides = ({ id, told, order }: BothSidesProps) => {
  const { job, operations } = told;
  const t = useWords(LIST_WORDS);
  const orders = useWords(ORDERS);
  const [kind, source] = job.key.split(":");
  if (source === undefined || (kind !== "order" && kind !== "debtor" && kind !== "product")) return null;
  const articles = [...new Set((order?.lines ?? []).flatMap(({ sku }) => (sku === null ? [] : [sku])))].slice(0, MOST_ARTICLES);
  const ids = newest(operations);
  return (
    <section aria-labelledby="both">
      <h2 id="both">{t.both}</h2>
      <dl class="facts">
        <Fact name={kind === "product" ? t.inLedger : t.inAsperion}>
          {jobName(orders, job)} · <code>{source}</code>
        </Fact>
        {ids.map((operation) => (
          <Fact name={nameOf(orders.summary.documents, t.customer, t.inAsperion, operation)}>
            {operation.documentNumber === null ? null : <strong>{operation.documentNumber} · </strong>}
            <code>{operation.documentId}</code>
          </Fact>
        ))}
        {order === null || order.debtorId === null ? null : (
          <Fact name={t.customer}>
            <a href={`/admin/tenants/${id}/customers?${new URLSearchParams({ text: String(order.debtorId) })}`}>{orders.customerOf(String(order.debtorId))}</a>
          </Fact>
        )}
        {articles.length === 0 ? null : (
          <Fact name={t.articles}>
            {articles.map((sku, index) => (
              <>
                {index === 0 ? "" : ", "}
                <a href={`/admin/tenants/${id}/products?${new URLSearchParams({ text: sku })}`}><bdi>{sku}</bdi></a>
              </>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  );
};

const SHOWN: ReadonlySet<Role> = new Set<Role>(["sales-order", "invoice-draft", "invoice", "credit-draft", "credit", "delta-invoice", "delta-credit", "voucher", "voucher-credit", "voucher-reversal", "customer", "product", "product-parent"]);

/** The last write of each role and turn that left something there. */
function newest(operations: readonly OperationView[]): readonly OperationView[] {
  const last = new Map<string, OperationView>();
  for (const operation of operations) if (operation.documentId !== null && SHOWN.has(operation.role)) last.set(`${operation.role} ${operation.n}`, operation);
  return [...last.values()];
}

function nameOf(documents: Readonly<Record<string, string>>, customer: string, inAsperion: string, { role }: OperationView): string {
  if (role === "customer") return customer;
  if (role === "product" || role === "product-parent") return inAsperion;
  return (isKey(documents, role) ? documents[role] : documents["other"]) ?? role;
}
