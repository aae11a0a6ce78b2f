/** Routes of the overview and of one tenant: its status, webhooks, set-up, stop and resume. */
import type { Hono } from "hono";
import { z } from "zod";
import { type Message, message } from "../../../messages/message.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { EdgeDeps } from "../../deps.ts";
import { type Answer, reject } from "../../usecases/refusal.ts";
import { checkConnection } from "../../usecases/jobs/job-actions.ts";
import { describeReason } from "../../usecases/jobs/reason-text.ts";
import {
  pauseTenant,
  resumeTenant,
  runFlow,
  setUp,
  tenantHealth,
} from "../../usecases/tenants/control.ts";
import type { Fault } from "../../problem.ts";
import { LANGUAGES } from "../../../domain/language.ts";
import { changeTenant, createTenant } from "../../usecases/tenants/tenants.ts";
import {
  dropWebhookSecret,
  makeWebhookSecret,
  turnTokenOff,
  turnTokenOn,
} from "../../usecases/tenants/webhook-access.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { onceIn, wasIn } from "../forms/once.tsx";
import { overviewPage } from "../tenants/overview.tsx";
import { homeOf, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { languageOf, messagesFor } from "../../language.ts";
import { stepPath } from "../setup/screens.ts";
import { type Place, placePath, SHOP_PAGES } from "./places.ts";
import { removalRoutes } from "./shop/removal.tsx";
import { aboutPage, connectionsPage, syncsPage } from "./shop-pages.tsx";
import { shownOncePage } from "./connections/shown-once.tsx";
import { statusPage } from "./home/status.tsx";
import { stopPage, throughResume } from "./shop/stop.tsx";
import { throughAddress, throughSecret } from "./connections/secret-sheets.tsx";

const newTenant = z.object({
  name: z.string().trim().min(1).max(100),
  language: z.enum(LANGUAGES),
  administrationId: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .transform(Number),
});
type NewTenant = z.output<typeof newTenant>;

const WRONG: Readonly<Record<keyof NewTenant, Message>> = {
  name: message("refusals.nameNeeded"),
  language: message("refusals.chooseOfList"),
  administrationId: message("refusals.administrationNumber"),
};
const TOO_LONG = message("refusals.nameTooLong");

/** The faults of the form. What a field may be is said whole, whatever of it is wrong. */
const wrongFields = ({ issues }: z.core.$ZodError): readonly Fault[] =>
  issues.map(({ path: [field], code }) => ({
    path: String(field),
    message: code === "too_big" ? TOO_LONG : WRONG[field as keyof NewTenant],
  }));

export function tenantRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  overviewRoutes(pages, deps);
  shopRoutes(pages, deps);
  stopRoutes(pages);
  removalRoutes(pages, deps);
  connectionRoutes(pages, deps);
  secretRoutes(pages, deps);
  addressRoutes(pages, deps);
}

/** All shops, and a new one. */
function overviewRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/", (c) => overviewPage(deps, c));

  pages.post("/tenants", async (c) => {
    const { form, signedIn } = c.var;
    const parsed = newTenant.safeParse({
      name: one(form, "name"),
      language: one(form, "language"),
      administrationId: one(form, "administrationId"),
    });
    if (!parsed.success) return overviewPage(deps, c, form, wrongFields(parsed.error));
    const { name, language, administrationId } = parsed.data;
    const made = await createTenant(deps, signedIn.actor, {
      name,
      language,
      asperion: { administrationId },
    });
    return made.ok
      ? c.redirect(`/admin/tenants/${made.value.id}?done=made`, 303)
      : refusedPage(c, signedIn, made.error, homeOf(c));
  });
}

function shopRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id", async (c) => {
    const found = await requireTenant({
      deps,
      actor: c.var.signedIn.actor,
      tenantId: c.req.param("id"),
    });
    return found.ok
      ? statusPage(deps, c, found.value)
      : refusedPage(c, c.var.signedIn, found.error, homeOf(c));
  });

  const SHOWN = { connections: connectionsPage, syncs: syncsPage, shop: aboutPage } as const;
  for (const name of SHOP_PAGES)
    pages.get(`/tenants/:id/${name}`, async (c) => {
      const found = await requireTenant({
        deps,
        actor: c.var.signedIn.actor,
        tenantId: c.req.param("id"),
      });
      return found.ok
        ? SHOWN[name](deps, c, found.value)
        : refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    });

  pages.post("/tenants/:id/name", (c) => {
    const id = c.req.param("id");
    const name = one(c.var.form, "name").slice(0, 100);
    return change(
      c,
      id,
      changeTenant(c.var.asking, name === "" ? {} : { name }),
      "renamed",
      "control",
    );
  });
}

function stopRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/stop", async (c) => {
    const { asking } = c.var;
    const found = await requireTenant(asking);
    if (!found.ok) return refusedPage(c, c.var.signedIn, found.error, homeOf(c));
    const health = await tenantHealth(asking);
    return stopPage(c, found.value, health.ok ? health.value : null);
  });

  pages.post("/tenants/:id/stop", (c) => {
    const id = c.req.param("id");
    // The page itself says that it is stopped, and why.
    return change(c, id, pauseTenant(c.var.asking, one(c.var.form, "note").slice(0, 200)), null);
  });

  pages.post("/tenants/:id/resume", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughResume(c, id);
    if (sheet !== null) return sheet;
    return change(c, id, resumeTenant(c.var.asking), "resumed");
  });
}

/** What is read from the vendors on demand. */
function connectionRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/connections/:vendor/check", async (c) => {
    const { id, vendor } = c.req.param();
    const fromSetup = one(c.var.form, "from") === "setup";
    const known = z.enum(["asperion", "eaccounting"]).safeParse(vendor);
    const step = fromSetup && known.success ? known.data : null;
    const back =
      step === null
        ? { ...tenantHomeOf(c, id), href: placePath(id, "connections") }
        : { href: stepPath(id, step), text: messagesFor(c).t(`setup.steps.${step}`) };
    const tenant = await requireTenant(c.var.asking);
    if (!tenant.ok) return refusedPage(c, c.var.signedIn, tenant.error, back);
    const asked = known.success
      ? await checkConnection(c.var.asking, known.data)
      : reject(404, "unknown-vendor", message("refusals.noSuchConnection"));
    if (!asked.ok) return refusedPage(c, c.var.signedIn, asked.error, back);
    if (asked.value.works)
      return c.redirect(
        step === null
          ? placePath(id, "connections", "connection-works")
          : stepPath(id, step, "?done=connection-works"),
        303,
      );
    return connectionsPage(deps, c, tenant.value, {
      reasons: asked.value.reasons.map((reason) => describeReason(reason, languageOf(c))),
      back: step === null ? null : back,
    });
  });

  pages.post("/tenants/:id/set-up", (c) => {
    const id = c.req.param("id");
    return change(c, id, setUp(c.var.asking), "set-up", "set-up");
  });

  pages.post("/tenants/:id/refresh", (c) => {
    const id = c.req.param("id");
    return change(c, id, runFlow(c.var.asking, "lookups"), "refreshing", "set-up");
  });
}

function secretRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  // Shown in this very answer and never again: a redirect would have to keep the secret somewhere
  // on the way.
  pages.post("/tenants/:id/secrets", async (c) => {
    const id = c.req.param("id");
    const made = await makeWebhookSecret(c.var.asking, onceIn(c.var.form));
    if (!made.ok && made.error.kind === "made-already")
      return c.redirect(placePath(id, "webhooks"), 303);
    if (!made.ok) return refusedPage(c, c.var.signedIn, made.error, tenantHomeOf(c, id));
    return shownOncePage(c, placePath(id, "webhooks"), {
      title: messagesFor(c).t("tenant.webhooks.newTitle"),
      what: messagesFor(c).t("tenant.webhooks.newWhat"),
      secret: made.value.secret,
      help: messagesFor(c).t("tenant.webhooks.newHelp", { url: made.value.url }),
    });
  });

  pages.post("/tenants/:id/secrets/:secretId/revoke", async (c) => {
    const { id, secretId } = c.req.param();
    const sheet = await throughSecret(c, deps, id, secretId);
    if (sheet !== null) return sheet;
    return change(c, id, dropWebhookSecret(c.var.asking, secretId), "secret-revoked", "webhooks");
  });
}

/** The webhooks' address for senders that can't sign. */
function addressRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/tenants/:id/token/on", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughAddress(c, deps, id, "on");
    if (sheet !== null) return sheet;
    const made = await turnTokenOn(c.var.asking, wasIn(c.var.form));
    if (!made.ok && made.error.kind === "made-already")
      return c.redirect(placePath(id, "webhooks"), 303);
    if (!made.ok) return refusedPage(c, c.var.signedIn, made.error, tenantHomeOf(c, id));
    return shownOncePage(c, placePath(id, "webhooks"), {
      title: messagesFor(c).t("tenant.webhooks.tokenTitle"),
      what: messagesFor(c).t("tenant.webhooks.tokenWhat"),
      secret: made.value.url,
      help: messagesFor(c).t("tenant.webhooks.tokenHelp"),
    });
  });

  pages.post("/tenants/:id/token/off", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughAddress(c, deps, id, "off");
    if (sheet !== null) return sheet;
    return change(c, id, turnTokenOff(c.var.asking), "token-off", "webhooks");
  });
}

/** A change that only has to succeed: its notice is told after the redirect. */
async function change(
  c: PageContext,
  id: string,
  asked: Answer<object>,
  done: string | null,
  at?: Place,
): Promise<Response> {
  const answer = await asked;
  const home = `/admin/tenants/${id}${done === null ? "" : `?done=${done}`}`;
  return answer.ok
    ? c.redirect(at === undefined ? home : placePath(id, at, done ?? undefined), 303)
    : refusedPage(c, c.var.signedIn, answer.error, tenantHomeOf(c, id));
}
