// The Asperion sandbox: a fake vendor with API, identity server, control routes and state page on one address.
// Stateful and strict, so that a client that leans on something unproven is caught here. It shares no code with the
// product: its names, its arithmetic and its rules come from what is known of the vendor, and each guess is a switch.
import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { getPath } from "hono/utils/url";
import type { SandboxClock } from "../kit/clock.ts";
import { createControl } from "../kit/control.ts";
import { createKit } from "../kit/kit.ts";
import { createOAuthServer, type OAuthClient, type OAuthServer } from "../kit/oauth.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import { vendorCalls } from "../kit/vendor-calls.ts";
import { articleRoutes } from "./article-routes.ts";
import { mountOrderForm } from "./control-form.ts";
import { mountAdministrationControl } from "./control-administrations.ts";
import { mountMasterDataControl } from "./control-master-data.ts";
import { mountOrderControl } from "./control-orders.ts";
import { mountWebhookControl } from "./control-webhooks.ts";
import { debtorRoutes } from "./debtor-routes.ts";
import { unauthorized, type Vendor } from "./gate.ts";
import { lookupRoutes } from "./lookup-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { statePage } from "./page.ts";
import { mountPlayground } from "./playground.ts";
import { problem, problemBody } from "./problem.ts";
import { seed } from "./seed.ts";
import { shownState } from "./state.ts";
import type { Store } from "./store.ts";
import { type AsperionKit, asperionSwitches } from "./switches.ts";
import { type Tell, Webhooks } from "./webhooks.ts";

export const DEFAULT_CLIENT: OAuthClient = { id: "asperion-client", secret: "asperion-secret" };

export interface AsperionSandbox {
  readonly app: Hono<SandboxEnv>;
  readonly kit: AsperionKit;
  readonly oauth: OAuthServer;
  readonly webhooks: Webhooks;
  readonly store: () => Store;
}

interface AsperionSandboxOptions {
  readonly clock?: SandboxClock;
  readonly clients?: readonly OAuthClient[];
  /** What takes its webhooks to their addresses; left out: the network. */
  readonly fetch?: typeof fetch;
}

export function createAsperionSandbox(options: AsperionSandboxOptions = {}): AsperionSandbox {
  let store = seed();
  const kit = createKit(asperionSwitches, options.clock);
  const oauth = createOAuthServer({
    vendor: "Asperion",
    clock: kit.clock,
    clients: options.clients ?? [DEFAULT_CLIENT],
    // Seen in two public clients: id and secret in the form body, never Basic.
    clientAuth: ["body"],
    // A token is a user's; the administration is a header of each call.
    subjects: () =>
      store.users.map((user) => ({
        id: user.id,
        label: `${user.name} (${user.administrationIds.join(", ")})`,
      })),
    claims: (grant) => ({ iss: "https://identity-sandbox.asperion.nl", sub: grant.subject }),
    refreshMode: () => kit.switches.get("refreshMode"),
    // IdentityServer's usual sliding lifetime, 15 days; Asperion's own isn't known.
    refreshSeconds: 1_296_000,
  });
  const webhooks = new Webhooks(
    () => kit.clock.now(),
    options.fetch ?? ((...request) => fetch(...request)),
  );
  const tell: Tell = (books, type, dataId) => webhooks.tell(books, type, dataId);
  const vendor: Vendor = { kit, oauth, store: () => store };

  const api = new Hono<SandboxEnv>();
  api.use(
    vendorCalls({
      ...kit,
      authenticate: (c) => oauth.authenticate(c),
      expiredToken: (c) => unauthorized(c, vendor),
      revokeGrants: () => oauth.grants.revokeAll(),
      errorBody: (status) => problemBody(status, "The sandbox was told to answer so."),
      rowKeys: ["_data"],
    }),
  );
  for (const routes of [
    oauth.app,
    lookupRoutes(vendor),
    debtorRoutes(vendor, tell),
    orderRoutes(vendor, tell),
    articleRoutes(vendor),
  ]) {
    api.route("/", routes);
  }

  const control = createControl({
    kit,
    oauth,
    state: (c) => shownState(vendor, c.req.query("administrationId")),
    resetState: () => {
      store = seed();
      webhooks.clear();
    },
  });
  mountOrderForm(control, vendor, tell);
  mountOrderControl(control, vendor, tell);
  mountMasterDataControl(control, vendor, tell);
  mountAdministrationControl(control, vendor);
  mountWebhookControl(control, webhooks);
  mountPlayground(control, vendor, webhooks);

  // Hono's own choice tries another router first, which can't take all of these routes.
  const app = new Hono<SandboxEnv>({ getPath: routedPath, router: new TrieRouter() });
  app.route("/_control", control);
  app.get("/", (c) => c.html(statePage(vendor, webhooks, c.req.query("administration"))));
  app.route("/", api);
  app.notFound((c) => problem(c, kit, 404, "There is nothing at this address."));
  return { app, kit, oauth, webhooks, store: () => store };
}

/**
 * ASP.NET doesn't mind capitals or a closing slash; the documentation writes
 * "/v1/SalesOrderWithLines/".
 */
function routedPath(request: Request): string {
  const path = getPath(request);
  if (!/^\/(v1|connect)\//i.test(path)) return path;
  return path
    .toLowerCase()
    .replace(/\/$/, "")
    .replace("/salesorderwithlines", "/SalesOrderWithLines");
}
