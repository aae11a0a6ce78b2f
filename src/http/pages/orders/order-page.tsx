/**
 * The timeline of an order, a customer or an article: its outcome and why, what can be done, and
 * everything that happened, in order, with what was sent and answered. Personal data is shown here
 * and nowhere else; it is gone once the tenant's retention is over.
 */
import { headlineOf } from "../../../domain/jobs/headline.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { NameEntry, NameLists } from "../../../domain/ledger/names.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobTimeline, LinkView } from "../../../sync/contract/index.ts";
import { knownNames, type Names, describeWithNames } from "../../usecases/jobs/known-names.ts";
import { chartOf, type Postings, postingsOf } from "../../usecases/ledger/posting.ts";
import type { OlderVersions } from "../../usecases/jobs/retry.ts";
import { isolate } from "../../words/isolate.ts";
import type { DescribedReason } from "../../usecases/jobs/reason-text.ts";
import type { PageContext } from "../frame/env.ts";
import { formatOf } from "../../words/format.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../frame/respond.tsx";
import { whyOf } from "./why.tsx";
import { ActDone, Actions, mendedOf } from "./actions/actions.tsx";
import { ArticleLink } from "./links/article-link.tsx";
import { VendorLinks, type vendorLinks } from "./links/vendor-links.tsx";
import { BothSides } from "./documents/both-sides.tsx";
import { BookTried } from "./actions/fetch-order.tsx";
import { ManualLinks, type LinkAttempt } from "./links/manual-links.tsx";
import { CustomerLink } from "./links/customer-link.tsx";
import { listOf } from "./list/filters.ts";
import { articleOf } from "./links/linked.ts";
import { withDryRunAdvice } from "./actions/dry-run.ts";
import { thingName } from "../../../messages/job-names.ts";
import { nextOnceGone, nextWithNewest } from "../../../messages/reasons.ts";
import { EarlierRuns, Newer } from "./timeline/earlier-runs.tsx";
import { ArticleOrders } from "./record/article-orders.tsx";
import { ArticleStock } from "./record/article-stock.tsx";
import { LastOrders } from "./record/last-orders.tsx";
import { RecordCard } from "./record/record-card.tsx";
import type { ArticleView } from "../../usecases/jobs/article-view.ts";
import type { RecordSides } from "../../usecases/jobs/record-sides.ts";
import { FoundNotice, StateBadges } from "./documents/found.tsx";
import { HowItCame, OrderSummary } from "./order-summary.tsx";
import { PostingSection } from "./documents/posting.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import { creditMarkers } from "./timeline/credit-steps.ts";
import type { RelatedJobs } from "./timeline/related-jobs.ts";
import { Writes } from "./timeline/writes.tsx";
import { WaitsNotice } from "../parts/waits.tsx";
import { waitsForTurn } from "../../words/jobs.ts";
import { useMessages } from "../frame/use-messages.ts";
import { DetailsContext, detailsShown } from "../parts/full-details.ts";

type TimelineView = {
  readonly tenant: TenantRow;
  readonly described: JobTimeline;
  /** The order as read from Asperion; `null` once deleted, and for jobs that aren't orders. */
  readonly order: Order | null;
  /** All jobs of the same thing, the newest first, this one among them. */
  readonly runs: readonly JobView[];
  /** The version that it was planned with, where that isn't the newest. */
  readonly older: OlderVersions;
  /** The fault of a skip's reason. */
  readonly fault: string | null;
  /** The debtor's customer in the ledger; `null`: none, or the job isn't about a debtor. */
  readonly link: LinkView | null;
  /** The article's name; `null`: it has none, or the job isn't about an article. */
  readonly article: string | null;
  /** The customer's name, if it is kept. */
  readonly customer: NameEntry | null;
  /** The names of ids on both sides. */
  readonly names: NameLists;
  /** Names of tokens that act in it. */
  readonly actors: Names;
  /** The jobs of the order's customer and articles, if any. */
  readonly ways: RelatedJobs;
  /** The order's page in the shop; `null`: its address isn't known. */
  readonly shopPage: string | null;
  /** The thing in both systems, where its address is set. */
  readonly elsewhere: ReturnType<typeof vendorLinks>;
  /** An article or a customer on both sides; `null`: it is neither, or nothing of it is kept. */
  readonly sides: RecordSides | null;
  /** The last orders in the customer's name; `null`: they aren't shown. */
  readonly lastOrders: readonly JobView[] | null;
  /** An article's stock and orders; `null`: it is none, or nothing of it is known. */
  readonly goods: ArticleView | null;
  /** The page is shown by a person's visit, not by its own renewal. */
  readonly isVisit: boolean;
  /** A link or unlink that wasn't carried out. */
  readonly tried: LinkAttempt | null;
};

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** Sorts reasons: those that need action first. */
const sorted = (reasons: readonly DescribedReason[]): readonly DescribedReason[] =>
  reasons.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);

/** The same with what happened before what was left as it is. */
function ordered(job: JobView): JobView {
  const headline = headlineOf(job);
  return headline === undefined
    ? job
    : { ...job, reasons: [headline, ...job.reasons.filter((reason) => reason !== headline)] };
}

type PostingProps = {
  readonly view: TimelineView;
  readonly postings: Postings;
  readonly names: Names;
};

const Posting = ({ view: { tenant, described, names: lists }, postings, names }: PostingProps) => (
  <PostingSection
    address={`/admin/tenants/${tenant.id}/orders/${described.job.id}`}
    postings={postings}
    chart={chartOf(lists)}
    names={names}
    version={described.job.settingsVersion}
  />
);

export function orderPage(c: PageContext, view: TimelineView): Promise<Response> {
  const { tenant, described, order, runs, fault, tried } = view;
  const { job, timeline } = described;
  const { t } = messagesFor(c);
  const name = nameIn(c, job);
  const names: Names = new Map([...knownNames(timeline, view.names), ...view.actors]);
  const isOrder = job.flow === "orders" || job.flow === "dry-run";
  const postings = isOrder ? postingsOf(described, view.names) : NO_POSTINGS;
  const reasons = reasonsOf(c, view, names);
  // A booked order's page shows its documents first, any other page what has to be corrected.
  const standsWell = !reasons.some(({ severity }) => severity === "error");
  const posting = isOrder ? <Posting view={view} postings={postings} names={names} /> : null;
  // A reason stands in one card with what can be done about it.
  const isTogether = !standsWell && job.status !== "running";
  const mended = isTogether ? mendedOf(job)?.code : undefined;
  const why = whyOf({ id: tenant.id, described, reasons, mended });
  const whole = detailsShown(c, `/admin/tenants/${tenant.id}/${listOf(job.flow)}/${job.id}`);
  return page(
    c,
    t("orders.nameOf", {
      name: view.article === null ? name : `${name}: ${isolate(view.article)}`,
      tenant: isolate(tenant.name),
    }),
    <DetailsContext.Provider value={whole}>
      <OrderHead view={view} name={name} />
      <div id="live-order" data-live="orders">
        <ActDone c={c} job={job} />
        {waitsForTurn(job) && c.req.query("done") === undefined ? (
          <WaitsNotice id={tenant.id} />
        ) : null}
        <FoundNotice id={tenant.id} found={foundOf(described)} />
        <Newer id={tenant.id} job={job} runs={runs} />
        <Sides view={view} />
        <Goods view={view} />
        {view.sides === null || job.wait !== null ? (
          <OrderSummary
            id={tenant.id}
            described={described}
            order={order}
            postings={postings}
            ways={view.ways}
          />
        ) : null}
        {why === null || isTogether ? null : <section aria-labelledby="why">{why}</section>}
        {standsWell ? posting : null}
        <Actions
          id={tenant.id}
          described={described}
          older={view.older}
          fault={fault}
          names={view.names}
        >
          {isTogether ? why : null}
        </Actions>
        <BookTried id={tenant.id} job={job} />
        <Links view={view} />
        {standsWell ? null : posting}
        <History described={described} order={order} names={names} />
        <EarlierRuns id={tenant.id} job={job} runs={runs} />
        <Technical view={view} isOpen={whole.isWhole} />
      </div>
      <p class="pager">
        <ManualLink page={listOf(job.flow)} />
        {standsWell ? null : <ManualLink page="held" />}
      </p>
    </DetailsContext.Provider>,
    fault === null && tried === null ? 200 : 400,
  );
}

/** What an article or a customer is, before how it came to be so. */
const Sides = ({ view: { tenant, sides, lastOrders, names } }: PartProps) =>
  sides === null ? null : (
    <>
      <RecordCard sides={sides} names={names} />
      {lastOrders === null ? null : (
        <LastOrders id={tenant.id} name={sides.shopName ?? sides.name} orders={lastOrders} />
      )}
    </>
  );

const Goods = ({ view: { tenant, described, goods, isVisit } }: PartProps) => {
  if (goods === null) return null;
  const path = `/admin/tenants/${tenant.id}/products/${described.job.id}`;
  const { codes, sold } = goods;
  return (
    <>
      <ArticleStock tenantId={tenant.id} path={path} view={goods} isVisit={isVisit} />
      {sold === null ? null : <ArticleOrders tenantId={tenant.id} codes={codes} sold={sold} />}
    </>
  );
};

/** A run of stock is identified by its time. */
function nameIn(c: PageContext, job: JobView): string {
  const { t } = messagesFor(c);
  const name = thingName(t, job);
  return job.flow === "stock" ? `${name}, ${formatOf(languageOf(c)).stamp(job.createdAt)}` : name;
}

/** A skipped order isn't to be in the ledger: what is found of it isn't shown. */
const foundOf = ({ job, found = [] }: JobTimeline) => (job.outcome === "skipped" ? [] : found);

/** With the button that is seen: Retry is folded away where the settings have changed since. */
function reasonsOf(
  c: PageContext,
  { described: { job, missing }, older }: TimelineView,
  names: Names,
): readonly DescribedReason[] {
  const messages = messagesFor(c);
  const isFolded =
    job.flow === "orders" && job.settingsVersion !== null && older.has(job.settingsVersion);
  return sorted(
    ordered(job).reasons.map((reason) => {
      const told = withDryRunAdvice(messages, job, describeWithNames(reason, names, languageOf(c)));
      // Nothing can be done with a document that is gone.
      if (missing && told.severity === "info") return { ...told, next: "" };
      if (!missing && !isFolded) return told;
      return { ...told, next: (missing ? nextOnceGone : nextWithNewest)(messages, told.next) };
    }),
  );
}

type PartProps = { readonly view: TimelineView };

const OrderHead = ({ view, name }: PartProps & { readonly name: string }) => {
  const { t } = useMessages();
  const { tenant, described, shopPage, customer, article } = view;
  const { job } = described;
  const called = customer?.name ?? article ?? (view.sides?.name || null);
  return (
    <TenantHead id={tenant.id} name={tenant.name} current={listOf(job.flow)} state={tenant.state}>
      <div id="live-head" data-live="orders" class="head">
        <h1>
          {called === null ? (
            name
          ) : (
            <>
              <bdi>{called}</bdi> <span class="number">{name}</span>
            </>
          )}
        </h1>
        <StateBadges job={job} found={foundOf(described)} />
        {shopPage === null ? null : (
          <a href={shopPage} target="_blank" rel="noopener noreferrer">
            {t("orders.openInShop")}
            <span class="unseen"> {t("orders.inNewTab")}</span>
          </a>
        )}
        <VendorLinks links={view.elsewhere} />
      </div>
    </TenantHead>
  );
};

/** A person's links: documents, an article, a customer. */
const Links = ({ view }: PartProps) => {
  const { tenant, described, link, customer, tried } = view;
  const { job, documents } = described;
  const base = `/admin/tenants/${tenant.id}`;
  return (
    <>
      <ManualLinks
        address={`${base}/orders/${job.id}`}
        job={job}
        documents={documents}
        readings={described.readings ?? []}
        tried={tried}
      />
      {articleOf(job) === null ? null : (
        <ArticleLink address={`${base}/products/${job.id}`} link={link} />
      )}
      {link?.kind !== "customer" ? null : (
        <CustomerLink address={`${base}/customers/${job.id}`} link={link} customer={customer} />
      )}
    </>
  );
};

/** An article or a customer: what it is stands first, and how it came to be is folded. */
const isRecord = ({ flow }: JobView): boolean => flow === "products" || flow === "customers";

/** Whether a run got an answer: one that waits for a vendor to answer may have none yet. */
const wasFetched = ({ seen, status, label }: JobView): boolean =>
  seen > 0 && (status === "done" || status === "dead" || label !== null);

type HistoryProps = {
  readonly described: JobTimeline;
  readonly order: Order | null;
  readonly names: Names;
};

const History = ({ described: { job, timeline, operations }, order, names }: HistoryProps) => {
  const { t } = useMessages();
  const steps = (
    <Timeline
      job={job}
      timeline={timeline}
      order={order}
      names={names}
      credits={creditMarkers(operations)}
    />
  );
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t("orders.happened")}</h2>
      {timeline.length === 0 ? (
        <p class="empty">{t(wasFetched(job) ? "orders.notKept" : "orders.notFetchedYet")}</p>
      ) : null}
      {isRecord(job) && timeline.length > 0 ? (
        <details>
          <summary>{t("records.steps", { count: timeline.length })}</summary>
          {steps}
        </details>
      ) : (
        steps
      )}
    </section>
  );
};

const Technical = ({ view, isOpen }: PartProps & { readonly isOpen: boolean }) => {
  const { t } = useMessages();
  const { tenant, described, order, ways, shopPage } = view;
  const { job, operations } = described;
  return (
    <details id="technical" open={isOpen}>
      <summary>{t("orders.technical")}</summary>
      <HowItCame job={job} />
      {order === null ? null : (
        <p class="actions">
          <a
            class="button second"
            href={`/admin/tenants/${tenant.id}/orders/fetch?from=${job.id}#replay`}
          >
            {t("fetchOrder.replay.title")}
          </a>
          <span class="hint">{t("fetchOrder.replay.lead")}</span>
        </p>
      )}
      <BothSides
        id={tenant.id}
        described={described}
        order={order}
        ways={ways}
        shopPage={shopPage}
      />
      {operations.length === 0 ? null : <Writes operations={operations} />}
    </details>
  );
};

const NO_POSTINGS: Postings = {
  documents: [],
  readable: false,
  stale: false,
  refused: null,
  home: null,
};
