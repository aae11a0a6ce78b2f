/**
 * The rarely used pages of a shop: its connections with webhooks and articles, automatic works with
 * runs over the past, and the shop itself with its audit log.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import { PRODUCTS_INTERVAL_MS } from "../../../sync/recurring-works.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { mayOn } from "../../auth/rights.ts";
import { waitingAt } from "../../oauth/pending.ts";
import type { DescribedReason } from "../../usecases/jobs/reason-text.ts";
import { auditOf } from "../../usecases/audit/audit.ts";
import { tenantHealth } from "../../usecases/tenants/control.ts";
import { clientChoices } from "../../usecases/tenants/ledger-clients.ts";
import { readWriteCounts } from "../../usecases/tenants/tenants.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { webhookAddress, webhookSecretsOf } from "../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../frame/env.ts";
import { newOnce } from "../forms/once.tsx";
import { page, granted } from "../frame/respond.tsx";
import { Notice, Badge, Reasons } from "../parts/ui.tsx";
import { messagesFor } from "../../language.ts";
import { deniedDocuments, missingArticles } from "../../usecases/tenants/setup.ts";
import { Denied, isOutdone } from "../setup/steps/connect.tsx";
import { Connections } from "./connections/connections.tsx";
import { MadeByMistake } from "./shop/removal.tsx";
import { AuditLog, Control, PeopleAndData, ShopName } from "./shop/control.tsx";
import { Flows } from "./syncs/flows.tsx";
import { Health, flowWord } from "./health.tsx";
import { PastOrders, type WrongDays } from "./syncs/past-orders.tsx";
import { Runs } from "./syncs/runs.tsx";
import { VendorAnswers } from "./connections/vendor-checks.tsx";
import { VendorLimit } from "./connections/vendor-limit.tsx";
import { Webhooks } from "./connections/webhooks.tsx";
import type { Settings } from "../../../settings/schema.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import type { Child } from "hono/jsx";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { OutOfReach } from "../frame/out-of-reach.tsx";
import { Done } from "../parts/notices.tsx";
import { ReadOnly, SettingsParts } from "../settings/frame.tsx";
import type { ShopPage } from "./places.ts";
import { orNull } from "../../usecases/refusal.ts";
import { systemArticleCount } from "../../../domain/ledger/ledger.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { SystemArticleTable } from "../parts/system-articles.tsx";
import type { Messages } from "../../../messages/index.ts";
import type { StateLabel } from "../../words/state-text.ts";

const AUDIT_ROWS = 25;

/** A check that a connection failed: why, and where it was pressed, if that was elsewhere. */
type FailedCheck = {
  readonly reasons: readonly DescribedReason[];
  readonly back: { readonly href: string; readonly text: string } | null;
};

export async function connectionsPage(
  c: PageContext,
  tenant: TenantRow,
  failed: FailedCheck | null = null,
): Promise<Response> {
  const { id } = tenant;
  const { asking } = c.var;
  const { deps, actor } = asking;
  const [health, settings, kept, names, waiting, clients] = await Promise.all([
    orNull(tenantHealth(asking)),
    orNull(readSettings(asking)),
    webhookSecretsOf(asking),
    anyNames(asking),
    waitingAt(deps, id),
    clientChoices(deps, actor),
  ]);
  const { secrets } = granted(kept);
  const denied =
    health === null || settings === null
      ? []
      : deniedDocuments({ settings: settings.settings, health });
  return shopPage(
    c,
    {
      tenant,
      current: "connections",
      health,
      done: !isOutdone(c, denied),
      children: (
        <>
          {failed === null ? null : <CheckFailed id={id} failed={failed} />}
          <div id="live-connections" data-live="status setup">
            <Denied id={id} denied={denied} />
            {health === null ? null : (
              <Connections id={id} health={health} waiting={waiting} clients={clients} />
            )}
          </div>
          <Webhooks
            id={id}
            address={webhookAddress(deps, id)}
            secrets={secrets}
            token={tenant.webhookTokenHash}
            once={mayOn(actor, "make-secrets", id) ? newOnce(deps) : null}
          />
          {health === null ? null : (
            <div id="live-set-up" data-live="setup">
              <SetUp id={id} health={health} names={names} />
              <VendorLimit limit={health.vendorLimit} />
            </div>
          )}
        </>
      ),
    },
    failed === null ? 200 : 409,
  );
}

const CheckFailed = ({ id, failed: { reasons, back } }: { id: string; failed: FailedCheck }) => {
  const { t } = useMessages();
  return (
    <Notice tone="bad" title={t("tenant.connections.fails")}>
      <Reasons reasons={reasons} tenantId={id} />
      {back === null ? null : (
        <p>
          <a href={back.href}>{back.text}</a>
        </p>
      )}
    </Notice>
  );
};

/**
 * `wrongDays`: days of past orders as they were sent, where they can't be taken; the form comes
 * back with them.
 */
export async function syncsPage(
  c: PageContext,
  tenant: TenantRow,
  wrongDays: WrongDays | null = null,
): Promise<Response> {
  const { id } = tenant;
  const { asking } = c.var;
  const { t } = messagesFor(c);
  const [health, saved] = await Promise.all([orNull(tenantHealth(asking)), readSettings(asking)]);
  const { settings } = granted(saved);
  return shopPage(
    c,
    {
      tenant,
      current: "syncs",
      health,
      children: (
        <>
          {wrongDays === null ? null : (
            <Notice tone="bad">
              <p>
                {t("pastOrders.wrongDays")} <a href="#past-orders">{t("pastOrders.title")}</a>
              </p>
            </Notice>
          )}
          {health === null ? null : (
            <div id="live-syncs" data-live="status setup">
              <Flows id={id} health={health} />
              <Runs id={id} runs={health.runs} />
              <Health health={health} settings={settings} />
              <VendorAnswers checks={health.vendorChecks} />
            </div>
          )}
          <Products id={id} settings={settings} />
          {health === null ? null : (
            <PastOrders id={id} health={health} on={settings.orders.enabled} wrong={wrongDays} />
          )}
        </>
      ),
    },
    wrongDays === null ? 200 : 400,
  );
}

export async function aboutPage(c: PageContext, tenant: TenantRow): Promise<Response> {
  const { deps, actor } = c.var.asking;
  const { id } = tenant;
  const mayEnd = mayOn(actor, "end-unwritten", id);
  const [health, auditLog, written] = await Promise.all([
    orNull(tenantHealth(c.var.asking)),
    orNull(auditOf(deps, actor, id, null, { rowsAtMost: AUDIT_ROWS })),
    mayEnd ? orNull(readWriteCounts(c.var.asking)) : null,
  ]);
  return shopPage(c, {
    tenant,
    current: "shop",
    health,
    children: (
      <>
        <ShopName id={id} tenant={tenant} />
        <PeopleAndData id={id} />
        {written?.length === 0 ? <MadeByMistake tenant={tenant} /> : null}
        {auditLog === null ? null : <AuditLog id={id} page={auditLog} />}
        <Control id={id} stopped={tenant.state === "paused" || health?.pause.paused === true} />
      </>
    ),
  });
}

/** The product flow: whether it is on, and a comparison of everything now. */
const Products = ({ id, settings }: { id: string; settings: Settings }) => {
  const { t, format } = useMessages();
  const minutes = settings.schedules.products;
  const every =
    minutes === "never"
      ? "never"
      : format.span(minutes === null ? PRODUCTS_INTERVAL_MS : minutes * MINUTE_MS);
  const { enabled, createOnly } = settings.products;
  return (
    <section id="products" aria-labelledby="products-head">
      <div class="head">
        <h2 id="products-head">{t("tenant.products.title")}</h2>
        <Badge word={flowWord(t, enabled)} />
      </div>
      <p>{t(createOnly ? "tenant.products.leadNewOnly" : "tenant.products.lead", { every })}</p>
      {enabled ? (
        <div class="actions">
          <PostForm action={`/admin/tenants/${id}/products`}>
            <Button class="second">{t("tenant.products.compare")}</Button>
          </PostForm>
        </div>
      ) : null}
    </section>
  );
};

type FrameProps = {
  readonly tenant: TenantRow;
  readonly current: ShopPage;
  /** `null`: the shop's object is out of reach, and what it knows isn't shown. */
  readonly health: TenantHealth | null;
  /** Whether what was just done is told. */
  readonly done?: boolean;
  readonly children: Child;
};

/** The frame of shop pages that belong to its settings without being any. */
const shopPage = (
  c: PageContext,
  { tenant, current, health, done = true, children }: FrameProps,
  status: 200 | 400 | 409 = 200,
): Promise<Response> => {
  const { t } = messagesFor(c);
  return page(
    c,
    `${t(`settings.sections.${current}`)} · ${isolate(tenant.name)}`,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings" state={tenant.state}>
        <h1>{t(`settings.sections.${current}`)}</h1>
      </TenantHead>
      <SettingsParts id={tenant.id} current={current} />
      {done ? <Done c={c} /> : null}
      <ReadOnly id={tenant.id} />
      {health === null ? <OutOfReach /> : null}
      {children}
      <p class="pager">
        <ManualLink page="dashboard" />
      </p>
    </>,
    status,
  );
};

/** All that are needed are there, some, or none. */
function articlesWord(t: Messages["t"], made: number, missing: number): StateLabel {
  if (made === 0) return { text: t("ownArticles.notDone"), tone: "warn" };
  return missing === 0
    ? { text: t("ownArticles.done", { count: made }), tone: "good" }
    : { text: t("ownArticles.some", { made, wanted: made + missing }), tone: "warn" };
}

const SetUp = ({ id, health, names }: { id: string; health: TenantHealth; names: NameLists }) => {
  const { t } = useMessages();
  const { closing } = health.systemArticles;
  const count = systemArticleCount(health.systemArticles);
  const missing = missingArticles(health);
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">{t("ownArticles.title")}</h2>
        <Badge word={articlesWord(t, count, missing)} />
      </div>
      <p>{t("ownArticles.lead")}</p>
      <SystemArticleTable articles={health.articles} names={names} />
      {count > 0 && closing === null ? <p>{t("ownArticles.noClosing")}</p> : null}
      {connected ? null : <p class="empty">{t("ownArticles.connectFirst")}</p>}
      <div class="actions">
        {connected ? (
          <PostForm action={`/admin/tenants/${id}/set-up`}>
            <Button class={count === 0 ? undefined : "second"}>{t("ownArticles.run")}</Button>
          </PostForm>
        ) : null}
        <PostForm action={`/admin/tenants/${id}/refresh`}>
          <Button class="second">{t("ownArticles.refresh")}</Button>
        </PostForm>
      </div>
    </section>
  );
};
