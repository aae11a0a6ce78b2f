/**
 * The set-up of a tenant in a few screens. Each step on them says by itself whether it is done, so
 * any can be left and taken up.
 */
import type { Hono } from "hono";
import { isLanguage } from "../../../domain/language.ts";
import type { EdgeDeps } from "../../deps.ts";
import { mayOn } from "../../auth/rights.ts";
import { finishChoice } from "../../oauth/finish.ts";
import { runFlow, setUp } from "../../usecases/control.ts";
import { dryRun, lastRun, readDryRun } from "../../usecases/dry-run.ts";
import { listJobs } from "../../usecases/jobs.ts";
import { waitForWebhook } from "../../usecases/last-webhook.ts";
import type { PlanView } from "../../usecases/order-from-timeline.ts";
import { type Refused, refuse } from "../../usecases/refused.ts";
import {
  heldByVat,
  nextStep,
  type SetupState,
  setupState,
  type SetupStep,
} from "../../usecases/setup.ts";
import { changeTenant, createTenant } from "../../usecases/tenants.ts";
import { makeWebhookSecret, webhookAddress } from "../../usecases/webhook-access.ts";
import { languageOf, messagesFor } from "../../language.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { type Form, formOf, one } from "../form.ts";
import { ManualLink } from "../manual/link.tsx";
import { newOnce, onceIn } from "../once.tsx";
import { homeOf, page, refusedPage } from "../respond.tsx";
import { NOT_REFUSED, type Refusal } from "../settings/faults.tsx";
import type { Confirming } from "../settings/saving.ts";
import { ToldBefore } from "./first-told.tsx";
import { Csrf } from "../ui.tsx";
import { choosePage } from "./choose.tsx";
import { screenPage, StepPart } from "./frame.tsx";
import { isScreen, isStep, screenPath, stepAction, stepPath } from "./screens.ts";
import { Articles, Live, LIVE_FORM, Webhook } from "./steps/acts.tsx";
import { Connect } from "./steps/connect.tsx";
import { DryRun, LAST_ORDERS, type ShownRun } from "./steps/dry-run.tsx";
import { beginPreviews, nextOf, WhatHappens } from "./steps/what-happens.tsx";
import { isConnected } from "./steps/first.tsx";
import { FlowsForm, NameForm } from "./steps/forms.tsx";
import {
  answerQuestions,
  chooseFlows,
  flowsOf,
  questionsPage,
  questionValues,
  takeLive,
} from "./taken.tsx";
import { Button, PostForm } from "../post-form.tsx";

export function setupRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  const stateOf = (c: PageContext, id: string) => setupState(deps, c.var.signedIn.actor, id);

  const beginPage = (c: PageContext, sent: Form, fault: string | null): Promise<Response> => {
    const { t } = messagesFor(c);
    return page(
      c,
      t("setup.begin.title"),
      c.var.signedIn,
      <>
        <h1>{t("setup.begin.title")}</h1>
        <p class="sub">
          {t("setup.begin.lead")} <ManualLink page="first-set-up" />
        </p>
        <section aria-label={t("setup.begin.title")}>
          <NameForm
            action="/admin/setup"
            csrf={c.var.signedIn.csrf}
            form={sent}
            fault={fault}
            submit={t("setup.begin.make")}
            once={onceIn(sent) ?? newOnce(deps)}
          />
        </section>
      </>,
      fault === null ? 200 : 400,
    );
  };

  /** The name and language that a form sent; `null`: no name that can be taken. */
  const named = (sent: Form) => {
    const name = one(sent, "name");
    const language = one(sent, "language");
    return name === "" || name.length > 100 || !isLanguage(language) ? null : { name, language };
  };

  pages.get("/setup", (c) => beginPage(c, formOf({ language: [languageOf(c)] }), null));

  pages.post("/setup", async (c) => {
    const given = named(c.var.form);
    if (given === null) return beginPage(c, c.var.form, messagesFor(c).t("setup.name.refused"));
    const once = onceIn(c.var.form);
    const made = await createTenant(deps, c.var.signedIn.actor, { once, ...given, asperion: null });
    return made.ok
      ? c.redirect(screenPath(made.value.id, "connect"), 303)
      : refusedPage(c, c.var.signedIn, made.error, homeOf(c));
  });

  // The end of a sign-in whose administration had to be chosen.
  pages.post("/tenants/:id/administration", async (c) => {
    const id = c.req.param("id");
    const { signedIn } = c.var;
    const chosen = one(c.var.form, "administrationId");
    const finished = await finishChoice(
      deps,
      id,
      one(c.var.form, "choice"),
      chosen === "" ? null : Number(chosen),
      signedIn,
    );
    if (finished.ok && "choice" in finished.value)
      return choosePage(deps, c, signedIn, finished.value, true);
    if (finished.ok) return c.redirect(stepPath(id, "asperion", "?done=connected-asperion"), 303);
    return refusedPage(
      c,
      signedIn,
      refuse(finished.error.status === 503 ? 503 : 409, finished.error.kind, finished.error.detail)
        .error,
      { href: stepPath(id, "asperion"), text: messagesFor(c).t("setup.steps.asperion") },
    );
  });

  pages.get("/tenants/:id/setup", async (c) => {
    const id = c.req.param("id");
    const state = await stateOf(c, id);
    return state.ok
      ? c.redirect(stepPath(id, nextStep(state.value)), 303)
      : refusedPage(c, c.var.signedIn, state.error, homeOf(c));
  });

  pages.get("/tenants/:id/setup/:step", async (c) => {
    const { id, step } = c.req.param();
    const found = await stateOf(c, id);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const state = found.value;
    if (!isScreen(step))
      return c.redirect(
        isStep(step)
          ? stepPath(id, step, new URL(c.req.url).search)
          : stepPath(id, nextStep(state)),
        303,
      );
    switch (step) {
      case "connect":
        return connectScreen(c, state);
      case "flows":
        return screenPage(
          c,
          state,
          step,
          <FlowsForm
            state={state}
            csrf={c.var.signedIn.csrf}
            form={flowsOf(state, deps.clock.now())}
            fault={null}
          />,
        );
      case "questions":
        return questionsPage(c, state, questionValues(state), NOT_REFUSED);
      case "prepare":
        return prepareScreen(c, state);
      case "live":
        return liveScreen(c, state);
    }
  });

  /** `name`: the name as it was sent, with what is wrong with it. */
  const connectScreen = (
    c: PageContext,
    state: SetupState,
    name: { readonly form: Form; readonly fault: string } | null = null,
  ): Promise<Response> => {
    const { t } = messagesFor(c);
    const { csrf } = c.var.signedIn;
    const { tenant } = state;
    const isReady = isConnected(state);
    return screenPage(
      c,
      state,
      "connect",
      <>
        {(["asperion", "eaccounting"] as const).map((vendor) => (
          <StepPart step={vendor}>
            <Connect state={state} vendor={vendor} csrf={csrf} />
          </StepPart>
        ))}
        <details id="name" open={name !== null}>
          <summary>{t("setup.steps.name")}</summary>
          <NameForm
            action={stepAction(tenant.id, "name")}
            csrf={csrf}
            form={name?.form ?? formOf({ name: [tenant.name], language: [tenant.language] })}
            fault={name?.fault ?? null}
            submit={t("setup.saveNext")}
          />
        </details>
        {isReady ? (
          <p class="actions">
            <a class="button" href={screenPath(tenant.id, "flows")}>
              {t("setup.continue")}
            </a>
          </p>
        ) : null}
      </>,
      name === null ? 200 : 400,
    );
  };

  type Prepared = {
    /** Articles were asked for while something was missing. */ readonly refused?: boolean;
    /** Of the secret that this very answer shows. */ readonly secret?: string;
  };

  const prepareScreen = async (
    c: PageContext,
    state: SetupState,
    { refused = false, secret }: Prepared = {},
  ): Promise<Response> => {
    const { t } = messagesFor(c);
    const { csrf, actor } = c.var.signedIn;
    const { tenant } = state;
    const last = await listJobs(deps, actor, tenant.id, { flow: "setup", limit: 1 });
    const job = last.ok ? (last.value.jobs[0] ?? null) : null;
    const open = job === null || job.outcome === "booked" || job.outcome === "updated" ? null : job;
    const since = Number(c.req.query("wait") ?? "none");
    const waited = Number.isFinite(since)
      ? await waitForWebhook(deps, actor, tenant.id, since)
      : null;
    return screenPage(
      c,
      state,
      "prepare",
      <>
        <StepPart step="articles">
          <Articles
            state={state}
            csrf={csrf}
            open={open}
            language={languageOf(c)}
            refused={refused}
          />
        </StepPart>
        <StepPart step="webhook">
          <Webhook
            state={state}
            csrf={csrf}
            address={webhookAddress(deps, tenant.id)}
            once={mayOn(actor, "make-secrets", tenant.id) ? newOnce(deps) : null}
            secret={secret ?? null}
            lastWebhook={waited?.ok === true ? waited.value.lastWebhook : state.health.lastWebhook}
            waited={waited?.ok === true && !waited.value.came}
            now={deps.clock.now()}
          />
        </StepPart>
        {isConnected(state) && !state.done["dry-run"] ? (
          <PostForm action={stepAction(tenant.id, "dry-run")} class="actions">
            <Csrf token={csrf} />
            <Button>{t("setup.continueDryRun")}</Button>
          </PostForm>
        ) : (
          <p class="actions">
            <a class="button" href={screenPath(tenant.id, "live")}>
              {t("setup.continue")}
            </a>
          </p>
        )}
      </>,
      refused ? 409 : 200,
    );
  };

  type Shown = {
    /** The form as it was sent. */ readonly form?: Form;
    readonly limitFault?: boolean;
    readonly refusal?: Refusal;
    readonly confirm?: Confirming;
    /** A dry run was asked for while something was missing. */ readonly refused?: boolean;
  };

  const liveScreen = async (
    c: PageContext,
    state: SetupState,
    { form, limitFault = false, refusal = NOT_REFUSED, refused = false, confirm }: Shown = {},
    status: 200 | 400 | 409 = 200,
  ): Promise<Response> => {
    const { csrf, actor } = c.var.signedIn;
    const vatHeld = await heldByVat(deps, actor, state.tenant.id);
    return screenPage(
      c,
      state,
      "live",
      <>
        <StepPart step="dry-run">
          <DryRun
            state={state}
            csrf={csrf}
            shown={await shownRun(c, state)}
            language={languageOf(c)}
            refused={refused}
          />
        </StepPart>
        <StepPart step="live">
          <WhatHappens
            state={state}
            next={await nextOf(deps, actor, state)}
            now={deps.clock.now()}
          />
          <ToldBefore state={state} screen="live" form={LIVE_FORM} confirm={confirm} />
          <Live
            state={state}
            csrf={csrf}
            form={
              form ??
              formOf({
                how: [state.settings.trial ? "trial" : "forReal"],
                limit: [String(state.settings.orders.firstDayLimit ?? "")],
              })
            }
            limitFault={limitFault}
            refusal={refusal}
            vatHeld={vatHeld}
            vatRefused={status === 409 && form !== undefined}
          />
        </StepPart>
      </>,
      status,
    );
  };

  /** The newest look at the last orders, each with its plan as far as it is known. */
  const shownRun = async (c: PageContext, { tenant }: SetupState): Promise<ShownRun | null> => {
    const { actor } = c.var.signedIn;
    const run = await lastRun(deps, actor, tenant.id);
    if (!run.ok || run.value === null) return null;
    const plans = await Promise.all(
      run.value.orders.map(async ({ job }): Promise<PlanView | null> => {
        const described = await readDryRun(deps, actor, tenant.id, job.id);
        return described.ok ? described.value.plan : null;
      }),
    );
    return { run: run.value, plans };
  };

  pages.post("/tenants/:id/setup/:step", async (c) => {
    const { id, step } = c.req.param();
    const { signedIn, form: sent } = c.var;
    const { actor } = signedIn;
    const found = await stateOf(c, id);
    if (!found.ok) return refusedPage(c, signedIn, found.error, homeOf(c));
    const state = found.value;
    const { t } = messagesFor(c);
    const no = (error: Refused, at: SetupStep) =>
      refusedPage(c, signedIn, error, { href: stepPath(id, at), text: t(`setup.steps.${at}`) });
    switch (step) {
      case "name": {
        const given = named(sent);
        if (given === null)
          return connectScreen(c, state, { form: sent, fault: t("setup.name.refused") });
        const changed = await changeTenant(deps, actor, id, given);
        return changed.ok ? c.redirect(screenPath(id, "connect"), 303) : no(changed.error, step);
      }
      case "flows":
        return chooseFlows(deps, c, state);
      case "questions":
        return answerQuestions(deps, c, state);
      case "articles": {
        const made = await setUp(deps, actor, id);
        // The articles' codings may be new to the lists that settings choose from.
        if (made.ok) await runFlow(deps, actor, id, "lookups");
        if (made.ok) return c.redirect(stepPath(id, "articles", "?done=set-up"), 303);
        return made.error.kind !== "tenant-paused" && made.error.status === 409
          ? prepareScreen(c, state, { refused: true })
          : no(made.error, step);
      }
      case "webhook": {
        // Shown in this very answer and never again: a redirect would have to keep the secret
        // somewhere on the way.
        const made = await makeWebhookSecret(deps, actor, id, onceIn(sent));
        // The answer that held it was loaded again: it isn't shown twice, and no other one is made.
        if (!made.ok && made.error.kind === "made-already")
          return c.redirect(stepPath(id, step), 303);
        if (!made.ok) return no(made.error, step);
        const after = {
          ...state,
          secrets: state.secrets + 1,
          done: { ...state.done, webhook: true },
        };
        return prepareScreen(c, after, { secret: made.value.secret });
      }
      case "dry-run": {
        const begun = await dryRun(deps, actor, id, {
          of: "last",
          count: LAST_ORDERS,
          acrossStartLine: true,
        });
        if (begun.ok) await beginPreviews(deps, actor, state);
        if (begun.ok) return c.redirect(stepPath(id, "dry-run"), 303);
        return isConnected(state)
          ? no(begun.error, step)
          : liveScreen(c, state, { refused: true }, 409);
      }
      case "live":
        return takeLive(deps, c, state, (refused, status) =>
          liveScreen(c, state, { ...refused, form: sent }, status),
        );
      default:
        return c.redirect(stepPath(id, nextStep(state)), 303);
    }
  });
}
