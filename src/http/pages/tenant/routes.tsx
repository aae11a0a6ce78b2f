/** Routes of the overview and of one tenant: its status, webhooks, set-up, stop and resume. */
import type { Hono } from "hono";
import { z } from "zod";
import { type Message, message } from "../../../messages/message.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { EdgeDeps } from "../../deps.ts";
import { orNull, reject } from "../../usecases/refusal.ts";
import { isAlreadyCreated } from "../../usecases/one-time-value.ts";
import { checkConnection } from "../../usecases/jobs/job-actions.ts";
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
import type { PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { onceIn, wasIn } from "../forms/once.tsx";
import { overviewPage } from "../tenants/overview.tsx";
import { changed, granted, tenantHomeOf } from "../frame/respond.tsx";
import { messagesFor } from "../../language.ts";
import { stepPath } from "../setup/screens.ts";
import { placePath, SHOP_PAGES } from "./places.ts";
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
  shopRoutes(pages);
  stopRoutes(pages);
  removalRoutes(pages);
  connectionRoutes(pages);
  secretRoutes(pages);
  addressRoutes(pages);
}

/** All shops, and a new one. */
function overviewRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/", (c) => overviewPage(c));

  pages.post("/tenants", async (c) => {
    const { form, signedIn } = c.var;
    const parsed = newTenant.safeParse({
      name: one(form, "name"),
      language: one(form, "language"),
      administrationId: one(form, "administrationId"),
    });
    if (!parsed.success) return overviewPage(c, form, wrongFields(parsed.error));
    const { name, language, administrationId } = parsed.data;
    const made = await createTenant(deps, signedIn.actor, {
      name,
      language,
      asperion: { administrationId },
    });
    return c.redirect(`/admin/tenants/${granted(made).id}?done=made`, 303);
  });
}

function shopRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id", async (c) => {
    return statusPage(c, granted(await requireTenant(c.var.asking)));
  });

  const SHOWN = { connections: connectionsPage, syncs: syncsPage, shop: aboutPage } as const;
  for (const name of SHOP_PAGES)
    pages.get(`/tenants/:id/${name}`, async (c) => {
      return SHOWN[name](c, granted(await requireTenant(c.var.asking)));
    });

  pages.post("/tenants/:id/name", (c) => {
    const name = one(c.var.form, "name").slice(0, 100);
    const asked = changeTenant(c.var.asking, name === "" ? {} : { name });
    return changed(c, asked, placePath(c.req.param("id"), "control", "renamed"));
  });
}

function stopRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/stop", async (c) => {
    const tenant = granted(await requireTenant(c.var.asking));
    return stopPage(c, tenant, await orNull(tenantHealth(c.var.asking)));
  });

  pages.post("/tenants/:id/stop", (c) =>
    // The page itself says that it is stopped, and why.
    changed(
      c,
      pauseTenant(c.var.asking, one(c.var.form, "note").slice(0, 200)),
      `/admin/tenants/${c.req.param("id")}`,
    ),
  );

  pages.post("/tenants/:id/resume", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughResume(c);
    return sheet ?? changed(c, resumeTenant(c.var.asking), `/admin/tenants/${id}?done=resumed`);
  });
}

/** What is read from the vendors on demand. */
function connectionRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/connections/:vendor/check", async (c) => {
    const { id, vendor } = c.req.param();
    const fromSetup = one(c.var.form, "from") === "setup";
    const known = z.enum(["asperion", "eaccounting"]).safeParse(vendor);
    const step = fromSetup && known.success ? known.data : null;
    const back =
      step === null
        ? { ...tenantHomeOf(c, id), href: placePath(id, "connections") }
        : { href: stepPath(id, step), text: messagesFor(c).t(`setup.steps.${step}`) };
    const tenant = granted(await requireTenant(c.var.asking), back);
    const { works, reasons } = granted(
      known.success
        ? await checkConnection(c.var.asking, known.data)
        : reject(404, "unknown-vendor", message("refusals.noSuchConnection")),
      back,
    );
    if (works)
      return c.redirect(
        step === null
          ? placePath(id, "connections", "connection-works")
          : stepPath(id, step, "?done=connection-works"),
        303,
      );
    return connectionsPage(c, tenant, {
      reasons: reasons.map((reason) => messagesFor(c).describe(reason)),
      back: step === null ? null : back,
    });
  });

  pages.post("/tenants/:id/set-up", (c) =>
    changed(c, setUp(c.var.asking), placePath(c.req.param("id"), "set-up", "set-up")),
  );

  pages.post("/tenants/:id/refresh", (c) =>
    changed(
      c,
      runFlow(c.var.asking, "lookups"),
      placePath(c.req.param("id"), "set-up", "refreshing"),
    ),
  );
}

function secretRoutes(pages: Hono<PageEnv>): void {
  // Shown in this very answer and never again: a redirect would have to keep the secret somewhere
  // on the way.
  pages.post("/tenants/:id/secrets", async (c) => {
    const back = placePath(c.req.param("id"), "webhooks");
    const made = await makeWebhookSecret(c.var.asking, onceIn(c.var.form));
    if (isAlreadyCreated(made)) return c.redirect(back, 303);
    const { secret, url } = granted(made);
    const { t } = messagesFor(c);
    return shownOncePage(c, back, {
      title: t("tenant.webhooks.newTitle"),
      what: t("tenant.webhooks.newWhat"),
      secret,
      help: t("tenant.webhooks.newHelp", { url }),
    });
  });

  pages.post("/tenants/:id/secrets/:secretId/revoke", async (c) => {
    const { id, secretId } = c.req.param();
    const sheet = await throughSecret(c, secretId);
    const done = placePath(id, "webhooks", "secret-revoked");
    return sheet ?? changed(c, dropWebhookSecret(c.var.asking, secretId), done);
  });
}

/** The webhooks' address for senders that can't sign. */
function addressRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/token/on", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughAddress(c, "on");
    if (sheet !== null) return sheet;
    const back = placePath(id, "webhooks");
    const made = await turnTokenOn(c.var.asking, wasIn(c.var.form));
    if (isAlreadyCreated(made)) return c.redirect(back, 303);
    const { t } = messagesFor(c);
    return shownOncePage(c, back, {
      title: t("tenant.webhooks.tokenTitle"),
      what: t("tenant.webhooks.tokenWhat"),
      secret: granted(made).url,
      help: t("tenant.webhooks.tokenHelp"),
    });
  });

  pages.post("/tenants/:id/token/off", async (c) => {
    const id = c.req.param("id");
    const sheet = await throughAddress(c, "off");
    const done = placePath(id, "webhooks", "token-off");
    return sheet ?? changed(c, turnTokenOff(c.var.asking), done);
  });
}
