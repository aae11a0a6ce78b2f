/** The screen of the set-up that tries the last orders and goes live. */
import { lastRun, readDryRun } from "../../usecases/dry-runs/dry-run.ts";
import type { PlanView } from "../../usecases/dry-runs/plan-note.ts";
import { deniedDocuments, heldByVat, type SetupState } from "../../usecases/tenants/setup.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, formOf, one } from "../forms/form.ts";
import { NOT_REFUSED, type Refusal } from "../settings/saving/faults.tsx";
import type { Confirming } from "../settings/saving/saving.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { FirstRunPreview, screenPage, StepPart } from "./frame.tsx";
import { Live, LIVE_FORM } from "./steps/buttons.tsx";
import { Denied } from "./steps/connect.tsx";
import { DryRun, type ShownRun } from "./steps/dry-run.tsx";
import { AfterGoingLive, nextOf, WhatHappens } from "./steps/what-happens.tsx";

type LiveShown = {
  /** The form as it was sent. */
  readonly form?: Form;
  readonly limitFault?: boolean;
  readonly refusal?: Refusal;
  readonly confirm?: Confirming;
  /** A dry run was asked for while something was missing. */
  readonly refused?: boolean;
  /** Previews were out of date and are computed anew: going live waits for another press. */
  readonly renewed?: boolean;
};

export async function liveScreen(
  c: PageContext,
  state: SetupState,
  {
    form,
    limitFault = false,
    refusal = NOT_REFUSED,
    refused = false,
    renewed = false,
    confirm,
  }: LiveShown = {},
  status: 200 | 400 | 409 = 200,
): Promise<Response> {
  const { asking } = c.var;
  const vatHeld = await heldByVat(asking);
  const next = await nextOf(asking, state);
  const shownForm = form ?? asSaved(state);
  const shown = await shownRun(c);
  // Before anything was tried, trying comes first; afterwards the decision does.
  const isTried = shown !== null && !refused;
  const tryPart = (
    <StepPart step="dry-run">
      <DryRun state={state} shown={shown} refused={refused} />
    </StepPart>
  );
  return screenPage(
    c,
    state,
    "live",
    <>
      {isTried ? null : tryPart}
      <StepPart step="live">
        {renewed ? <Renewed /> : null}
        <Denied id={state.tenant.id} denied={deniedDocuments(state)} />
        <FirstRunPreview state={state} screen="live" form={LIVE_FORM} confirm={confirm} />
        <Live
          state={state}
          form={shownForm}
          limitFault={limitFault}
          refusal={refusal}
          vatHeld={vatHeld}
          vatRefused={status === 409 && form !== undefined && !renewed}
          after={
            <AfterGoingLive
              state={state}
              next={next}
              run={shown?.run ?? null}
              limit={limitFault ? null : limitIn(shownForm)}
            />
          }
        />
        <WhatHappens state={state} next={next} />
      </StepPart>
      {isTried ? tryPart : null}
    </>,
    status,
  );
}

const limitIn = (form: Form): number | null => Number(one(form, "limit")) || null;

const Renewed = () => {
  const { t } = useMessages();
  return (
    <Notice tone="warn">
      <p role="alert">{t("setup.next.renewed")}</p>
    </Notice>
  );
};

const asSaved = ({ settings }: SetupState): Form =>
  formOf({
    how: [settings.trial ? "trial" : "forReal"],
    limit: [String(settings.orders.firstDayLimit ?? "")],
  });

/** The newest look at the last orders, each with its plan as far as it is known. */
async function shownRun(c: PageContext): Promise<ShownRun | null> {
  const { asking } = c.var;
  const run = await lastRun(asking);
  if (!run.ok || run.value === null) return null;
  const plans = await Promise.all(
    run.value.orders.map(async ({ job }): Promise<PlanView | null> => {
      const described = await readDryRun(asking, job.id);
      return described.ok ? described.value.plan : null;
    }),
  );
  return { run: run.value, plans };
}
