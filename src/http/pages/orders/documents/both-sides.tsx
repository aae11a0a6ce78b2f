/**
 * The order on both sides: ids and numbers of each vendor, and links to the timelines of its
 * customer and articles. The vendors don't document addresses of their pages: only settings have
 * them, and the page's head links to them (links/vendor-links.tsx).
 */
import { Copyable } from "../../frame/header.tsx";
import { type OperationView, type Role, bookedAs } from "../../../../domain/jobs/job.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import type { JobTimeline } from "../../../../sync/contract/index.ts";
import { Fact } from "../../parts/ui.tsx";
import { jobName } from "../../../../messages/job-names.ts";
import type { RelatedJobs } from "../timeline/related-jobs.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";

const MOST_ARTICLES = 20;

type BothSidesProps = {
  readonly id: string;
  readonly described: JobTimeline;
  readonly order: Order | null;
  readonly ways: RelatedJobs;
  readonly shopPage: string | null;
};

export const BothSides = ({ id, described, order, ways, shopPage }: BothSidesProps) => {
  const { job, operations } = described;
  const messages = useMessages();
  const { t } = messages;
  const [kind, source] = job.key.split(":");
  if (source === undefined || (kind !== "order" && kind !== "debtor" && kind !== "product"))
    return null;
  const articles = [
    ...new Set((order?.lines ?? []).flatMap(({ sku }) => (sku === null ? [] : [sku]))),
  ].slice(0, MOST_ARTICLES);
  const ids = newest(operations);
  return (
    <section aria-labelledby="both">
      <h2 id="both">{t("lists.both")}</h2>
      <dl class="facts">
        <Fact name={kind === "product" ? t("lists.inLedger") : t("lists.inAsperion")}>
          {shopPage === null ? (
            jobName(t, job)
          ) : (
            <a href={shopPage} target="_blank" rel="noopener noreferrer">
              {jobName(t, job)}
              <span class="unseen"> {t("orders.inNewTab")}</span>
            </a>
          )}{" "}
          · <code>{source}</code>
        </Fact>
        {ids.map((operation) => (
          <Fact name={nameOf(messages, operation)}>
            {operation.documentNumber === null ? null : (
              <strong>{operation.documentNumber} · </strong>
            )}
            <Copyable text={operation.documentId ?? ""} />
          </Fact>
        ))}
        {order === null || order.debtorId === null ? null : (
          <Fact name={t("lists.customer")}>
            <Way
              to={ways.customer === null ? null : `/admin/tenants/${id}/customers/${ways.customer}`}
              text={
                order.companyName ??
                order.attentionTo ??
                order.invoiceAddress.name ??
                t("orders.customerOf", { debtor: String(order.debtorId) })
              }
            />
          </Fact>
        )}
        {articles.length === 0 ? null : (
          <Fact name={t("lists.articles")}>
            {articles.map((sku, index) => (
              <>
                {index === 0 ? "" : ", "}
                <Way to={articleWay(id, ways, sku)} text={sku} />
              </>
            ))}
          </Fact>
        )}
      </dl>
    </section>
  );
};

const articleWay = (id: string, { articles }: RelatedJobs, sku: string): string | null =>
  articles.has(sku) ? `/admin/tenants/${id}/products/${articles.get(sku) ?? ""}` : null;

const Way = ({ to, text }: { to: string | null; text: string }) =>
  to === null ? (
    <bdi>{text}</bdi>
  ) : (
    <a href={to}>
      <bdi>{text}</bdi>
    </a>
  );

const SHOWN: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "delta-invoice",
  "delta-credit",
  "voucher",
  "voucher-credit",
  "voucher-reversal",
  "customer",
  "product",
  "product-parent",
]);

/** The last write of each role and turn that left something there. */
function newest(operations: readonly OperationView[]): readonly OperationView[] {
  const last = new Map<string, OperationView>();
  for (const operation of operations)
    if (operation.documentId !== null && SHOWN.has(operation.role))
      last.set(`${operation.role} ${operation.n}`, operation);
  // A draft is gone once it was booked, and its id with it.
  return [...last.values()].filter(({ role, n }) => !last.has(`${bookedAs(role) ?? ""} ${n}`));
}

function nameOf({ t, find }: Messages, { role }: OperationView): string {
  if (role === "customer") return t("lists.customer");
  if (role === "product" || role === "product-parent") return t("lists.inAsperion");
  return (
    find(`orders.summary.documents.${role}`, { number: null }) ??
    t("orders.summary.documents.other", { number: null })
  );
}
