/**
 * One record's timeline, an order's, a customer's, an article's: its outcome and why, what can be
 * done, and everything that happened, in order, with what was sent and answered. Personal data is
 * shown here and nowhere else; it is gone once the tenant's retention is over.
 */
import { headlineOf } from "../../../domain/headline.ts";
import type { JobView } from "../../../domain/job.ts";
import { amount, dec } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import type { NameLists } from "../../../domain/names.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { DayFacts } from "../days/share.tsx";
import type { JobTimeline, LinkView } from "../../../sync/rpc.ts";
import { isRefusal, vendorWords } from "../../../sync/vendor-words.ts";
import { knownNames, tellNamed } from "../../usecases/known-names.ts";
import { bookedTotal, chartOf, type Postings, postingsOf } from "../../usecases/posting.ts";
import type { OlderVersions } from "../../usecases/retry.ts";
import { isolate } from "../isolate.ts";
import type { DescribedReason } from "../../usecases/words.ts";
import type { PageContext } from "../env.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { useFormat, useMessages } from "../use-messages.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../respond.tsx";
import { Badge, Fact, OwnWords, Reasons, When } from "../ui.tsx";
import { statesIn, useStates } from "../words.ts";
import { ActDone, Actions } from "./actions.tsx";
import { ArticleLink } from "./article-link.tsx";
import { BothSides } from "./both-sides.tsx";
import { BookTried } from "./fetch-order.tsx";
import { ManualLinks, type Tried } from "./manual-links.tsx";
import { CustomerLink } from "./customer-link.tsx";
import { listOf } from "./filters.ts";
import { articleOf } from "./linked.ts";
import { advised } from "./dry-run.ts";
import { jobName } from "../../../messages/job-names.ts";
import { EarlierRuns, Newer } from "./earlier-runs.tsx";
import { FoundBadges, FoundNotice } from "./found.tsx";
import { orderDocuments } from "./documents-listed.ts";
import { OrderDocuments } from "./order-documents.tsx";
import { PostingSection } from "./posting.tsx";
import { Timeline } from "./timeline.tsx";
import { creditMarkers } from "./credit-steps.ts";
import type { RelatedJobs } from "./related-jobs.ts";
import { Writes } from "./writes.tsx";
import { WholeContext, wholeOf } from "../whole.ts";

type TimelineView = {
  readonly tenant: TenantRow;
  readonly described: JobTimeline;
  /** As Asperion told it; `null` once that was deleted, and for jobs that aren't orders. */
  readonly order: Order | null;
  /** All jobs of the same thing, the newest first, this one among them. */
  readonly runs: readonly JobView[];
  /** The version that it was planned with, where that isn't the newest. */
  readonly older: OlderVersions;
  /** What is wrong with the reason for skipping. */
  readonly fault: string | null;
  /** The customer of the ledger that stands for this debtor; `null`: none, or no debtor's. */
  readonly link: LinkView | null;
  /** What ids stand for, of both sides. */
  readonly names: NameLists;
  /** The jobs of the customer and the articles that an order names, where there are any. */
  readonly ways: RelatedJobs;
  /** The order's page in the shop; `null`: its address isn't known. */
  readonly shopPage: string | null;
  /** A link or unlink that wasn't carried out. */
  readonly tried: Tried | null;
  readonly now: number;
};

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** What asks for something first; the rest in the order in which it was found. */
const sorted = (reasons: readonly DescribedReason[]): readonly DescribedReason[] =>
  reasons.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);

/** The same with what happened before what was left as it is. */
function ordered(job: JobView): JobView {
  const headline = headlineOf(job);
  return headline === undefined
    ? job
    : { ...job, reasons: [headline, ...job.reasons.filter((reason) => reason !== headline)] };
}

export function orderPage(c: PageContext, view: TimelineView): Promise<Response> {
  const { tenant, described, order, runs, older, fault, link, tried, now } = view;
  const { job, operations, timeline } = described;
  const { signedIn } = c.var;
  // An order that isn't to be in the ledger has nothing to be found there.
  const found = job.outcome === "skipped" ? [] : (described.found ?? []);
  const { t } = messagesFor(c);
  const name =
    job.flow === "orders" ? t("orders.orderNamed", { name: jobName(t, job) }) : jobName(t, job);
  const names = knownNames(timeline, view.names);
  const isOrder = job.flow === "orders" || job.flow === "dry-run";
  const postings = isOrder ? postingsOf(described, view.names) : NO_POSTINGS;
  const words = isRefusal(job.reasons) ? vendorWords(timeline) : null;
  const reasons = sorted(
    ordered(job).reasons.map((reason) => advised(t, job, tellNamed(reason, names, languageOf(c)))),
  );
  // What was booked is read; what wasn't is mended first.
  const standsWell = !reasons.some(({ severity }) => severity === "error");
  const posting = isOrder ? (
    <PostingSection
      address={`/admin/tenants/${tenant.id}/orders/${job.id}`}
      csrf={signedIn.csrf}
      postings={postings}
      chart={chartOf(view.names)}
      names={names}
      version={job.settingsVersion}
    />
  ) : null;
  const whole = wholeOf(c, `/admin/tenants/${tenant.id}/${listOf(job.flow)}/${job.id}`);
  return page(
    c,
    t("orders.nameOf", { name, tenant: isolate(tenant.name) }),
    signedIn,
    <WholeContext.Provider value={whole}>
      <TenantHead id={tenant.id} name={tenant.name} current={listOf(job.flow)} state={tenant.state}>
        <div id="live-head" data-live="orders" class="head">
          <h1>{name}</h1>
          <Badge word={statesIn(messagesFor(c)).job(job)} />
          <FoundBadges found={found} />
          {view.shopPage === null ? null : (
            <a href={view.shopPage} rel="noopener noreferrer">
              {t("orders.openInShop")}
            </a>
          )}
        </div>
      </TenantHead>
      <div id="live-order" data-live="orders">
        <ActDone c={c} job={job} />
        <FoundNotice id={tenant.id} found={found} />
        <Newer id={tenant.id} job={job} runs={runs} />
        <Summary
          id={tenant.id}
          described={described}
          order={order}
          postings={postings}
          ways={view.ways}
          now={now}
        />
        {reasons.length === 0 ? null : (
          <section aria-labelledby="why">
            <h2 id="why">{t("orders.whyHead")}</h2>
            {job.flow === "dry-run" ? <p>{t("orders.dryRun.lead")}</p> : null}
            <Reasons reasons={reasons} tenantId={tenant.id} />
            {words === null ? null : <OwnWords words={words} />}
          </section>
        )}
        {standsWell ? posting : null}
        <Actions
          id={tenant.id}
          csrf={signedIn.csrf}
          job={job}
          missing={described.missing}
          operations={operations}
          older={older}
          fault={fault}
          replay={order !== null}
          names={view.names}
        />
        <BookTried id={tenant.id} csrf={signedIn.csrf} job={job} />
        <ManualLinks
          address={`/admin/tenants/${tenant.id}/orders/${job.id}`}
          csrf={signedIn.csrf}
          job={job}
          documents={described.documents}
          tried={tried}
        />
        {articleOf(job) === null ? null : (
          <ArticleLink
            address={`/admin/tenants/${tenant.id}/products/${job.id}`}
            csrf={signedIn.csrf}
            link={link}
            now={now}
          />
        )}
        {link?.kind !== "customer" ? null : (
          <CustomerLink
            address={`/admin/tenants/${tenant.id}/customers/${job.id}`}
            csrf={signedIn.csrf}
            link={link}
            now={now}
          />
        )}
        {standsWell ? null : posting}
        <section aria-labelledby="story">
          <h2 id="story">{t("orders.happened")}</h2>
          {timeline.length === 0 ? <p class="empty">{t("orders.notKept")}</p> : null}
          <Timeline
            job={job}
            timeline={timeline}
            order={order}
            names={names}
            credits={creditMarkers(operations)}
          />
        </section>
        <EarlierRuns id={tenant.id} job={job} runs={runs} />
        <details id="technical" open={whole.isWhole}>
          <summary>{t("orders.technical")}</summary>
          <HowItCame job={job} />
          <BothSides
            id={tenant.id}
            described={described}
            order={order}
            ways={view.ways}
            shopPage={view.shopPage}
          />
          {operations.length === 0 ? null : <Writes operations={operations} />}
        </details>
      </div>
      <p class="pager">
        <ManualLink page={listOf(job.flow)} />
        {reasons.some(({ severity }) => severity === "error") ? <ManualLink page="held" /> : null}
      </p>
    </WholeContext.Provider>,
    fault === null && tried === null ? 200 : 400,
  );
}

const NO_POSTINGS: Postings = {
  documents: [],
  readable: false,
  stale: false,
  refused: null,
  home: null,
};

type SummaryProps = {
  readonly id: string;
  readonly described: JobTimeline;
  readonly order: Order | null;
  readonly postings: Postings;
  readonly ways: RelatedJobs;
  readonly now: number;
};

const Summary = ({ id, described, order, postings, ways, now }: SummaryProps) => {
  const { job, operations } = described;
  const { t } = useMessages();
  const format = useFormat();
  const states = useStates();
  const marker = operations.findLast((operation) => operation.marker !== null)?.marker;
  return (
    <section aria-label={t("orders.summary.label")}>
      <dl class="facts">
        {job.figures === null ? null : (
          <>
            <Fact name={t("orders.gross")}>
              <span class="big">
                {format.amount(job.figures.gross)} {job.figures.currency}
              </span>
            </Fact>
            <Fact name={t("orders.summary.vatCharged")}>
              <span class="big">{format.amount(job.figures.vat)}</span>
            </Fact>
          </>
        )}
        {job.figures === null ? null : <BookedFacts postings={postings} figures={job.figures} />}
        <DayFacts id={id} days={described.days ?? []} />
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
          <When at={job.updatedAt} now={now} />
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

/** How it came in, and what it was calculated with. */
const HowItCame = ({ job }: { readonly job: JobView }) => {
  const { t } = useMessages();
  const format = useFormat();
  return (
    <dl class="facts">
      <Fact name={t("orders.summary.cameIn")}>
        <When at={job.createdAt} />
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

/** What was read of the booked documents beside what the shop charged. */
const BookedFacts = ({
  postings,
  figures,
}: {
  postings: Postings;
  figures: NonNullable<JobView["figures"]>;
}) => {
  const { t } = useMessages();
  const format = useFormat();
  if (!postings.readable) return null;
  const booked = bookedTotal(postings);
  const inShop = postings.documents.every(({ predicted }) => predicted?.converted !== true);
  return (
    <>
      <Fact name={t("orders.summary.booked")}>
        {booked === null ? (
          <a href="#posting">{t("orders.summary.notRead")}</a>
        ) : (
          <span class="big">{format.amount(booked)}</span>
        )}
      </Fact>
      {booked === null || !inShop ? null : (
        <Fact name={t("orders.summary.difference")}>
          {format.amount(amount(dec(booked).minus(dec(figures.gross))))}
        </Fact>
      )}
    </>
  );
};
