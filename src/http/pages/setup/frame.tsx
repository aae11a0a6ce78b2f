/** The frame of every set-up screen: the shop, all screens with progress, and the next step. */
import type { Child } from "hono/jsx";
import {
  canAskQuestions,
  deniedDocuments,
  type SetupState,
  type SetupStep,
} from "../../usecases/tenants/setup.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Done } from "../parts/notices.tsx";
import { page } from "../frame/respond.tsx";
import type { Held } from "../settings/saving/faults.tsx";
import { isOutdone } from "./steps/connect.tsx";
import { stepOf } from "./questions.ts";
import { isDone, screenPath, type SetupScreen, SETUP_SCREENS, stepPath } from "./screens.ts";
import { useMessages } from "../frame/use-messages.ts";
import { messagesFor } from "../../language.ts";
import { type Vendor, VENDOR_NAMES } from "../../../domain/ids.ts";
import type { Preview } from "../../usecases/dry-runs/preview.ts";
import { ConfirmIfAsked } from "../settings/saving/confirm.tsx";
import { RulePreview } from "../settings/saving/preview.tsx";
import type { Confirming } from "../settings/saving/saving.ts";

/** Where a setting stands among the steps. */
export const heldBy =
  ({ tenant, settings }: SetupState): Held =>
  (path) => {
    const found = stepOf(settings, path);
    return found === null ? null : { page: screenPath(tenant.id, found.step), id: found.id };
  };

/** The way back to a step, from the page of what was refused there. */
export const stepBack = (c: PageContext, id: string, step: SetupStep) => ({
  href: stepPath(id, step),
  text: messagesFor(c).t(`setup.steps.${step}`),
});

type FrameProps = {
  readonly c: PageContext;
  readonly state: SetupState;
  readonly screen: SetupScreen;
  readonly children: Child;
};

const SetupFrame = ({ c, state, screen, children }: FrameProps) => {
  const { t } = useMessages();
  const { tenant } = state;
  const at = SETUP_SCREENS.indexOf(screen);
  const before = SETUP_SCREENS[at - 1];
  const after = SETUP_SCREENS[at + 1];
  return (
    <>
      <TenantHead id={tenant.id} name={tenant.name} current={null} state={tenant.state}>
        <h1>{t("setup.title", { tenant: isolate(tenant.name) })}</h1>
      </TenantHead>
      <nav id="live-progress" data-live="setup orders" aria-label={t("setup.progress")}>
        <ol class="progress">
          {SETUP_SCREENS.map((name) => (
            <li class={isDone(state, name) ? "done" : undefined}>
              <a
                href={screenPath(tenant.id, name)}
                aria-current={name === screen ? "step" : undefined}
              >
                {t(`setup.screens.${name}`)}
                {isDone(state, name) ? <span class="unseen"> ({t("setup.done")})</span> : null}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {isOutdone(c, deniedDocuments(state)) ? null : <Done c={c} />}
      <section aria-labelledby="screen">
        <p class="hint">{t("setup.step", { number: at + 1, of: SETUP_SCREENS.length })}</p>
        <h2 id="screen">{t(`setup.screens.${screen}`)}</h2>
        {children}
      </section>
      <p class="pager">
        {before === undefined ? null : (
          <a href={screenPath(tenant.id, before)}>{t("setup.back")}</a>
        )}
        {after === undefined ? (
          <a href={`/admin/tenants/${tenant.id}`}>{t("setup.toTenant")}</a>
        ) : (
          <Skip state={state} screen={screen} to={screenPath(tenant.id, after)} />
        )}
        <ManualLink page={screen === "live" ? "going-live" : "first-set-up"} />
      </p>
    </>
  );
};

/** Leads past a screen that has no button of its own to go on with. */
const Skip = ({ state, screen, to }: Pick<FrameProps, "state" | "screen"> & { to: string }) => {
  const { t } = useMessages();
  const leadsOn =
    screen === "connect" ? isConnected(state) : screen !== "questions" || canAskQuestions(state);
  return leadsOn ? null : <a href={to}>{t("setup.next")}</a>;
};

/** A step among others on its screen, under its own heading. */
export const StepPart = ({ step, children }: { step: SetupStep; children: Child }) => {
  const { t } = useMessages();
  return (
    <div class="part" id={step}>
      <h3>{t(`setup.steps.${step}`)}</h3>
      {children}
    </div>
  );
};

export const screenPage = (
  c: PageContext,
  state: SetupState,
  screen: SetupScreen,
  content: Child,
  status: 200 | 400 | 409 = 200,
): Promise<Response> => {
  const { t } = messagesFor(c);
  const whole = t("setup.title", { tenant: isolate(state.tenant.name) });
  return page(
    c,
    `${t(`setup.screens.${screen}`)} · ${whole}`,
    <SetupFrame c={c} state={state} screen={screen}>
      {content}
    </SetupFrame>,
    status,
  );
};

const SIDES: readonly Vendor[] = ["asperion", "eaccounting"];

export const isConnected = ({ done }: SetupState): boolean => SIDES.every((vendor) => done[vendor]);

/** `refused`: it was asked for all the same. */
export const First = ({ state, refused = false }: { state: SetupState; refused?: boolean }) => {
  const { t } = useMessages();
  return (
    <>
      {SIDES.filter((vendor) => !state.done[vendor]).map((vendor) => (
        <p class={refused ? "fault" : "hint"} role={refused ? "alert" : undefined}>
          {t("setup.connect.first", { vendor: VENDOR_NAMES[vendor] })}{" "}
          <a href={stepPath(state.tenant.id, vendor)}>{t(`setup.steps.${vendor}`)}</a>
        </p>
      ))}
    </>
  );
};

export type FirstRunPlan = {
  readonly confirm?: Confirming | undefined;
  /** What would become of the last orders. */
  readonly preview?: Preview | null;
};

type Props = FirstRunPlan & {
  readonly state: SetupState;
  readonly screen: SetupScreen;
  /** The form that is sent again once it is confirmed. */
  readonly form: string;
};

/**
 * What a step of the set-up would switch on in a shop that is live, told and confirmed before it is
 * saved: as where the same is saved in the settings.
 */
export const FirstRunPreview = ({ state, screen, form, confirm, preview = null }: Props) => {
  const { id } = state.tenant;
  return (
    <>
      <ConfirmIfAsked id={id} form={form} confirm={confirm} back={screenPath(id, screen)} />
      {preview === null ? null : (
        <RulePreview preview={preview} tenantId={id} names={state.names} />
      )}
    </>
  );
};
