/**
 * The posting list of a day: each document of its orders with its lines, debit and credit. What was
 * read from the ledger stands as it was read; all else says that it is predicted.
 */
import { amount, type Decimal } from "../../../domain/money.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import {
  type DayPostings,
  isBalanced,
  MOST_READ,
  type OrderPostings,
  totalsOf,
} from "../../usecases/day-postings.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Button, PostForm } from "../post-form.tsx";
import { page } from "../respond.tsx";
import { Csrf, Fact, Figure, Notice, Wide } from "../ui.tsx";
import { useFormat, useMessages } from "../use-messages.ts";
import { documentsOf, type ListedDocument } from "./posting-lines.ts";
import { addressOf, postingsPath } from "./range.ts";

export type PostingsView = {
  readonly tenant: TenantRow;
  readonly day: string;
  readonly cursor: string | null;
  readonly found: DayPostings;
  readonly now: number;
};

export function postingsPage(c: PageContext, view: PostingsView): Promise<Response> {
  const messages = messagesFor(c);
  const { t } = messages;
  const { tenant, day, cursor, found, now } = view;
  const { id } = tenant;
  const orders = found.orders
    .map((order) => ({ order, documents: documentsOf(order, found.chart, messages) }))
    .filter(({ documents }) => documents.length > 0);
  const unread = found.orders.filter((order) => order.unread).length;
  return page(
    c,
    t("comparison.postings.of", { tenant: isolate(tenant.name) }),
    c.var.signedIn,
    <div class="report">
      <TenantHead id={id} name={tenant.name} current="comparison" state={tenant.state}>
        <h1>{t("comparison.postings.title")}</h1>
        <p class="sub">{t("comparison.postings.lead")}</p>
      </TenantHead>
      <Head view={view} by={c.var.signedIn.actor.name} now={now} />
      <div class="actions">
        <a href={addressOf(id, { from: day, to: day, state: null, cursor: null })}>
          {t("comparison.postings.back")}
        </a>
        <a href={postingsPath(id, day, ".csv")}>{t("comparison.table")}</a>
        <ManualLink page="comparison" />
      </div>
      {unread === 0 ? null : (
        <Notice tone="warn">
          <p>{t("comparison.postings.unread", { count: unread })}</p>
          <PostForm action={postingsPath(id, day, "", cursor)} class="actions">
            <Csrf token={c.var.signedIn.csrf} />
            <Button class="second">
              {t("comparison.postings.read", { count: Math.min(unread, MOST_READ) })}
            </Button>
          </PostForm>
        </Notice>
      )}
      <section aria-labelledby="lines">
        <h2 id="lines">{t("comparison.postings.lines")}</h2>
        {orders.length === 0 ? (
          <p class="empty">{t("comparison.postings.empty")}</p>
        ) : (
          <Lines id={id} orders={orders} />
        )}
        <nav class="pager" aria-label={t("comparison.pages")}>
          {cursor === null ? null : <a href={postingsPath(id, day)}>{t("comparison.first")}</a>}
          {found.cursor === null ? null : (
            <a href={postingsPath(id, day, "", found.cursor)}>{t("comparison.next")}</a>
          )}
        </nav>
      </section>
    </div>,
  );
}

const Head = ({ view, by, now }: { view: PostingsView; by: string; now: number }) => {
  const { t } = useMessages();
  const format = useFormat();
  const { tenant, day, cursor, found } = view;
  return (
    <dl class="facts">
      <Fact name={t("comparison.report.shop")}>
        <bdi>{tenant.name}</bdi>
      </Fact>
      <Fact name={t("comparison.report.company")}>
        {tenant.companyName === null ? "–" : <bdi>{tenant.companyName}</bdi>}
      </Fact>
      <Fact name={t("comparison.report.period")}>
        {format.day(day)}
        {cursor === null && found.cursor === null ? null : ` ${t("comparison.postings.part")}`}
      </Fact>
      <Fact name={t("comparison.report.made")}>
        {t("comparison.report.madeBy", { name: isolate(by), when: format.stamp(now) })}
      </Fact>
    </dl>
  );
};

type Listed = { readonly order: OrderPostings; readonly documents: readonly ListedDocument[] };

const Lines = ({ id, orders }: { id: string; orders: readonly Listed[] }) => {
  const { t } = useMessages();
  const totals = totalsOf(
    orders.flatMap(({ documents }) => documents.flatMap(({ lines }) => lines)),
  );
  return (
    <Wide label={t("comparison.postings.lines")}>
      <table class="small postings">
        <thead>
          <tr>
            <th scope="col">{t("comparison.postings.account")}</th>
            <th scope="col">{t("posting.name")}</th>
            <th scope="col" class="figure">
              {t("voucher.debit")}
            </th>
            <th scope="col" class="figure">
              {t("voucher.credit")}
            </th>
            <th scope="col">{t("posting.vatCode")}</th>
          </tr>
        </thead>
        {orders.flatMap(({ order, documents }) =>
          documents.map((one) => <OfDocument id={id} order={order} one={one} />),
        )}
        <tfoot>
          {totals.map((one) => (
            <tr>
              <th scope="row" colspan={2}>
                {t("voucher.sum")}
                {one.currency === null ? "" : `, ${one.currency}`}
                {isBalanced(one) ? null : (
                  <span class="misses"> {t("comparison.postings.unbalanced")}</span>
                )}
              </th>
              <Figure>{one.debit}</Figure>
              <Figure>{one.credit}</Figure>
              <td />
            </tr>
          ))}
        </tfoot>
      </table>
    </Wide>
  );
};

type OfDocumentProps = {
  readonly id: string;
  readonly order: OrderPostings;
  readonly one: ListedDocument;
};

const OfDocument = ({ id, order: { order }, one }: OfDocumentProps) => {
  const { t } = useMessages();
  const format = useFormat();
  const { title, source, voucher, date, lines } = one;
  const number = order.number ?? String(order.id);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colspan={5} class="group">
          {voucher === null ? null : `${t("comparison.postings.voucher", { number: voucher })} · `}
          {title} ·{" "}
          <a href={`/admin/tenants/${id}/orders/${order.jobId ?? ""}#posting`}>
            {t("comparison.order", { number })}
          </a>
          {date === null ? null : (
            <>
              {" "}
              · <time datetime={date}>{format.day(date)}</time>
            </>
          )}{" "}
          · {t(`comparison.postings.source.${source}`)}
        </th>
      </tr>
      {lines.map((line) => (
        <tr>
          <td>{line.account ?? t("posting.unknown")}</td>
          <td>{line.name === null ? "–" : <bdi>{line.name}</bdi>}</td>
          <Figure>{shown(line.debit)}</Figure>
          <Figure>{shown(line.credit)}</Figure>
          <td>{line.vatCode ?? "–"}</td>
        </tr>
      ))}
    </tbody>
  );
};

const shown = (figure: Decimal | null): Decimal | null =>
  figure === null || Number(figure) === 0 ? null : amount(figure);
