/**
 * The posting list of a day or a month: each document of its orders with its lines, debit and
 * credit, and each daily voucher once. Lines read from the ledger are shown as read; all others are
 * marked as predicted. Documents that book nothing yet are listed apart, outside the totals.
 */
import type { Amounts } from "../../../domain/jobs/held.ts";
import { amount, sum } from "../../../domain/money.ts";
import type { Messages } from "../../../messages/index.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { BookedDayVoucher } from "../../../sync/contract/days.ts";
import {
  type DayPostings,
  type OrderPostings,
  totalsOf,
} from "../../usecases/ledger/day-postings.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { type Lacks, PostingLine } from "../parts/posting-table.tsx";
import { page } from "../frame/respond.tsx";
import { Fact, Notice, PageSection, Wide } from "../parts/ui.tsx";
import { Sums } from "../attention/groups.tsx";
import { inCurrency } from "../parts/table.tsx";
import { useMessages } from "../frame/use-messages.ts";
import {
  listedDocuments,
  hasNoLines,
  type ListedDocument,
  dayVoucherDocument,
} from "../../words/posting-lines.ts";
import { NO_TOTALS, withDocuments } from "../../words/posting-totals.ts";
import { periodOf } from "./month.tsx";
import { NotCompared } from "./statement.tsx";
import { Apart, ListFoot, ListHead, TotalsSection } from "./posting-totals.tsx";
import { addressOf, postingsPath } from "./range.ts";
import { ReportHead } from "./report.tsx";
import { Empty } from "../parts/empty.tsx";
import { customerOf } from "../../words/comparison.ts";

type PostingsView = {
  readonly tenant: TenantRow;
  readonly from: string;
  readonly to: string;
  readonly cursor: string | null;
  readonly found: DayPostings;
  /** A person asked for all of it: it is being read, some orders at a time. */
  readonly goesOn: boolean;
};

export function postingsPage(c: PageContext, view: PostingsView): Promise<Response> {
  const messages = messagesFor(c);
  const { t } = messages;
  const { tenant, from, to, cursor, found, goesOn } = view;
  const { id } = tenant;
  const days = { from, to };
  const back = addressOf(id, { ...days, state: null, cursor: null });
  const listed = listedOf(found, messages);
  const booked = listed.filter(({ one }) => one.source !== "planned");
  const planned = listed.filter(({ one }) => one.source === "planned");
  const unread = found.orders.filter((order) => order.unread).length;
  const isPart = cursor !== null || found.cursor !== null;
  const untold = found.orders.filter((order) => order.untold === true);
  const isOnItsWay = goesOn && (unread > 0 || found.cursor !== null);
  return page(
    c,
    t("comparison.postings.of", { tenant: isolate(tenant.name) }),
    <div class="report">
      <TenantHead id={id} name={tenant.name} current="comparison" state={tenant.state}>
        <h1>{t("comparison.postings.title")}</h1>
        <p class="sub">{t("comparison.postings.lead")}</p>
      </TenantHead>
      <Head view={view} by={c.var.signedIn.actor.name} />
      <NotCompared days={found.notCompared} />
      {found.reconciledAt === null ? null : <p class="sub">{t("comparison.postings.since")}</p>}
      <div class="actions">
        <a href={back}>{t("comparison.postings.back")}</a>
        <a href={postingsPath(id, days, ".csv")}>{t("comparison.table")}</a>
        <ManualLink page="comparison" />
      </div>
      {unread > 0 || isOnItsWay ? <Unread view={view} unread={unread} goesOn={isOnItsWay} /> : null}
      <Untold id={id} orders={untold} />
      <Apart id={id} days={days} count={found.apart} />
      <PageSection head="lines" title={t("comparison.postings.lines")}>
        {listed.length === 0 ? (
          <Empty
            text={t(emptyOf(found))}
            next={{ href: back, text: t("comparison.postings.back") }}
          />
        ) : (
          <Lines id={id} label={t("comparison.postings.lines")} listed={booked} isPart={isPart} />
        )}
        {planned.length === 0 ? null : (
          <details open={booked.length === 0}>
            <summary>
              {t("comparison.kindOf", {
                kind: t("comparison.postings.planned"),
                count: planned.length,
              })}
              <Sums amounts={amountsToBook(planned, booked)} /> ·{" "}
              {t("comparison.postings.notInTotals")}
            </summary>
            <p class="sub">{t("comparison.postings.plannedLead")}</p>
            <Lines id={id} label={t("comparison.postings.planned")} listed={planned} />
          </details>
        )}
        {found.cursor === null ? null : <p>{t("comparison.postings.goesOn")}</p>}
        <Pages view={view} />
      </PageSection>
      {booked.length === 0 && !isPart ? null : (
        <TotalsSection
          id={id}
          days={days}
          totals={
            isPart
              ? null
              : withDocuments(
                  NO_TOTALS,
                  booked.map(({ one }) => one),
                  { ...days, orders: found.orders },
                )
          }
          of={found.place?.of ?? null}
        />
      )}
    </div>,
  );
}

/** A day of orders that stand in another day's voucher lists nothing, and is reconciled. */
const emptyOf = ({ orders }: DayPostings) =>
  orders.length === 0 ? "comparison.postings.empty" : "comparison.postings.noneOwn";

/**
 * What the orders of these documents come to in the shop, by currency. Empty where one of them has
 * booked documents too, or no amount: part of an order has no amount of the shop's.
 */
function amountsToBook(planned: readonly Listed[], booked: readonly Listed[]): Amounts {
  const ordersOf = (listed: readonly Listed[]) =>
    new Set(listed.flatMap(({ order }) => (order === null ? [] : [order.order])));
  const [waiting, standing] = [ordersOf(planned), ordersOf(booked)];
  const shares = [...waiting].map(({ gross, currency }) =>
    gross === null || currency === null ? null : { gross, currency },
  );
  const isMixed = [...waiting].some((order) => standing.has(order));
  if (isMixed || shares.includes(null)) return [];
  return [
    ...Map.groupBy(
      shares.flatMap((one) => one ?? []),
      ({ currency }) => currency,
    ),
  ].map(([currency, of]) => ({ currency, gross: amount(sum(of.map(({ gross }) => gross))) }));
}

/** Vouchers of days first, in the order of their days; then what each order has of its own. */
function listedOf({ vouchers, orders, chart }: DayPostings, messages: Messages): readonly Listed[] {
  return [
    ...vouchers.map((day): Listed => ({
      order: null,
      day,
      one: dayVoucherDocument(day, chart, messages),
    })),
    ...orders.flatMap((order) =>
      listedDocuments(order, chart, messages).map((one): Listed => ({ order, day: null, one })),
    ),
  ];
}

type UnreadProps = {
  readonly view: PostingsView;
  readonly unread: number;
  readonly goesOn: boolean;
};

/** Documents whose lines aren't read yet, and the button that reads them. */
const Unread = ({ view: { tenant, from, to, cursor }, unread, goesOn }: UnreadProps) => {
  const { t } = useMessages();
  const path = postingsPath(tenant.id, { from, to }, "", cursor);
  return (
    <Notice tone={goesOn ? "busy" : "warn"}>
      <p role="status">
        {goesOn ? `${t("comparison.postings.reading")} ` : ""}
        {unread === 0 ? "" : t("comparison.postings.unread", { count: unread })}
      </p>
      <PostForm action={path} class="actions" data-goes-on={goesOn ? "" : undefined}>
        <Button class="second">
          {unread === 0
            ? t("comparison.postings.goOn")
            : t("comparison.postings.read", { count: unread })}
        </Button>
        {goesOn ? (
          <a href={path}>{t("comparison.postings.stop")}</a>
        ) : (
          <span class="hint">{t("comparison.postings.byItself")}</span>
        )}
      </PostForm>
    </Notice>
  );
};

const Pages = ({ view: { tenant, from, to, cursor, found } }: { view: PostingsView }) => {
  const { t } = useMessages();
  const { id } = tenant;
  return (
    <nav class="pager" aria-label={t("comparison.pages")}>
      {cursor === null ? null : (
        <a href={postingsPath(id, { from, to })}>{t("comparison.first")}</a>
      )}
      {found.cursor === null ? null : (
        <a href={postingsPath(id, { from, to }, "", found.cursor)}>{t("comparison.next")}</a>
      )}
    </nav>
  );
};

const Head = ({ view, by }: { view: PostingsView; by: string }) => {
  const { t, format } = useMessages();
  const { tenant, cursor, found } = view;
  const { orders, place } = found;
  const isWhole = cursor === null && found.cursor === null;
  const part =
    place === null || orders.length === 0
      ? t("comparison.postings.part")
      : t("comparison.postings.range", {
          first: format.figure(place.before + 1),
          last: format.figure(place.before + orders.length),
          count: format.figure(Math.max(place.of, place.before + orders.length)),
        });
  return (
    <ReportHead
      tenant={tenant}
      period={`${periodOf(view, format)}${isWhole ? "" : ` ${part}`}`}
      by={by}
    >
      <Fact name={t("comparison.report.compared")}>
        {found.reconciledAt === null ? t("comparison.noDays") : format.stamp(found.reconciledAt)}
      </Fact>
    </ReportHead>
  );
};

/** Orders whose lines are missing, each with its own page. */
const Untold = ({ id, orders }: { id: string; orders: readonly OrderPostings[] }) => {
  const { t } = useMessages();
  if (orders.length === 0) return null;
  return (
    <Notice tone="bad">
      <p>{t("comparison.postings.untold", { count: orders.length })}</p>
      <p>
        {orders.map(({ order }) => (
          <>
            <a href={`/admin/tenants/${id}/orders/${order.jobId ?? ""}`}>
              {t("comparison.order", { number: order.number ?? String(order.id) })}
            </a>{" "}
          </>
        ))}
      </p>
    </Notice>
  );
};

/** A document of an order, or the voucher of a day. */
type Listed = { readonly one: ListedDocument } & (
  | { readonly order: OrderPostings; readonly day: null }
  | { readonly order: null; readonly day: BookedDayVoucher }
);
type LinesProps = {
  readonly id: string;
  readonly label: string;
  readonly listed: readonly Listed[];
  /** The list has more pages. */
  readonly isPart?: boolean;
};

const Lines = ({ id, label, listed, isPart = false }: LinesProps) => {
  const { t } = useMessages();
  if (listed.length === 0)
    return (
      <p>{t(isPart ? "comparison.postings.noneBookedHere" : "comparison.postings.noneBooked")}</p>
    );
  const totals = totalsOf(listed.flatMap(({ one }) => one.lines));
  const currency = totals.length === 1 ? (totals[0]?.currency ?? null) : null;
  return (
    <Wide label={label}>
      <table class="small postings">
        <ListHead currency={currency} />
        {listed.map((of) => (
          <OfDocument id={id} of={of} named={currency === null} />
        ))}
        <ListFoot totals={totals} />
      </table>
    </Wide>
  );
};

type OfDocumentProps = {
  readonly id: string;
  readonly of: Listed;
  /** With its currency, as the table has several. */
  readonly named: boolean;
};

const LACKS: Partial<Record<ListedDocument["source"], Lacks>> = {
  predicted: "unread",
  sent: "unreadable",
};

const OfDocument = ({ id, of, named }: OfDocumentProps) => {
  const { t, format } = useMessages();
  const { title, source, voucher, date, lines } = of.one;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colspan={5} class="group">
          {voucher === null ? null : `${t("comparison.postings.voucher", { number: voucher })} · `}
          {inCurrency(title, named ? (lines[0]?.currency ?? null) : null)} ·{" "}
          {of.day === null ? <OfOrder id={id} order={of.order} /> : <OfDay id={id} day={of.day} />}
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
        <PostingLine {...line} lacks={LACKS[source]} />
      ))}
      {hasNoLines(of.one) ? (
        <tr>
          <td colspan={5} class="misses">
            {t("comparison.postings.noLines")}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
};

const OfOrder = ({ id, order: { order } }: { id: string; order: OrderPostings }) => {
  const { t } = useMessages();
  const customer = customerOf(order);
  return (
    <>
      <a href={`/admin/tenants/${id}/orders/${order.jobId ?? ""}#posting`}>
        {t("comparison.order", { number: order.number ?? String(order.id) })}
      </a>
      {customer === "" ? null : (
        <>
          {" "}
          · <bdi>{customer}</bdi>
        </>
      )}
    </>
  );
};

const OfDay = ({ id, day }: { id: string; day: BookedDayVoucher }) => (
  <a href={`/admin/tenants/${id}/days/${day.id}`}>
    {useMessages().t("days.count", { count: day.members })}
  </a>
);
