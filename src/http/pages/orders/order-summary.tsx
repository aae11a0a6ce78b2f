/** An order at a glance: what was charged and booked, whose it is, and what it waits for. */
import { isNumbered, type JobFigures, type JobView } from "../../../domain/jobs/job.ts";
import { amount, dec } from "../../../domain/money.ts";
import { paidByCards, soldOf } from "../../../domain/orders/sold.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";
import { bookedTotal, type Postings } from "../../usecases/ledger/posting.ts";
import { DayFacts } from "../days/share.tsx";
import { Fact, Stamp, When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { orderDocuments } from "./documents/documents-listed.ts";
import { OrderDocuments } from "./documents/order-documents.tsx";
import type { RelatedJobs } from "./timeline/related-jobs.ts";

type SummaryProps = {
  readonly id: string;
  readonly described: JobTimeline;
  readonly order: Order | null;
  readonly postings: Postings;
  readonly ways: RelatedJobs;
};

export const OrderSummary = ({ id, described, order, postings, ways }: SummaryProps) => {
  const { job, operations } = described;
  const { t, format, states } = useMessages();
  const marker = operations.findLast((one) => one.marker !== null && !isNumbered(one.kind))?.marker;
  return (
    <section aria-label={t("orders.summary.label")}>
      <dl class="facts">
        {job.figures === null ? null : (
          <>
            <Charged figures={job.figures} />
            <Fact name={t("orders.summary.vatCharged")}>
              <span class="big">{format.money(soldOf(job.figures).vat, job.figures.currency)}</span>
            </Fact>
            <BookedFacts postings={postings} figures={job.figures} />
          </>
        )}
        {job.figures === null ? null : (
          <PaidOut id={id} paid={described.paidOut} currency={job.figures.currency} />
        )}
        <DayFacts id={id} days={described.days ?? []} left={described.leftDays ?? []} />
        {order === null ? null : (
          <>
            <Fact name={t("orders.summary.customer")}>
              <CustomerName id={id} order={order} ways={ways} />
            </Fact>
            <Fact name={t("orders.source.date")}>{format.day(order.date)}</Fact>
          </>
        )}
        {marker == null ? null : (
          <Fact name={t("orders.summary.marker")}>
            <code class="marker">{marker}</code>
          </Fact>
        )}
        <Fact name={t("orders.summary.lastChange")}>
          <When at={job.updatedAt} />
        </Fact>
        {job.wait === null ? null : (
          <Fact name={t("orders.summary.now")}>
            {job.due === null
              ? states.wait(job.wait)
              : t("orders.summary.until", {
                  wait: states.wait(job.wait),
                  when: format.stamp(job.due),
                })}
          </Fact>
        )}
      </dl>
      {job.flow === "orders" ? <OrderDocuments all={orderDocuments(described, postings)} /> : null}
    </section>
  );
};

/** What payouts paid on its invoices. */
const PaidOut = ({
  id,
  paid,
  currency,
}: {
  readonly id: string;
  readonly paid: JobTimeline["paidOut"];
  readonly currency: string;
}) => {
  const { t, format } = useMessages();
  if (paid === undefined) return null;
  return (
    <>
      <Fact name={t("orders.summary.byPayout")}>
        {paid.paidOut.map((one) => (
          <div>
            {format.money(one.amount, currency)}
            {one.payout === null ? null : (
              <>
                {" · "}
                <a href={`/admin/tenants/${id}/payouts/${one.id}`}>
                  <bdi>{one.payout}</bdi>
                </a>
              </>
            )}
          </div>
        ))}
      </Fact>
      <Fact name={t("orders.summary.open")}>
        {format.money(paid.open, currency)}
        {dec(paid.open).gt(0) ? <div class="hint">{t("payouts.settled.onlyHere")}</div> : null}
      </Fact>
    </>
  );
};

/** The sale; what gift cards paid of it is a payment. A cancelled order charges nothing. */
const Charged = ({ figures }: { readonly figures: JobFigures }) => {
  const { t, format } = useMessages();
  const { gross, currency } = figures;
  const cards = paidByCards(figures);
  return (
    <>
      <Fact name={t(cards === null ? "orders.gross" : "orders.summary.sale")}>
        <span class="big">{format.money(soldOf(figures).gross, currency)}</span>
        {figures.cancelled === true ? (
          <div class="hint">{t("orders.was", { amount: format.money(gross, currency) })}</div>
        ) : null}
      </Fact>
      {cards === null ? null : (
        <>
          <Fact name={t("orders.summary.byCard")}>{format.money(cards, currency)}</Fact>
          <Fact name={t("orders.summary.toPay")}>{format.money(gross, currency)}</Fact>
        </>
      )}
    </>
  );
};

/** How it came in, and what it was calculated with. */
export const HowItCame = ({ job }: { readonly job: JobView }) => {
  const { t, format } = useMessages();
  return (
    <dl class="facts">
      <Fact name={t("orders.summary.cameIn")}>
        <Stamp at={job.createdAt} />
      </Fact>
      <Fact name={t("orders.summary.settings")}>
        {job.settingsVersion === null
          ? "–"
          : t("orders.summary.version", { version: job.settingsVersion })}
      </Fact>
      <Fact
        name={
          job.lane === "sweep" || job.lane === "back-fill"
            ? t("orders.summary.foundBy")
            : t("orders.summary.toldOf")
        }
      >
        {format.figure(job.wanted)}
        {job.wanted > job.seen
          ? t("orders.summary.notLooked", { count: job.wanted - job.seen })
          : ""}
      </Fact>
    </dl>
  );
};

const CustomerName = ({
  id,
  order,
  ways,
}: Pick<SummaryProps, "id" | "ways"> & { order: Order }) => {
  const { t } = useMessages();
  const name = (
    <bdi>
      {order.companyName ??
        order.attentionTo ??
        order.invoiceAddress.name ??
        t("orders.summary.nameless")}
    </bdi>
  );
  return ways.customer === null ? (
    name
  ) : (
    <a href={`/admin/tenants/${id}/customers/${ways.customer}`}>{name}</a>
  );
};

/** The booked documents as read, beside the shop's charge. */
const BookedFacts = ({
  postings,
  figures,
}: {
  postings: Postings;
  figures: NonNullable<JobView["figures"]>;
}) => {
  const { t, format } = useMessages();
  if (!postings.readable) return null;
  const booked = bookedTotal(postings);
  const inShop = postings.documents.every(({ predicted }) => predicted?.converted !== true);
  const currency = inShop ? figures.currency : postings.home;
  return (
    <>
      <Fact name={t("orders.summary.booked")}>
        {booked === null ? (
          <a href="#posting">{t("orders.summary.notRead")}</a>
        ) : (
          <span class="big">{format.money(booked, currency)}</span>
        )}
      </Fact>
      {booked === null || !inShop ? null : (
        <Fact name={t("orders.summary.difference")}>
          {format.money(amount(dec(booked).minus(soldOf(figures).gross)), figures.currency)}
        </Fact>
      )}
    </>
  );
};
