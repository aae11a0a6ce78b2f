/**
 * The admin pages: rendered here, plain forms, a 303 after each change; all of it works without
 * scripts. They do what the API does, by the same use cases. Whatever goes wrong is a page in
 * words.
 */
import { type Context, Hono } from "hono";
import type { Vendor } from "../../domain/ids.ts";
import { loadMessages, type Messages, type PlainId } from "../../messages/index.ts";
import { d1Problem, isUnavailable } from "../../store/d1-errors.ts";
import { takesFormsOnly } from "../auth/guards.ts";
import { refusalOf } from "../auth/permit.ts";
import { type BodyFault, bodyWithin } from "../body-within.ts";
import type { EdgeDeps } from "../deps.ts";
import type { ConnectPages } from "../oauth/routes.ts";
import { ownersFinder } from "../usecases/accounts/shop-owners.ts";
import { actorNamesReader } from "../usecases/accounts/token-names.ts";
import { openCounter } from "../usecases/tenants/open-count.ts";
import { isWellFormed } from "./frame/address.ts";
import { approvalRoutes } from "./approvals/routes.tsx";
import { clearingRoutes } from "./payouts/clearing-routes.tsx";
import { statementRoutes } from "./payouts/statement-routes.tsx";
import { dayRoutes } from "./days/routes.tsx";
import { payoutRoutes } from "./payouts/routes.tsx";
import { attentionRoutes } from "./attention/routes.tsx";
import { comparisonRoutes } from "./comparison/routes.tsx";
import { deadLetterRoutes } from "./dead-letters/routes.ts";
import type { PageEnv } from "./frame/env.ts";
import { shopIn } from "./frame/header.tsx";
import { pageOfForm, readable } from "./forms/form-page.ts";
import { guard } from "./frame/guard.ts";
import { liveRoutes } from "./frame/live.ts";
import { manualRoutes } from "./manual/routes.tsx";
import { mappingRoutes } from "./field-rules/routes.tsx";
import { orderRoutes } from "./orders/routes.tsx";
import { languageOf, messagesFor } from "../language.ts";
import { personalDataRoutes } from "./personal-data/personal-data.tsx";
import { vatEvidenceRoutes } from "./comparison/vat-evidence.tsx";
import { peoplePages } from "./accounts/routes.tsx";
import { forgottenRoutes } from "./accounts/forgotten.tsx";
import { ownPasskeyRoutes, passkeySignIn } from "./accounts/passkeys.tsx";
import { profileRoutes } from "./accounts/profile-routes.tsx";
import { welcomeRoutes } from "./accounts/welcome.tsx";
import { previewRoutes } from "./previews/routes.tsx";
import { searchRoutes } from "./search/routes.tsx";
import { shortcutRoutes } from "./search/shortcuts.tsx";
import {
  homeOf,
  noPage,
  refusalPage,
  RefusedError,
  tenantHomeOf,
  type Trouble,
  troublePage,
  troubleIn,
} from "./frame/respond.tsx";
import { signInRoutes, signOut } from "./accounts/sign-in.tsx";
import { stepPath } from "./setup/screens.ts";
import { setupRoutes } from "./setup/routes.tsx";
import { choosePage } from "./setup/choose.tsx";
import { settingsRoutes } from "./settings/routes.tsx";
import { flowRoutes } from "./tenant/syncs/flow-routes.tsx";
import { oneTimeNotice } from "./frame/one-time-notice.ts";
import { typedReason } from "./frame/typed-reason.ts";
import { confirmRoutes, waitsPage } from "./tenant/connections/confirm.tsx";
import { placePath } from "./tenant/places.ts";
import { takeBackRoutes } from "./tenant/syncs/take-back.tsx";
import { tenantRoutes } from "./tenant/routes.tsx";

export function createPages(deps: EdgeDeps): Hono {
  const app = new Hono();
  app.use("/admin/*", (c, next) =>
    isWellFormed(new URL(c.req.url).pathname) ? next() : noPage(c, null),
  );
  // As typed or pasted from elsewhere: every page's address ends without a slash.
  app.use("/admin/*", (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    return c.req.method === "GET" && pathname.endsWith("/")
      ? Promise.resolve(c.redirect(`${pathname.replace(/\/+$/, "")}${search}`, 308))
      : next();
  });
  const unread = (c: Context, status: BodyFault): Promise<Response> => {
    const what = status === 413 ? "frame.tooLarge" : "frame.tooSlow";
    return troublePage(c, null, {
      status,
      ...troubleIn(messagesFor(c), what),
      back: homeOf(c),
    });
  };
  app.use("/admin/*", bodyWithin(unread, deps.bodyDeadlineMs));

  const open = signInRoutes(deps);
  welcomeRoutes(open, deps);
  forgottenRoutes(open, deps);
  passkeySignIn(open, deps);
  app.route("/admin", open);

  const pages = new Hono<PageEnv>();
  guards(pages, deps);
  everyPage(pages, deps);
  pages.all("*", (c) => noPage(c, c.var.signedIn));
  app.route("/admin", pages);

  app.onError((error, c) => failed(deps, error, c));
  return app;
}

/** What holds for all pages. Before any of them, so that one that is added later is behind it. */
function guards(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  let isPage: ((path: string) => boolean) | null = null;
  // The routes are known once all of them stand.
  pages.use(
    "*",
    guard(deps, (path) => (isPage ??= readable(pages.routes))(path)),
  );
  pages.use("*", (c, next) => {
    c.set("deps", deps);
    c.set("countOpen", openCounter(deps, c.var.signedIn.actor));
    c.set("ownersOf", ownersFinder(deps, c.var.signedIn.actor));
    c.set("namesOfActors", actorNamesReader(deps, c.var.signedIn.actor, shopIn(c.req.path)));
    return next();
  });
  pages.use("/tenants/:id/*", (c, next) => {
    c.set("asking", { deps, actor: c.var.signedIn.actor, tenantId: c.req.param("id") });
    return next();
  });
  // Its page names the shop and its owners.
  pages.use("*", async (c, next) => {
    const refused = await refusalOf(deps, c, c.var.signedIn.actor);
    return refused === null ? next() : refusalPage(c, new RefusedError(refused, null));
  });
  pages.use("*", oneTimeNotice(deps));
  pages.use("*", typedReason(deps));
  // Loaded again, typed in, or come to after signing in: the page that the form stands on.
  pages.use("*", (c, next) => {
    const { path, method } = c.req;
    if (method !== "GET" || !takesFormsOnly(path)) return next();
    const [page = "", part] = pageOfForm(path, (isPage ??= readable(pages.routes))).split("#");
    return Promise.resolve(
      c.redirect(`${page}?returned=1${part === undefined ? "" : `#${part}`}`, 303),
    );
  });
}

function everyPage(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/sign-out", (c) => signOut(c));
  peoplePages(pages, deps);
  profileRoutes(pages, deps);
  ownPasskeyRoutes(pages, deps);
  personalDataRoutes(pages);
  vatEvidenceRoutes(pages);
  tenantRoutes(pages, deps);
  confirmRoutes(pages);
  flowRoutes(pages);
  takeBackRoutes(pages);
  manualRoutes(pages);
  searchRoutes(pages, deps);
  shortcutRoutes(pages);
  setupRoutes(pages, deps);
  settingsRoutes(pages);
  mappingRoutes(pages);
  previewRoutes(pages);
  orderRoutes(pages, deps);
  payoutRoutes(pages, deps);
  clearingRoutes(pages);
  statementRoutes(pages, deps);
  dayRoutes(pages);
  approvalRoutes(pages, deps);
  attentionRoutes(pages, deps);
  deadLetterRoutes(pages, deps);
  liveRoutes(pages, deps);
  comparisonRoutes(pages, deps);
}

/** The way back from a sign-in that failed: to where it was begun. */
function beginningOf(
  c: Context,
  { t }: Messages,
  tenantId: string | null,
  left: Vendor | null,
): Trouble["back"] {
  if (tenantId === null) return homeOf(c);
  return left === null
    ? { ...tenantHomeOf(c, tenantId), href: placePath(tenantId, "connections") }
    : { href: stepPath(tenantId, left), text: t(`setup.steps.${left}`) };
}

/** Texts of a failed sign-in that say themselves that nothing was begun or stored. */
export const SAY_NOTHING_CHANGED: ReadonlySet<PlainId> = new Set([
  "signIn.askedElsewhere",
  "signIn.companyTaken",
  "signIn.companyTakenBy",
  "signIn.noAdministration",
  "signIn.unexpectedAnswer",
  "signIn.vendorUnreachable",
  "signIn.wrongAdministration",
  "signIn.wrongCompany",
]);

/** The ends of a sign-in at a vendor, for a person. */
export const connectPages = (deps: EdgeDeps): ConnectPages => ({
  choose: (c, signedIn, choosing) => choosePage(deps, c, signedIn, choosing),
  failed: async (c, signedIn, { status, detail, tenantId, left }) => {
    const messages = await loadMessages(languageOf(c));
    const { t, say } = messages;
    return troublePage(c, signedIn, {
      status:
        status === 403 || status === 409 || status === 502 || status === 503 || status === 404
          ? status
          : 400,
      title: t("signIn.notConnected"),
      detail: say(detail),
      next: SAY_NOTHING_CHANGED.has(detail.id) ? null : t("frame.nothingChanged"),
      back: beginningOf(c, messages, tenantId, left),
    });
  },
  waits: waitsPage,
});

/** The page that stands for one that failed. A bug's own words never leave. */
async function failed(deps: EdgeDeps, error: Error, c: Context): Promise<Response> {
  if (error instanceof RefusedError) return refusalPage(c, error);
  const database = d1Problem(error);
  deps.log({ event: "page-failed", fault: error.name, database });
  const passing = isUnavailable(database);
  return troublePage(c, null, {
    status: passing ? 503 : 500,
    ...troubleIn(messagesFor(c), passing ? "frame.database" : "frame.bug"),
    back: homeOf(c),
  });
}
