/** The steps that do something: system articles, webhook, dry run, going live. */
import type { Child } from "hono/jsx";
import { Copyable } from "../../frame/header.tsx";
import { VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { JobView } from "../../../../domain/jobs/job.ts";
import { systemArticleCount } from "../../../../domain/ledger/ledger.ts";
import {
  missingArticles,
  missingSteps,
  openSteps,
  type SetupState,
  type SetupStep,
  isLiveNow,
} from "../../../usecases/tenants/setup.ts";
import type { LastWebhook } from "../../../usecases/tenants/last-webhook.ts";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { type Form, one } from "../../forms/form.ts";
import { Once } from "../../forms/once.tsx";
import { SystemArticleTable } from "../../parts/system-articles.tsx";
import { Refused, type Refusal } from "../../settings/saving/faults.tsx";
import { Badge, Fact, Notice, Reasons } from "../../parts/ui.tsx";
import { heldBy, First, isConnected } from "../frame.tsx";
import { screenPath, stepAction, stepPath } from "../screens.ts";
import { StartAhead } from "../../parts/start-ahead.tsx";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { FaultText, HintText } from "../../forms/field-texts.tsx";

type StepProps = { readonly state: SetupState };

type ArticlesProps = StepProps & {
  /** The last attempt, if it made nothing: it waits, or was refused. */
  readonly open: JobView | null;
  /** The articles were requested while something was missing. */
  readonly refused?: boolean;
};

export const Articles = ({ state, open, refused = false }: ArticlesProps) => {
  const { t, describe } = useMessages();
  const { tenant, health, settings } = state;
  const count = systemArticleCount(health.systemArticles);
  const missing = missingArticles(health);
  const made =
    missing === 0
      ? ({ text: t("setup.articles.made", { count }), tone: "good" } as const)
      : ({
          text: t("ownArticles.some", { made: count, wanted: count + missing }),
          tone: "warn",
        } as const);
  const none = { text: t("setup.articles.none"), tone: "warn" } as const;
  const possible = isConnected(state);
  return (
    <>
      <p>{t("setup.articles.lead")}</p>
      <p>{t("setup.articles.ownership")}</p>
      <div id="live-articles" data-live="setup orders">
        <p role="status">
          <Badge word={count === 0 ? none : made} />
        </p>
        {count > 0 && health.systemArticles.closing === null ? (
          <p class="hint">{t("setup.articles.noRounding")}</p>
        ) : null}
        {settings.trial ? <p class="hint">{t("setup.articles.trial")}</p> : null}
        <First state={state} refused={refused} />
        {open === null || !possible ? null : (
          <Notice
            tone="warn"
            title={
              open.status === "done" || open.status === "dead"
                ? t("setup.articles.notMade")
                : t("setup.articles.waits")
            }
          >
            <Reasons
              reasons={open.reasons.map((reason) => describe(reason))}
              tenantId={tenant.id}
            />
          </Notice>
        )}
        <PostForm action={stepAction(tenant.id, "articles")} class="actions">
          {possible ? (
            <Button class={count === 0 ? undefined : "second"}>
              {count === 0 ? t("setup.articles.make") : t("setup.articles.again")}
            </Button>
          ) : null}
        </PostForm>
        <SystemArticleTable articles={health.articles} names={state.names} />
      </div>
    </>
  );
};

type WebhookProps = StepProps & {
  readonly address: string;
  /** One-time value of the form that makes a secret; `null`: the reader may make none. */
  readonly once: string | null;
  /** The new secret, shown by this answer alone. */
  readonly secret: string | null;
  readonly lastWebhook: LastWebhook;
  /** No webhook arrived while the page waited. */
  readonly waited: boolean;
};

export const Webhook = ({ state, address, once, secret, lastWebhook, waited }: WebhookProps) => {
  const { t, format } = useMessages();
  const here = stepPath(state.tenant.id, "webhook", `?wait=${lastWebhook?.at ?? 0}`);
  return (
    <>
      <p>{t("setup.webhook.lead")}</p>
      <p>
        {t("setup.webhook.address")}: <Copyable text={address} />
      </p>
      <p>{t("setup.webhook.secretLead")}</p>
      {secret === null ? null : (
        <Notice tone="warn" title={t("setup.webhook.once")}>
          <p>{t("setup.webhook.secret")}</p>
          <code class="secret">{secret}</code>
        </Notice>
      )}
      <MakeSecret state={state} once={once} />
      <h4>{t("setup.webhook.test")}</h4>
      <Notice
        tone={lastWebhook === null ? "quiet" : "good"}
        text={
          lastWebhook === null
            ? t("setup.webhook.notHeard")
            : t("setup.webhook.heard", {
                type: lastWebhook.type,
                when: format.from(lastWebhook.at, useNow()),
              })
        }
      />
      <p>{t("setup.webhook.testHow")}</p>
      {waited ? <p class="hint">{t("setup.webhook.waited")}</p> : null}
      <div class="actions">
        <a class="button second" href={here}>
          {t("setup.webhook.wait")}
        </a>
      </div>
      <p class="hint">{t("setup.later")}</p>
    </>
  );
};

const MakeSecret = ({ state, once }: Pick<WebhookProps, "state" | "once">) => {
  const { t } = useMessages();
  if (once === null)
    return (
      <p class="hint">
        {t("setup.webhook.operatorMakes")}{" "}
        {state.secrets === 0 ? null : t("setup.webhook.inUse", { count: state.secrets })}
      </p>
    );
  return (
    <PostForm action={stepAction(state.tenant.id, "webhook")} class="actions">
      <Once word={once} />
      <Button class={state.secrets === 0 ? undefined : "second"}>
        {state.secrets === 0 ? t("setup.webhook.make") : t("setup.webhook.another")}
      </Button>
      {state.secrets === 0 ? null : (
        <span class="hint">{t("setup.webhook.inUse", { count: state.secrets })}</span>
      )}
    </PostForm>
  );
};

export const LIVE_FORM = "live-form";

type LiveProps = StepProps & {
  readonly form: Form;
  readonly limitFault: boolean;
  readonly refusal: Refusal;
  /** Orders of the newest dry run that would be put on hold because of VAT. */
  readonly vatHeld: number;
  /** The form was sent without confirming that such orders may wait. */
  readonly vatRefused: boolean;
  /** What going live does. */
  readonly after: Child;
};

export const Live = ({
  state,
  form,
  limitFault,
  refusal,
  vatHeld,
  vatRefused,
  after,
}: LiveProps) => {
  const { t } = useMessages();
  const { tenant, settings, done } = state;
  const here = screenPath(tenant.id, "live");
  return (
    <>
      {done.live ? (
        <Notice
          tone={settings.trial ? "warn" : "good"}
          text={settings.trial ? t("setup.live.isTrial") : t("setup.live.isLive")}
        />
      ) : null}
      <Refused id={tenant.id} refusal={refusal} here={here} held={heldBy(state)} />
      <Missing state={state} />
      {after}
      {settings.setup.flows.length === 0 ? null : (
        <>
          {isLiveNow(state) ? null : <p>{t("setup.live.lead")}</p>}
          <ChosenFacts state={state} />
        </>
      )}
      <StartAhead settings={settings} />
      {isLiveNow(state) ? (
        <p>
          <a href={`/admin/tenants/${tenant.id}/settings/orders#trial`}>
            {t("frame.setting", { place: t("fields.trial.label") })}
          </a>
        </p>
      ) : (
        <PostForm id={LIVE_FORM} action={stepAction(tenant.id, "live")} novalidate>
          <fieldset>
            <legend>{t("setup.live.how")}</legend>
            {(["forReal", "trial"] as const).map((how) => (
              <label class="check">
                <input
                  type="radio"
                  name="how"
                  value={how}
                  checked={(one(form, "how") === "trial") === (how === "trial")}
                />
                {t(`setup.live.${how}`)}
              </label>
            ))}
          </fieldset>
          <LimitField form={form} limitFault={limitFault} />
          <HeldByVat form={form} vatHeld={vatHeld} vatRefused={vatRefused} />
          <Button>{t("setup.live.go")}</Button>
        </PostForm>
      )}
      <p class="hint">{t("setup.live.stop")}</p>
    </>
  );
};

type StateProps = Pick<LiveProps, "state">;

const Missing = ({ state }: StateProps) => {
  const { t } = useMessages();
  const missing = missingSteps(state);
  const open = openSteps(state);
  const link = (step: SetupStep) => (
    <a href={stepPath(state.tenant.id, step)}>{t(`setup.steps.${step}`)}</a>
  );
  return (
    <>
      {missing.length === 0 ? null : (
        <Notice
          tone="warn"
          title={t(isLiveNow(state) ? "setup.live.missingNow" : "setup.live.missing")}
        >
          <ul>
            {missing.map((step) => (
              <li>{link(step)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {open.length === 0 ? null : (
        <Notice tone="warn" title={t("setup.live.open.title")}>
          <ul>
            {open.map((step) => (
              <li>
                {link(step)}: {t(`setup.live.open.${step}`)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
};

/** From where to where a sync writes. */
function wayOf(flow: SetupState["settings"]["setup"]["flows"][number]): string {
  const { asperion, eaccounting } = VENDOR_NAMES;
  const isToLedger = flow === "orders" || flow === "customers";
  return (isToLedger ? [asperion, eaccounting] : [eaccounting, asperion]).join(" → ");
}

const ChosenFacts = ({ state: { settings } }: StateProps) => {
  const { t, format } = useMessages();
  return (
    <dl class="facts">
      <Fact name={t("setup.live.chosen")}>
        {settings.setup.flows.map((flow) => (
          <div class="whole">
            {t(`tenant.health.${flow}`)}: <bdi>{wayOf(flow)}</bdi>
          </div>
        ))}
      </Fact>
      {settings.orders.startLine === null ? null : (
        <Fact name={t("setup.live.startLine")}>
          {format.stamp(Date.parse(settings.orders.startLine))}
        </Fact>
      )}
      <Fact name={t("fields.orders.type.label")}>
        {t(`fields.orders.type.options.${settings.orders.type}`)}
      </Fact>
      {settings.orders.typeRules.length === 0 ? null : (
        <Fact name={t("typeRules.title")}>
          {t("typeRules.count", { count: settings.orders.typeRules.length })}
        </Fact>
      )}
    </dl>
  );
};

const LimitField = ({ form, limitFault }: Pick<LiveProps, "form" | "limitFault">) => {
  const { t } = useMessages();
  return (
    <div class="field">
      <label for="limit">{t("setup.live.limit")}</label>
      <input
        id="limit"
        name="limit"
        inputmode="numeric"
        value={one(form, "limit")}
        autocomplete="off"
        aria-describedby={limitFault ? "limit-fault limit-hint" : "limit-hint"}
        aria-invalid={limitFault ? "true" : undefined}
      />
      {limitFault ? <FaultText id="limit-fault">{t("setup.live.limitWrong")}</FaultText> : null}
      <HintText id="limit-hint">{t("setup.live.limitHint")}</HintText>
    </div>
  );
};

type HeldProps = Pick<LiveProps, "form" | "vatHeld" | "vatRefused">;

const HeldByVat = ({ form, vatHeld, vatRefused }: HeldProps) => {
  const { t } = useMessages();
  if (vatHeld === 0) return null;
  return (
    <Notice tone="warn" title={t("setup.live.heldByVat", { count: vatHeld })}>
      {vatRefused ? (
        <p class="fault" id="held-fault" role="alert">
          {t("setup.live.heldTick")}
        </p>
      ) : null}
      <label class="check">
        <input
          type="checkbox"
          name="heldAnyway"
          value="on"
          checked={one(form, "heldAnyway") === "on"}
          aria-describedby={vatRefused ? "held-fault" : undefined}
          aria-invalid={vatRefused ? "true" : undefined}
        />
        {t("setup.live.heldAnyway")}
      </label>
    </Notice>
  );
};
