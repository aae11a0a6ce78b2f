/**
 * The forms of the set-up's steps: each does what its step is for, and leads to the next one or
 * back to its screen with what was wrong.
 */
import { messagesFor } from "../../language.ts";
import { runFlow, setUp } from "../../usecases/tenants/control.ts";
import { nextStep, type SetupState } from "../../usecases/tenants/setup.ts";
import { changeTenant } from "../../usecases/tenants/tenants.ts";
import { makeWebhookSecret } from "../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../frame/env.ts";
import { onceIn } from "../forms/once.tsx";
import { namedIn } from "./begin-page.tsx";
import { connectScreen, prepareScreen } from "./prepare-screen.tsx";
import { liveScreen } from "./live-screen.tsx";
import { screenPath, stepPath } from "./screens.ts";
import { isConnected, stepBack } from "./frame.tsx";
import { beginLastOrders, beginPreviews } from "./steps/what-happens.tsx";
import { answerQuestions, chooseFlows, takeLive } from "./submissions.tsx";
import { granted } from "../frame/respond.tsx";
import { isAlreadyCreated } from "../../usecases/one-time-value.ts";

/** Takes the form of `step`, as it stands in the address; of an unknown one, leads to the next. */
export async function takeStep(c: PageContext, state: SetupState, step: string): Promise<Response> {
  switch (step) {
    case "name":
      return takeName(c, state);
    case "flows":
      return chooseFlows(c, state);
    case "questions":
      return answerQuestions(c, state);
    case "articles":
      return makeArticles(c, state);
    case "webhook":
      return makeSecret(c, state);
    case "dry-run":
      return tryLastOrders(c, state);
    case "live":
      return takeLive(c, state, (refused, status) =>
        liveScreen(c, state, { ...refused, form: c.var.form }, status),
      );
    default:
      return c.redirect(stepPath(state.tenant.id, nextStep(state)), 303);
  }
}

async function takeName(c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const { form } = c.var;
  const given = namedIn(form);
  if (given === null)
    return connectScreen(c, state, { form, fault: messagesFor(c).t("setup.name.refused") });
  granted(await changeTenant(c.var.asking, given), stepBack(c, id, "name"));
  return c.redirect(screenPath(id, "connect"), 303);
}

async function makeArticles(c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const { asking } = c.var;
  const made = await setUp(asking);
  if (!made.ok && made.error.kind !== "tenant-paused" && made.error.status === 409)
    return prepareScreen(c, state, { refused: true });
  granted(made, stepBack(c, id, "articles"));
  // The articles' codings may be new to the lists that settings choose from.
  await runFlow(asking, "lookups");
  return c.redirect(stepPath(id, "articles", "?done=set-up"), 303);
}

/**
 * The secret is shown in this very answer and never again: a redirect would have to keep it
 * somewhere on the way. An answer that is loaded again doesn't show it twice, and makes no other.
 */
async function makeSecret(c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const made = await makeWebhookSecret(c.var.asking, onceIn(c.var.form));
  if (isAlreadyCreated(made)) return c.redirect(stepPath(id, "webhook"), 303);
  const { secret } = granted(made, stepBack(c, id, "webhook"));
  const after = { ...state, secrets: state.secrets + 1, done: { ...state.done, webhook: true } };
  return prepareScreen(c, after, { secret });
}

async function tryLastOrders(c: PageContext, state: SetupState): Promise<Response> {
  const { id } = state.tenant;
  const begun = await beginLastOrders(c.var.asking);
  if (!begun.ok && !isConnected(state)) return liveScreen(c, state, { refused: true }, 409);
  granted(begun, stepBack(c, id, "dry-run"));
  await beginPreviews(c.var.asking, state);
  return c.redirect(stepPath(id, "dry-run"), 303);
}
