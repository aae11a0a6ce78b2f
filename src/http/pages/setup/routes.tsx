/**
 * The set-up of a tenant in a few screens. Each step shows itself whether it is done, so any can be
 * interrupted and continued.
 */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { finishChoice } from "../../oauth/finish.ts";
import { reject } from "../../usecases/refusal.ts";
import { nextStep, type SetupState, setupState } from "../../usecases/tenants/setup.ts";
import { createTenant } from "../../usecases/tenants/tenants.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { formOf, one } from "../forms/form.ts";
import { onceIn } from "../forms/once.tsx";
import { homeOf, granted, RefusedError } from "../frame/respond.tsx";
import { beginPage, namedIn } from "./begin-page.tsx";
import { choosePage } from "./choose.tsx";
import { connectScreen, prepareScreen } from "./prepare-screen.tsx";
import { screenPage, stepBack } from "./frame.tsx";
import { liveScreen } from "./live-screen.tsx";
import { isScreen, isStep, screenPath, type SetupScreen, stepPath } from "./screens.ts";
import { takeStep } from "./step-forms.ts";
import { FlowsForm } from "./steps/forms.tsx";
import { flowsOf, questionsPage, questionValues } from "./submissions.tsx";

export function setupRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  beginRoutes(pages, deps);
  administrationRoute(pages, deps);
  stepRoutes(pages);
}

function beginRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/setup", (c) => beginPage(deps, c, formOf({ language: [languageOf(c)] }), null));

  pages.post("/setup", async (c) => {
    const given = namedIn(c.var.form);
    if (given === null)
      return beginPage(deps, c, c.var.form, messagesFor(c).t("setup.name.refused"));
    const once = onceIn(c.var.form);
    const made = await createTenant(deps, c.var.signedIn.actor, { once, ...given, asperion: null });
    return c.redirect(screenPath(granted(made).id, "connect"), 303);
  });
}

/** The end of a sign-in whose administration had to be chosen. */
function administrationRoute(pages: Hono<PageEnv>, deps: EdgeDeps): void {
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
    const { status, kind, detail } = finished.error;
    throw new RefusedError(
      reject(status === 503 ? 503 : 409, kind, detail).error,
      stepBack(c, id, "asperion"),
    );
  });
}

function stepRoutes(pages: Hono<PageEnv>): void {
  const stateOf = async (c: PageContext) => granted(await setupState(c.var.asking), homeOf(c));

  pages.get("/tenants/:id/setup", async (c) => {
    const step = nextStep(await stateOf(c));
    return c.redirect(stepPath(c.req.param("id"), step), 303);
  });

  pages.get("/tenants/:id/setup/:step", async (c) => {
    const { id, step } = c.req.param();
    const state = await stateOf(c);
    if (isScreen(step)) return shownScreen(c, state, step);
    const to = isStep(step)
      ? stepPath(id, step, new URL(c.req.url).search)
      : stepPath(id, nextStep(state));
    return c.redirect(to, 303);
  });

  pages.post("/tenants/:id/setup/:step", async (c) => {
    return takeStep(c, await stateOf(c), c.req.param("step"));
  });
}

function shownScreen(
  c: PageContext,
  state: SetupState,
  screen: SetupScreen,
): Response | Promise<Response> {
  switch (screen) {
    case "connect":
      return connectScreen(c, state);
    case "flows":
      return screenPage(
        c,
        state,
        screen,
        <FlowsForm
          state={state}
          form={flowsOf(state, c.var.asking.deps.clock.now())}
          fault={null}
        />,
      );
    case "questions":
      return questionsPage(c, state, questionValues(state));
    case "prepare":
      return prepareScreen(c, state);
    case "live":
      return liveScreen(c, state);
  }
}
