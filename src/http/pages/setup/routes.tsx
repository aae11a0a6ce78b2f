/**
 * The set-up of a tenant, a step a page. Each step says by itself whether it is done, so any can be
 * left and taken up.
 */
import type { Hono } from "hono";
import { isLanguage } from "../../../domain/language.ts";
import type { EdgeDeps } from "../../deps.ts";
import { may } from "../../auth/rights.ts";
import { finishChoice } from "../../oauth/finish.ts";
import { runFlow, setUp } from "../../usecases/control.ts";
import { dryRun, lastRun, readDryRun } from "../../usecases/dry-run.ts";
import { listJobs } from "../../usecases/jobs.ts";
import { waitForWebhook } from "../../usecases/last-webhook.ts";
import type { PlanView } from "../../usecases/order-from-timeline.ts";
import { refuse } from "../../usecases/refused.ts";
import {
  nextStep,
  type SetupState,
  setupState,
  type SetupStep,
  SETUP_STEPS,
} from "../../usecases/setup.ts";
import { changeTenant, createTenant } from "../../usecases/tenants.ts";
import { makeWebhookSecret, webhookAddress } from "../../usecases/webhook-access.ts";
import { languageOf } from "../../language.ts";
import type { PageContext, PageEnv } from "../env.ts";
import { type Form, formOf, one } from "../form.ts";
import { ManualLink } from "../manual/link.tsx";
import { newOnce, onceIn } from "../once.tsx";
import { homeOf, page, refusedPage } from "../respond.tsx";
import { NOT_REFUSED } from "../settings/faults.tsx";
import { choosePage } from "./choose.tsx";
import { stepPage, stepPath } from "./frame.tsx";
import { Articles, Live, Webhook } from "./steps/acts.tsx";
import { Connect } from "./steps/connect.tsx";
import { DryRun, LAST_ORDERS, type ShownRun } from "./steps/dry-run.tsx";
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
import { messagesFor } from "../../language.ts";

const isStep = (text: string): text is SetupStep => SETUP_STEPS.some((step) => step === text);

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
      ? c.redirect(stepPath(made.value.id, "asperion"), 303)
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
    if (finished.ok) return c.redirect(`${stepPath(id, "asperion")}?done=connected-asperion`, 303);
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
    const { csrf, actor } = c.var.signedIn;
    const found = await stateOf(c, id);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const state = found.value;
    if (!isStep(step)) return c.redirect(stepPath(id, nextStep(state)), 303);
    const { t } = messagesFor(c);
    const now = deps.clock.now();
    switch (step) {
      case "name":
        return stepPage(
          c,
          state,
          step,
          <NameForm
            action={stepPath(id, step)}
            csrf={csrf}
            form={formOf({ name: [state.tenant.name], language: [state.tenant.language] })}
            fault={null}
            submit={t("setup.saveNext")}
          />,
        );
      case "asperion":
      case "eaccounting":
        return stepPage(c, state, step, <Connect state={state} vendor={step} csrf={csrf} />);
      case "flows":
        return stepPage(
          c,
          state,
          step,
          <FlowsForm state={state} csrf={csrf} form={flowsOf(state, now)} fault={null} />,
        );
      case "questions":
        return questionsPage(c, state, questionValues(state), NOT_REFUSED);
      case "articles":
        return articlesPage(c, state, false);
      case "webhook": {
        const shown = Number(c.req.query("wait") ?? "none");
        const wait = Number.isFinite(shown) ? await waitForWebhook(deps, actor, id, shown) : null;
        const lastWebhook = wait?.ok === true ? wait.value.lastWebhook : state.health.lastWebhook;
        return stepPage(
          c,
          state,
          step,
          <Webhook
            state={state}
            csrf={csrf}
            address={webhookAddress(deps, id)}
            once={may(actor, "make-secrets") ? newOnce(deps) : null}
            secret={null}
            lastWebhook={lastWebhook}
            waited={wait?.ok === true && !wait.value.came}
            now={deps.clock.now()}
          />,
        );
      }
      case "dry-run":
        return stepPage(
          c,
          state,
          step,
          <DryRun
            state={state}
            csrf={csrf}
            shown={await shownRun(c, state)}
            language={languageOf(c)}
          />,
        );
      case "live":
        return stepPage(
          c,
          state,
          step,
          <Live
            state={state}
            csrf={csrf}
            form={formOf({
              how: [state.settings.trial ? "trial" : "forReal"],
              limit: [String(state.settings.orders.firstDayLimit ?? "")],
            })}
            limitFault={false}
            refusal={NOT_REFUSED}
          />,
        );
    }
  });

  const articlesPage = async (
    c: PageContext,
    state: SetupState,
    refused: boolean,
  ): Promise<Response> => {
    const { csrf, actor } = c.var.signedIn;
    const last = await listJobs(deps, actor, state.tenant.id, { flow: "setup", limit: 1 });
    const job = last.ok ? (last.value.jobs[0] ?? null) : null;
    const open = job === null || job.outcome === "booked" || job.outcome === "updated" ? null : job;
    return stepPage(
      c,
      state,
      "articles",
      <Articles state={state} csrf={csrf} open={open} language={languageOf(c)} refused={refused} />,
      refused ? 409 : 200,
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
    const no = (error: Parameters<typeof refusedPage>[2], at: SetupStep) =>
      refusedPage(c, signedIn, error, { href: stepPath(id, at), text: t(`setup.steps.${at}`) });
    switch (step) {
      case "name": {
        const given = named(sent);
        if (given === null)
          return stepPage(
            c,
            state,
            step,
            <NameForm
              action={stepPath(id, step)}
              csrf={signedIn.csrf}
              form={sent}
              fault={t("setup.name.refused")}
              submit={t("setup.saveNext")}
            />,
            400,
          );
        const changed = await changeTenant(deps, actor, id, given);
        return changed.ok ? c.redirect(stepPath(id, "asperion"), 303) : no(changed.error, step);
      }
      case "flows":
        return chooseFlows(deps, c, state);
      case "questions":
        return answerQuestions(deps, c, state);
      case "articles": {
        const made = await setUp(deps, actor, id);
        // The articles' codings may be new to the lists that settings choose from.
        if (made.ok) await runFlow(deps, actor, id, "lookups");
        if (made.ok) return c.redirect(`${stepPath(id, "articles")}?done=set-up`, 303);
        return made.error.kind !== "tenant-paused" && made.error.status === 409
          ? articlesPage(c, state, true)
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
        return stepPage(
          c,
          after,
          step,
          <Webhook
            state={after}
            csrf={signedIn.csrf}
            address={made.value.url}
            once={newOnce(deps)}
            secret={made.value.secret}
            lastWebhook={state.health.lastWebhook}
            waited={false}
            now={deps.clock.now()}
          />,
        );
      }
      case "dry-run": {
        const begun = await dryRun(deps, actor, id, {
          of: "last",
          count: LAST_ORDERS,
          acrossStartLine: true,
        });
        if (begun.ok) return c.redirect(stepPath(id, "dry-run"), 303);
        return isConnected(state)
          ? no(begun.error, step)
          : stepPage(
              c,
              state,
              step,
              <DryRun
                state={state}
                csrf={signedIn.csrf}
                shown={await shownRun(c, state)}
                language={languageOf(c)}
                refused
              />,
              409,
            );
      }
      case "live":
        return takeLive(deps, c, state);
      default:
        return c.redirect(stepPath(id, nextStep(state)), 303);
    }
  });
}
