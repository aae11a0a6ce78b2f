/**
 * What the forms of the set-up bring: the chosen flows, the answers, and the word to go live.
 * Refused, a form comes back as it was sent.
 */
import { SWITCHED_FLOWS, type SwitchedFlow } from "../../../domain/jobs/job.ts";
import { allAnswered, liveFaults, unreadLists, withFlows } from "../../../settings/set-up.ts";
import { settingsSchema } from "../../../settings/schema.ts";
import {
  canAskQuestions,
  goLive,
  missingSteps,
  proposedSettings,
  type SetupState,
  liveSettings,
} from "../../usecases/tenants/setup.ts";
import { isLive } from "../../../settings/versions/consequences.ts";
import { loadMessages, type Messages } from "../../../messages/index.ts";
import { languageOf, messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { type Form, formOf, many, one } from "../forms/form.ts";
import { inputStamp, readInputStamp } from "../../words/format.ts";
import { fieldAt } from "../settings/catalogue/index.ts";
import { type LookupName, LOOKUPS } from "../../../settings/lookups/lookup-lists.ts";
import { NOT_REFUSED, type Refusal, statusOf } from "../settings/saving/faults.tsx";
import { resolveParties } from "../settings/parties/look-for.ts";
import {
  type LookupForm,
  lookupForm,
  lookupInput,
  lookupTyped,
  tableFaults,
  tableFaultText,
} from "../settings/lookups/lookup-values.ts";
import type { PartiesAsked } from "../settings/parties/parties.ts";
import {
  type Confirming,
  saveOrCompare,
  toConfirm,
  isNotPushed,
} from "../settings/saving/saving.ts";
import { inputOf, valuesOf } from "../settings/fields/values.ts";
import { questionsOf } from "./questions.ts";
import { screenPage, stepBack, isConnected, FirstRunPreview, type FirstRunPlan } from "./frame.tsx";
import { screenPath } from "./screens.ts";
import { FLOWS_FORM, FlowsForm } from "./steps/forms.tsx";
import { QUESTIONS_FORM, QuestionsForm } from "./steps/questions.tsx";
import { countArticles, countedArticles, ratesOpen } from "./steps/unanswered.tsx";
import { renewOutdated } from "./steps/what-happens.tsx";
import { RefusedError } from "../frame/respond.tsx";

export const flowsOf = ({ settings, version }: SetupState, now: number): Form => {
  const { setup, orders } = settings;
  const first = version === 1 || setup.flows.length === 0;
  return formOf({
    flows: first ? ["orders"] : setup.flows,
    startLine: [inputStamp(orders.startLine === null ? now : Date.parse(orders.startLine))],
  });
};

type Questions = {
  readonly values: Form;
  readonly asked?: PartiesAsked;
  readonly lookups: Readonly<Partial<Record<LookupName, LookupForm>>>;
};
const lookupsAsked = (state: SetupState) =>
  LOOKUPS.filter(({ name }) =>
    questionsOf(state.settings).some(({ lookups }) => lookups.includes(name)),
  );

export const questionValues = (state: SetupState): Questions => {
  const settings = proposedSettings(state);
  return {
    values: valuesOf(settings),
    lookups: Object.fromEntries(
      lookupsAsked(state).map((lookup) => [
        lookup.name,
        lookupForm(lookup, settings.lookups[lookup.name], state.names, new Map()),
      ]),
    ),
  };
};

/** Names of both sides that proposals wait for are being read. */
const isReading = (state: SetupState): boolean =>
  isConnected(state) && unreadLists(state.settings.setup.flows, state.names).length > 0;

export const questionsPage = async (
  c: PageContext,
  state: SetupState,
  questions: Questions,
  {
    refusal = NOT_REFUSED,
    status = statusOf(refusal),
    ...first
  }: FirstRunPlan & { readonly refusal?: Refusal; readonly status?: 200 | 400 | 409 } = {},
): Promise<Response> => {
  const counted = await countedArticles(c.var.asking, state);
  // The count is of the proposals: once another code is chosen it says nothing.
  const open = (values: Form): string => ratesOpen(state, values, state.names).join();
  const holds = open(questions.values) === open(valuesOf(proposedSettings(state)));
  return screenPage(
    c,
    state,
    "questions",
    // Once there is something to answer nothing is changed under whoever answers it.
    <div id="live-questions" data-live={isReading(state) ? "setup orders" : undefined}>
      <FirstRunPreview state={state} screen="questions" form={QUESTIONS_FORM} {...first} />
      <QuestionsForm
        state={state}
        {...questions}
        refusal={refusal}
        articles={holds ? counted : null}
      />
    </div>,
    status,
  );
};

export const answerQuestions = async (c: PageContext, state: SetupState): Promise<Response> => {
  const { form: sent } = c.var;
  const { id } = state.tenant;
  const before = questionValues(state);
  // The page says what has to come first. Nothing that could be answered was asked.
  if (!canAskQuestions(state)) return questionsPage(c, state, before, { status: 409 });
  const lookups = lookupsAsked(state).flatMap((lookup) => {
    const shownForm = before.lookups[lookup.name];
    return shownForm === undefined
      ? []
      : [{ name: lookup.name, typed: lookupTyped(lookup, sent, shownForm) }];
  });
  const fields = questionsOf(state.settings)
    .flatMap((one) => one.fields)
    .flatMap((path) => fieldAt(path) ?? []);
  const looked = await resolveParties(c, fields, valuesOf(state.settings));
  const questions: Questions = {
    values: looked.form,
    asked: looked.asked,
    lookups: Object.fromEntries(lookups.map(({ name, typed }) => [name, typed])),
  };
  const { t } = messagesFor(c);
  const faults = lookups.flatMap(({ name, typed }) =>
    tableFaults(typed, name).map((fault) => ({
      path: `lookups.${name}`,
      message: tableFaultText(t, fault),
    })),
  );
  if (faults.length > 0)
    return questionsPage(c, state, questions, { refusal: { faults, stale: false } });
  if (looked.end !== null) return questionsPage(c, state, questions, { refusal: looked.end });
  const settings = {
    ...state.settings,
    lookups: {
      ...state.settings.lookups,
      ...Object.fromEntries(lookups.map(({ name, typed }) => [name, lookupInput(typed)])),
    },
    setup: allAnswered(state.settings.setup),
  };
  const input = inputOf(settings, looked.form, fields, languageOf(c));
  const atLive = liveFaults(input, settings.setup.flows);
  if (atLive.length > 0)
    return questionsPage(c, state, questions, { refusal: { faults: atLive, stale: false } });
  const saved = state.settings;
  const answer = await saveOrCompare(c, { saved, input, asks: isLive(saved) });
  return "done" in answer
    ? c.redirect(screenPath(id, "prepare"), 303)
    : questionsPage(c, state, questions, answer);
};

export const chooseFlows = async (c: PageContext, state: SetupState): Promise<Response> => {
  const { form: sent } = c.var;
  const { id } = state.tenant;
  const { t } = messagesFor(c);
  const startLine = readInputStamp(one(sent, "startLine"));
  const flows = SWITCHED_FLOWS.filter((flow) => many(sent, "flows").includes(flow));
  const fault = flowsFault(t, flows, startLine);
  const shown = (text: string | null, first: FirstRunPlan = {}) =>
    screenPage(
      c,
      state,
      "flows",
      <>
        <FirstRunPreview state={state} screen="flows" form={FLOWS_FORM} {...first} />
        <FlowsForm state={state} form={sent} fault={text} ahead={ahead} />
      </>,
      text === null ? 200 : 400,
    );
  const again = (text: string) => shown(text);
  const ahead = startAhead(flows, startLine, c.var.asking.deps.clock.now());
  const isUnconfirmed = ahead !== null && one(sent, "startAhead") !== String(ahead);
  const inWords = async (faults: Refusal["faults"]): Promise<string> => {
    const messages = await loadMessages(languageOf(c));
    return faults.map(({ message }) => messages.say(message)).join("; ");
  };
  if (fault !== null) return again(fault);
  const { settings } = state;
  const input = {
    ...settings,
    setup: withFlows(settings.setup, flows),
    orders: {
      ...settings.orders,
      startLine: startLine === null ? settings.orders.startLine : new Date(startLine).toISOString(),
    },
  };
  // What depends on the questions is refused there.
  const ordersRun = flows.includes("orders") || settings.orders.enabled;
  const wrong = liveFaults(input, flows).filter(
    ({ path }) => path === "orders.startLine" || (path === "stock.enabled" && !ordersRun),
  );
  if (wrong.length > 0) return again(await inWords(wrong));
  if (isUnconfirmed) return shown(null);
  const answer = await saveOrCompare(c, { saved: settings, input, asks: isLive(settings) });
  if ("done" in answer) {
    await countArticles(c.var.asking);
    return c.redirect(screenPath(id, "questions"), 303);
  }
  const { refusal, ...first } = answer;
  if (refusal.stale) return again(t("settings.refused.stale"));
  return refusal.faults.length > 0 ? again(await inWords(refusal.faults)) : shown(null, first);
};

/** Returns a start line in the future, which keeps every order out until then; `null`: it isn't. */
const startAhead = (
  flows: readonly SwitchedFlow[],
  startLine: number | null,
  now: number,
): number | null =>
  flows.includes("orders") && startLine !== null && startLine > now ? startLine : null;

function flowsFault(
  t: Messages["t"],
  flows: readonly SwitchedFlow[],
  startLine: number | null,
): string | null {
  if (flows.length === 0) return t("setup.flows.none");
  const isStartNeeded = flows.includes("orders") && startLine === null;
  return isStartNeeded ? t("setup.flows.startNeeded") : null;
}

/**
 * Goes live. `again`: the screen as it was sent, with what is wrong with it; answered where the
 * shop can't go live.
 */
export const takeLive = async (
  c: PageContext,
  state: SetupState,
  again: (
    refused: {
      readonly limitFault: boolean;
      readonly refusal: Refusal;
      readonly confirm?: Confirming;
      readonly renewed?: boolean;
    },
    status: 200 | 400 | 409,
  ) => Promise<Response>,
): Promise<Response> => {
  const { form: sent } = c.var;
  const { id } = state.tenant;
  const limit = one(sent, "limit");
  if (limit !== "" && !/^[1-9]\d{0,3}$|^10000$/.test(limit))
    return again({ limitFault: true, refusal: NOT_REFUSED }, 400);
  const refusedWith = (refusal: Refusal, status = statusOf(refusal)) =>
    again({ limitFault: false, refusal }, status);
  const asked = {
    trial: one(sent, "how") === "trial",
    heldAnyway: one(sent, "heldAnyway") === "on",
    firstDayLimit: limit === "" ? null : Number(limit),
  };
  const { settings, version } = state;
  const typed = settingsSchema.safeParse(liveSettings(settings, asked));
  if (isLive(settings) && typed.success) {
    const confirm = await toConfirm(c, { saved: settings, typed: typed.data, version });
    if (confirm !== null) return again({ limitFault: false, refusal: NOT_REFUSED, confirm }, 200);
  }
  const begins = !asked.trial && !isLive(settings) && missingSteps(state).length === 0;
  if (begins && (await renewOutdated(c.var.asking, state)))
    return again({ limitFault: false, refusal: NOT_REFUSED, renewed: true }, 409);
  const went = await goLive(c.var.asking, { ...asked, seen: version });
  if (went.ok || isNotPushed(went)) return c.redirect(`/admin/tenants/${id}?done=live`, 303);
  // The screen itself says what is missing.
  if (went.error.kind === "set-up-incomplete" || went.error.kind === "vat-unmapped")
    return refusedWith(NOT_REFUSED, 409);
  if (went.error.kind === "bad-settings")
    return refusedWith({ faults: went.error.errors ?? [], stale: false });
  throw new RefusedError(went.error, stepBack(c, id, "live"));
};
