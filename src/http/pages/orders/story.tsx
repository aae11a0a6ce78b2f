/**
 * One order's story: what came of it and why, what can be done, and everything that happened, in order, with what was
 * sent and answered. Personal data is shown here and nowhere else; it is gone once the tenant's retention is over.
 */
import type { JobView, Role } from "../../../domain/job.ts";
import type { Order } from "../../../domain/order.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobStory } from "../../../sync/rpc.ts";
import { named, namesTold } from "../../usecases/names-told.ts";
import { tell, type ToldReason } from "../../usecases/words.ts";
import type { PageContext } from "../env.ts";
import { countText, stampText } from "../format.ts";
import { TenantHead } from "../layout.tsx";
import { Done } from "../notices.tsx";
import { page } from "../respond.tsx";
import { Badge, Csrf, Fact, Notice, Reasons, When } from "../ui.tsx";
import { jobWord, waitText } from "../words.ts";
import { jobName } from "./list.tsx";
import { Timeline } from "./timeline.tsx";
import { Writes } from "./writes.tsx";

export type StoryView = {
  readonly tenant: TenantRow;
  readonly told: JobStory;
  /** As Asperion told it; `null` once that was deleted, and for jobs that aren't orders. */
  readonly order: Order | null;
  /** What is wrong with the reason for skipping. */
  readonly fault: string | null;
  readonly now: number;
};

const GRAVITY = { error: 0, warning: 1, info: 2 } as const;

/** What asks for something first; the rest in the order in which it was found. */
const sorted = (reasons: readonly ToldReason[]): readonly ToldReason[] => reasons.toSorted((left, right) => GRAVITY[left.severity] - GRAVITY[right.severity]);

export function storyPage(c: PageContext, { tenant, told, order, fault, now }: StoryView): Promise<Response> {
  const { job, operations, story } = told;
  const { signedIn } = c.var;
  const name = job.flow === "orders" ? `Order ${jobName(job)}` : jobName(job);
  const names = namesTold(story);
  const reasons = sorted(job.reasons.map((reason) => tell(named(reason, names), tenant.language)));
  return page(
    c,
    `${name} of ${tenant.name}`,
    signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="orders">
        <div class="head">
          <h1>{name}</h1>
          <Badge word={jobWord(job)} />
        </div>
      </TenantHead>
      <Done c={c} />
      <Summary told={told} order={order} now={now} />
      {reasons.length === 0 ? null : (
        <section aria-labelledby="why">
          <h2 id="why">What came of it, and why</h2>
          <Reasons reasons={reasons} />
        </section>
      )}
      <Actions id={tenant.id} csrf={signedIn.csrf} job={job} fault={fault} />
      {operations.length === 0 ? null : <Writes operations={operations} />}
      <section aria-labelledby="story">
        <h2 id="story">What happened</h2>
        {story.length === 0 ? <p class="empty">Requests and answers are not there (any more): they are kept for the days that the settings say.</p> : null}
        <Timeline job={job} story={story} order={order} language={tenant.language} />
      </section>
    </>,
    fault === null ? 200 : 400,
  );
}

/** Newest first wins: an invoice after the draft that it was booked from. */
const DOCUMENT_NAMES: Readonly<Partial<Record<Role, string>>> = {
  "sales-order": "Sales order in eAccounting", "invoice-draft": "Draft of an invoice in eAccounting", invoice: "Invoice in eAccounting", voucher: "Voucher in eAccounting", "voucher-credit": "Voucher in eAccounting",
};

const Summary = ({ told, order, now }: { told: JobStory; order: Order | null; now: number }) => {
  const { job, operations } = told;
  const document = operations.findLast((operation) => DOCUMENT_NAMES[operation.role] !== undefined);
  return (
    <section aria-label="In short">
      <dl class="facts">
        {job.figures === null ? null : (
          <>
            <Fact name="Gross">
              <span class="big">
                {job.figures.gross} {job.figures.currency}
              </span>
            </Fact>
            <Fact name="VAT, as charged">
              <span class="big">{job.figures.vat}</span>
            </Fact>
          </>
        )}
        {document?.documentNumber == null ? null : (
          <Fact name={DOCUMENT_NAMES[document.role] ?? "Document in eAccounting"}>
            <span class="big">{document.documentNumber}</span>
          </Fact>
        )}
        {order === null ? null : <Fact name="Customer">{order.companyName ?? order.attentionTo ?? order.invoiceAddress.name ?? "without a name"}</Fact>}
        {document?.marker == null ? null : (
          <Fact name="Marker">
            <code class="marker">{document.marker}</code>
          </Fact>
        )}
        <Fact name="Came in">
          <When at={job.createdAt} />
        </Fact>
        <Fact name="Last change">
          <When at={job.updatedAt} now={now} />
        </Fact>
        <Fact name="Settings">{job.settingsVersion === null ? "–" : `version ${job.settingsVersion}`}</Fact>
        {job.wait === null ? null : <Fact name="Now">{`${waitText(job.wait)}${job.due === null ? "" : `, until ${stampText(job.due)}`}`}</Fact>}
        <Fact name="Told of">{`${countText(job.wanted, "time")}${job.wanted > job.seen ? `, ${job.wanted - job.seen} not looked at yet` : ""}`}</Fact>
      </dl>
    </section>
  );
};

const ENDED_WELL: ReadonlySet<JobView["outcome"]> = new Set<JobView["outcome"]>(["booked", "updated", "skipped"]);

const Actions = ({ id, csrf, job, fault }: { id: string; csrf: string; job: JobView; fault: string | null }) => {
  if (job.status === "running") return null;
  const address = `/admin/tenants/${id}/orders/${job.id}`;
  const well = job.status === "done" && ENDED_WELL.has(job.outcome);
  return (
    <section id="actions" aria-labelledby="actions-head">
      <h2 id="actions-head">What you can do</h2>
      <form method="post" action={`${address}/retry`}>
        <Csrf token={csrf} />
        <p>{well ? "Look at the order again, as if it had just changed." : "Do it again, with the newest settings and a fresh look at the order. What is in eAccounting already is found first."}</p>
        <button class={well ? "second" : undefined}>{well ? "Look again" : "Retry"}</button>
      </form>
      {well ? null : (
        <form method="post" action={`${address}/skip`} class="row">
          <Csrf token={csrf} />
          <div class="field">
            <label for="note">Or skip it: why?</label>
            <input id="note" name="note" required maxlength={500} autocomplete="off" aria-describedby={fault === null ? undefined : "note-fault"} aria-invalid={fault === null ? undefined : "true"} />
            {fault === null ? null : (
              <p class="fault" id="note-fault">
                {fault}
              </p>
            )}
          </div>
          <button class="danger">Skip this order</button>
        </form>
      )}
      {job.wait !== "in-doubt" ? null : (
        <Notice tone="warn">
          <p>A write is in doubt. It is looked up before anything else can be done.</p>
        </Notice>
      )}
    </section>
  );
};
