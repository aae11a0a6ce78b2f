/** The screen of the set-up on which articles are made and the shop's webhook is named. */
import { mayOn } from "../../auth/rights.ts";
import { messagesFor } from "../../language.ts";
import { listJobs } from "../../usecases/jobs/jobs.ts";
import { waitForWebhook } from "../../usecases/tenants/last-webhook.ts";
import type { SetupState } from "../../usecases/tenants/setup.ts";
import { webhookAddress } from "../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../frame/env.ts";
import { newOnce } from "../forms/once.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { screenPage, StepPart, isConnected } from "./frame.tsx";
import { screenPath, stepAction } from "./screens.ts";
import { Articles, Webhook } from "./steps/buttons.tsx";
import { type Form, formOf } from "../forms/form.ts";
import { Connect } from "./steps/connect.tsx";
import { NameForm } from "./steps/forms.tsx";

type Prepared = {
  /** Articles were asked for while something was missing. */
  readonly refused?: boolean;
  /** Of the secret that this very answer shows. */
  readonly secret?: string;
};

export async function prepareScreen(
  c: PageContext,
  state: SetupState,
  { refused = false, secret }: Prepared = {},
): Promise<Response> {
  const { deps, actor } = c.var.asking;
  const { tenant } = state;
  const waited = await webhookWaitedFor(c);
  return screenPage(
    c,
    state,
    "prepare",
    <>
      <StepPart step="articles">
        <Articles state={state} open={await openArticlesJob(c)} refused={refused} />
      </StepPart>
      <StepPart step="webhook">
        <Webhook
          state={state}
          address={webhookAddress(deps, tenant.id)}
          once={mayOn(actor, "make-secrets", tenant.id) ? newOnce(deps) : null}
          secret={secret ?? null}
          lastWebhook={waited === null ? state.health.lastWebhook : waited.lastWebhook}
          waited={waited !== null && !waited.came}
        />
      </StepPart>
      <Onward c={c} state={state} />
    </>,
    refused ? 409 : 200,
  );
}

/** The job that makes articles, unless it ended well. */
async function openArticlesJob(c: PageContext) {
  const last = await listJobs(c.var.asking, { flow: "setup", limit: 1 });
  const job = last.ok ? (last.value.jobs[0] ?? null) : null;
  return job === null || job.outcome === "booked" || job.outcome === "updated" ? null : job;
}

/** What came of a wait that `?wait=` asks for; `null`: none was asked for, or it failed. */
async function webhookWaitedFor(c: PageContext) {
  const since = Number(c.req.query("wait") ?? "none");
  if (!Number.isFinite(since)) return null;
  const waited = await waitForWebhook(c.var.asking, since);
  return waited.ok ? waited.value : null;
}

const Onward = ({ c, state }: { readonly c: PageContext; readonly state: SetupState }) => {
  const { t } = messagesFor(c);
  const { id } = state.tenant;
  return isConnected(state) && !state.done["dry-run"] ? (
    <PostForm action={stepAction(id, "dry-run")} class="actions">
      <Button>{t("setup.continueDryRun")}</Button>
    </PostForm>
  ) : (
    <p class="actions">
      <a class="button" href={screenPath(id, "live")}>
        {t("setup.continue")}
      </a>
    </p>
  );
};

/** `name`: the name as it was sent, with what is wrong with it. */
export function connectScreen(
  c: PageContext,
  state: SetupState,
  name: { readonly form: Form; readonly fault: string } | null = null,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant } = state;
  return screenPage(
    c,
    state,
    "connect",
    <>
      {(["asperion", "eaccounting"] as const).map((vendor) => (
        <StepPart step={vendor}>
          <Connect state={state} vendor={vendor} />
        </StepPart>
      ))}
      <details id="name" open={name !== null}>
        <summary>{t("setup.steps.name")}</summary>
        <NameForm
          action={stepAction(tenant.id, "name")}
          form={name?.form ?? formOf({ name: [tenant.name], language: [tenant.language] })}
          fault={name?.fault ?? null}
          submit={t("setup.saveNext")}
        />
      </details>
      {isConnected(state) ? (
        <p class="actions">
          <a class="button" href={screenPath(tenant.id, "flows")}>
            {t("setup.continue")}
          </a>
        </p>
      ) : null}
    </>,
    name === null ? 200 : 400,
  );
}
