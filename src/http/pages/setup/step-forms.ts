/**
 * The forms of the set-up's steps: each does what its step is for, and leads to the next one or
 * back to its screen with what was wrong.
 */
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { runFlow, setUp } from "../../usecases/tenants/control.ts";
import type { Refused } from "../../usecases/refusal.ts";
import { nextStep, type SetupState, type SetupStep } from "../../usecases/tenants/setup.ts";
import { changeTenant } from "../../usecases/tenants/tenants.ts";
import { makeWebhookSecret } from "../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../frame/env.ts";
import { onceIn } from "../forms/once.tsx";
import { refusedPage } from "../frame/respond.tsx";
import { namedIn } from "./begin-page.tsx";
import { connectScreen } from "./connect-screen.tsx";
import { liveScreen } from "./live-screen.tsx";
import { prepareScreen } from "./prepare-screen.tsx";
import { screenPath, stepPath } from "./screens.ts";
import { isConnected } from "./steps/first.tsx";
import { beginLastOrders, beginPreviews } from "./steps/what-happens.tsx";
import { answerQuestions, chooseFlows, takeLive } from "./submissions.tsx";

/** Takes the form of `step`, as it stands in the address; of an unknown one, leads to the next. */
export async function takeStep(
  deps: EdgeDeps,
  c: PageContext,
  state: SetupState,
  step: string,
): Promise<Response> {
  switch (step) {
    case "name":
      return takeName(c, state);
    case "flows":
      return chooseFlows(deps, c, state);
    case "questions":
      return answerQuestions(c, state);
    case "articles":
      return makeArticles(deps, c, state);
    case "webhook":
      return makeSecret(deps, c, state);
    case "dry-run":
      return tryLastOrders(deps, c, state);
    case "live":
      return takeLive(c, state, (refused, status) =>
        liveScreen(deps, c, state, { ...refused, form: c.var.form }, status),
      );
    default:
      return c.redirect(stepPath(state.tenant.id, nextStep(state)), 303);
  }
}

const refusedAt = (c: PageContext, state: SetupState, step: SetupStep, error: Refused) =>
  refusedPage(c, c.var.signedIn, error, {
    href: stepPath(state.tenant.id, step),
    text: messagesFor(c).t(`setup.steps.${step}`),
  });

async function takeName(c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const { form } = c.var;
  const given = namedIn(form);
  if (given === null)
    return connectScreen(c, state, { form, fault: messagesFor(c).t("setup.name.refused") });
  const changed = await changeTenant(c.var.asking, given);
  return changed.ok
    ? c.redirect(screenPath(id, "connect"), 303)
    : refusedAt(c, state, "name", changed.error);
}

async function makeArticles(deps: EdgeDeps, c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const { asking } = c.var;
  const made = await setUp(asking);
  if (made.ok) {
    // The articles' codings may be new to the lists that settings choose from.
    await runFlow(asking, "lookups");
    return c.redirect(stepPath(id, "articles", "?done=set-up"), 303);
  }
  return made.error.kind !== "tenant-paused" && made.error.status === 409
    ? prepareScreen(deps, c, state, { refused: true })
    : refusedAt(c, state, "articles", made.error);
}

/**
 * The secret is shown in this very answer and never again: a redirect would have to keep it
 * somewhere on the way. An answer that is loaded again doesn't show it twice, and makes no other.
 */
async function makeSecret(deps: EdgeDeps, c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const made = await makeWebhookSecret(c.var.asking, onceIn(c.var.form));
  if (!made.ok)
    return made.error.kind === "made-already"
      ? c.redirect(stepPath(id, "webhook"), 303)
      : refusedAt(c, state, "webhook", made.error);
  const after = {
    ...state,
    secrets: state.secrets + 1,
    done: { ...state.done, webhook: true },
  };
  return prepareScreen(deps, c, after, { secret: made.value.secret });
}

async function tryLastOrders(deps: EdgeDeps, c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const begun = await beginLastOrders(c.var.asking);
  if (begun.ok) {
    await beginPreviews(c.var.asking, state);
    return c.redirect(stepPath(id, "dry-run"), 303);
  }
  return isConnected(state)
    ? refusedAt(c, state, "dry-run", begun.error)
    : liveScreen(deps, c, state, { refused: true }, 409);
}
