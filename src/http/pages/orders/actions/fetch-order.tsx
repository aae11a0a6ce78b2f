/**
 * One order, fetched by its number or id: shown by a dry run on a page of its own, and booked from
 * there. Also an order's document in Asperion's form, which can be edited and replayed here; it
 * isn't kept.
 */
import type { Hono } from "hono";
import type { JobView } from "../../../../domain/jobs/job.ts";
import { plannedEffectOf, dryRunResult } from "../../../../domain/jobs/planned-effect.ts";
import { BY_ID, type OrderFound } from "../../../../domain/ledger/names.ts";
import { isRequestedDryRun } from "../../../../flows/orders/trial/dry-run.ts";
import type { EdgeDeps } from "../../../deps.ts";
import { languageOf, messagesFor } from "../../../language.ts";
import type { DryRunView } from "../../../usecases/dry-runs/dry-run.ts";
import {
  bookPreviewed,
  fetchOrder,
  orderDocument,
  replayDocument,
} from "../../../usecases/dry-runs/fetch-order.ts";
import { jobTimeline } from "../../../usecases/jobs/jobs.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import type { Refused } from "../../../usecases/refusal.ts";
import { dated } from "../../parts/dated.ts";
import { asForecast } from "../../../usecases/jobs/reason-text.ts";
import type { PageContext, PageEnv } from "../../frame/env.ts";
import { one } from "../../forms/form.ts";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { granted, page, sentence } from "../../frame/respond.tsx";
import { placePath } from "../../tenant/places.ts";
import { Reasons } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { PlanTable } from "../documents/plan-table.tsx";
import { Button, PostForm } from "../../forms/post-form.tsx";

type Fetched = {
  /** As it was typed. */
  readonly text: string;
  readonly fault: Refused | null;
  /** Several have this number: one is chosen by its id. */
  readonly several: readonly OrderFound[];
  readonly document: string;
  readonly documentFault: Refused | null;
  readonly shown: DryRunView | null;
};

const NOTHING: Fetched = {
  text: "",
  fault: null,
  several: [],
  document: "",
  documentFault: null,
  shown: null,
};

export function fetchOrderRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/orders/fetch", async (c) => {
    const id = c.req.param("id");
    const from = c.req.query("from");
    if (from === undefined) return fetchSheet(c, id, NOTHING);
    const described = await jobTimeline(c.var.asking, from);
    const document = described.ok ? orderDocument(described.value.timeline) : null;
    return fetchSheet(c, id, {
      ...NOTHING,
      document: document === null ? "" : JSON.stringify(document, null, 2),
    });
  });

  pages.post("/tenants/:id/orders/fetch", async (c) => {
    const id = c.req.param("id");
    const text = one(c.var.form, "order");
    const fetched = await fetchOrder(c.var.asking, text);
    if (!fetched.ok) return fetchSheet(c, id, { ...NOTHING, text, fault: fetched.error });
    return fetched.value.kind === "several"
      ? fetchSheet(c, id, { ...NOTHING, text, several: fetched.value.orders })
      : c.redirect(`/admin/tenants/${id}/orders/${fetched.value.shown.jobTimeline.job.id}`, 303);
  });

  pages.post("/tenants/:id/orders/replay", async (c) => {
    const id = c.req.param("id");
    const document = one(c.var.form, "document");
    const replayed = await replayDocument(c.var.asking, document);
    return fetchSheet(
      c,
      id,
      replayed.ok
        ? { ...NOTHING, document, shown: replayed.value }
        : { ...NOTHING, document, documentFault: replayed.error },
    );
  });

  pages.post("/tenants/:id/orders/:jobId/book", async (c) => {
    const { id, jobId } = c.req.param();
    const asked = granted(await bookPreviewed(c.var.asking, jobId), {
      href: `/admin/tenants/${id}/orders/${jobId}`,
      text: messagesFor(c).t("orders.toOrder"),
    });
    if (asked.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, asked.jobId));
    return c.redirect(`/admin/tenants/${id}/orders/${asked.jobId}?done=booking`, 303);
  });
}

async function fetchSheet(c: PageContext, id: string, fetched: Fetched): Promise<Response> {
  const tenant = granted(await requireTenant(c.var.asking));
  const { t, say } = messagesFor(c);
  const faulty = fetched.fault !== null || fetched.documentFault !== null;
  return page(
    c,
    t("fetchOrder.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{t("fetchOrder.title")}</h1>
        <p class="sub">
          {t("fetchOrder.lead")} <ManualLink page="orders" />
        </p>
      </TenantHead>
      <section aria-label={t("fetchOrder.title")}>
        <FetchOrderForm
          id={id}
          text={fetched.text}
          fault={fetched.fault === null ? null : sentence(say(fetched.fault.detail))}
        />
        {fetched.fault?.kind === "needs-login" ? (
          <p>
            <a href={placePath(id, "connections")}>{t("tenant.connections.title")}</a>
          </p>
        ) : null}
        {fetched.several.length === 0 ? null : <Several id={id} orders={fetched.several} />}
      </section>
      <Replay id={id} c={c} fetched={fetched} />
      <p class="pager">
        <a href={`/admin/tenants/${id}/orders`}>{t("lists.lists.orders.back")}</a>
      </p>
    </>,
    faulty ? 400 : 200,
  );
}

type FormProps = {
  readonly id: string;
  readonly text?: string;
  readonly fault?: string | null;
};

/** Stands on the list of orders as well. */
export const FetchOrderForm = ({ id, text = "", fault = null }: FormProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={`/admin/tenants/${id}/orders/fetch`} class="line">
      <div class="field">
        <label for="fetch-order">{t("fetchOrder.label")}</label>
        <input
          id="fetch-order"
          name="order"
          value={text}
          required
          maxlength={100}
          autocomplete="off"
          aria-describedby={fault === null ? undefined : "fetch-order-fault"}
          aria-invalid={fault === null ? undefined : "true"}
        />
        {fault === null ? null : (
          <p class="fault" id="fetch-order-fault">
            {fault}
          </p>
        )}
      </div>
      <Button class="second">{t("fetchOrder.button")}</Button>
    </PostForm>
  );
};

const Several = ({ id, orders }: { id: string; orders: readonly OrderFound[] }) => {
  const { t, format } = useMessages();
  return (
    <>
      <p>{t("fetchOrder.several")}</p>
      {orders.map((order) => (
        <PostForm action={`/admin/tenants/${id}/orders/fetch`} class="line">
          <input type="hidden" name="order" value={`${BY_ID}${order.id}`} />
          <Button class="second">
            {t("fetchOrder.one", {
              number: isolate(order.number),
              id: String(order.id),
              date: dated(format, order.date),
            })}
          </Button>
        </PostForm>
      ))}
    </>
  );
};

const Replay = ({
  id,
  c,
  fetched: { document, documentFault, shown },
}: {
  id: string;
  c: PageContext;
  fetched: Fetched;
}) => {
  const { t, say } = useMessages();
  const language = languageOf(c);
  return (
    <section id="replay" aria-labelledby="replay-head">
      <h2 id="replay-head">{t("fetchOrder.replay.title")}</h2>
      <p>{t("fetchOrder.replay.lead")}</p>
      {shown === null ? null : (
        <div role="status">
          <Reasons
            reasons={shown.jobTimeline.job.reasons.map((reason) =>
              asForecast(messagesFor(c).describe(reason), language),
            )}
            tenantId={id}
          />
          {shown.plan === null ? null : <PlanTable described={shown.plan} />}
          <p>
            <a href={`/admin/tenants/${id}/orders/${shown.jobTimeline.job.id}`}>
              {t("fetchOrder.replay.each")}
            </a>
          </p>
        </div>
      )}
      <PostForm action={`/admin/tenants/${id}/orders/replay#replay`}>
        <div class="field">
          <label for="document">{t("fetchOrder.replay.label")}</label>
          <textarea
            dir="auto"
            id="document"
            name="document"
            rows={16}
            required
            spellcheck={false}
            aria-describedby={documentFault === null ? undefined : "document-fault"}
            aria-invalid={documentFault === null ? undefined : "true"}
          >
            {document}
          </textarea>
          {documentFault === null ? null : (
            <p class="fault" id="document-fault">
              {sentence(say(documentFault.detail))}
            </p>
          )}
        </div>
        <Button class="second">{t("fetchOrder.replay.button")}</Button>
      </PostForm>
    </section>
  );
};

/** On the page of a dry run that a person asked for: what it showed is booked, or nothing is. */
export const BookTried = ({ id, job }: { id: string; job: JobView }) => {
  const { t } = useMessages();
  const would = dryRunResult(job);
  if (
    job.flow !== "dry-run" ||
    !isRequestedDryRun(job.key) ||
    would === null ||
    plannedEffectOf(would) !== "book"
  )
    return null;
  return (
    <section aria-labelledby="book-tried">
      <h2 id="book-tried">{t("fetchOrder.book.title")}</h2>
      <p>{t("fetchOrder.book.text")}</p>
      <PostForm action={`/admin/tenants/${id}/orders/${job.id}/book`}>
        <Button>{t("fetchOrder.book.button")}</Button>
      </PostForm>
    </section>
  );
};
