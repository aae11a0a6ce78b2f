/**
 * What stands around every step of the set-up: the shop, all steps with what is done, and the way
 * on.
 */
import type { Child } from "hono/jsx";
import { type SetupState, type SetupStep, SETUP_STEPS } from "../../usecases/setup.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Done } from "../notices.tsx";
import { page } from "../respond.tsx";
import type { Held } from "../settings/faults.tsx";
import { stepOf } from "./asked.ts";
import { useMessages } from "../use-messages.ts";
import { messagesFor } from "../../language.ts";

export const stepPath = (id: string, step: SetupStep): string =>
  `/admin/tenants/${id}/setup/${step}`;

/** Where a setting stands among the steps. */
export const heldBy =
  ({ tenant, settings }: SetupState): Held =>
  (path) => {
    const found = stepOf(settings, path);
    return found === null ? null : { page: stepPath(tenant.id, found.step), id: found.id };
  };

type FrameProps = {
  readonly c: PageContext;
  readonly state: SetupState;
  readonly step: SetupStep;
  readonly children: Child;
};

const SetupFrame = ({ c, state, step, children }: FrameProps) => {
  const { t } = useMessages();
  const { tenant, done } = state;
  const at = SETUP_STEPS.indexOf(step);
  const before = SETUP_STEPS[at - 1];
  const after = SETUP_STEPS[at + 1];
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current={null} state={tenant.state}>
        <h1>{t("setup.title", { tenant: isolate(tenant.name) })}</h1>
      </TenantHead>
      <nav aria-label={t("setup.progress")}>
        <ol class="progress">
          {SETUP_STEPS.map((name) => (
            <li class={done[name] ? "done" : undefined}>
              <a href={stepPath(tenant.id, name)} aria-current={name === step ? "step" : undefined}>
                {t(`setup.steps.${name}`)}
                {done[name] ? <span class="unseen"> ({t("setup.done")})</span> : null}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <Done c={c} />
      <section aria-labelledby="step">
        <p class="hint">{t("setup.step", { number: at + 1, of: SETUP_STEPS.length })}</p>
        <h2 id="step">{t(`setup.steps.${step}`)}</h2>
        {children}
      </section>
      <p class="pager">
        {before === undefined ? null : <a href={stepPath(tenant.id, before)}>{t("setup.back")}</a>}
        {after === undefined ? (
          <a href={`/admin/tenants/${tenant.id}`}>{t("setup.toTenant")}</a>
        ) : (
          <a href={stepPath(tenant.id, after)}>{t("setup.next")}</a>
        )}
        <ManualLink page={step === "live" || step === "dry-run" ? "going-live" : "first-set-up"} />
      </p>
    </>
  );
};

export const stepPage = (
  c: PageContext,
  state: SetupState,
  step: SetupStep,
  content: Child,
  status: 200 | 400 | 409 = 200,
): Promise<Response> => {
  const { t } = messagesFor(c);
  return page(
    c,
    `${t(`setup.steps.${step}`)} · ${t("setup.title", { tenant: isolate(state.tenant.name) })}`,
    c.var.signedIn,
    <SetupFrame c={c} state={state} step={step}>
      {content}
    </SetupFrame>,
    status,
  );
};
