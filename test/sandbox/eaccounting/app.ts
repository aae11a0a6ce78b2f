// The eAccounting sandbox: a fake vendor as one app, to be served over real HTTP. It shares no code with the product and
// follows the vendor's published facts, its assumptions being switches. README.md says what it serves.
import { type Context, Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { SandboxClock } from "../kit/clock.ts";
import { createControl } from "../kit/control.ts";
import { createKit, type Kit } from "../kit/kit.ts";
import { createOAuthServer, type OAuthClient, type OAuthServer } from "../kit/oauth.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import { vendorCalls } from "../kit/vendor-calls.ts";
import { mountControl } from "./control/mount.ts";
import { worldState } from "./control/state.ts";
import { statePage } from "./page/state-page.ts";
import { mountResources } from "./resources/mount-all.ts";
import { seedWorld } from "./seed-world.ts";
import { definitions, type EaccountingSwitches } from "./switches.ts";
import { unauthorized } from "./vendor/endpoint.ts";
import { bodyForStatus, envelope } from "./vendor/envelope.ts";
import { VendorFault } from "./vendor/fault.ts";
import type { PublishedContract } from "./vendor/site.ts";
import { statusOf } from "./vendor/statuses.ts";
import type { World } from "./world/world.ts";

/** Any redirect address is taken; the scopes are the vendor's. */
export const CLIENT: OAuthClient = { id: "sandbox-client", secret: "sandbox-secret" };
/** The limit of calls counts for each client alone. */
export const SECOND_CLIENT: OAuthClient = { id: "second-client", secret: "second-secret" };
const SCOPES =
  "ea:api offline_access ea:sales ea:sales_readonly ea:accounting ea:accounting_readonly ea:purchase ea:purchase_readonly openid profile email";
const TWO_YEARS = 2 * 365 * 86_400;

export interface EaccountingSandbox {
  readonly app: Hono<SandboxEnv>;
  readonly kit: Kit<EaccountingSwitches>;
  readonly oauth: OAuthServer;
  /** The present world; another object after a reset. */
  world(): World;
}

interface EaccountingSandboxOptions {
  readonly clock?: SandboxClock;
  readonly clients?: readonly OAuthClient[];
  /** Left out: nothing is held against the published document. */
  readonly contract?: PublishedContract;
}

export function createEaccountingSandbox(
  options: EaccountingSandboxOptions = {},
): EaccountingSandbox {
  const kit = createKit(definitions, options.clock);
  let world = seedWorld(kit);
  const oauth = createOAuthServer({
    vendor: "eAccounting",
    clock: kit.clock,
    clients: options.clients ?? [CLIENT, SECOND_CLIENT],
    clientAuth: ["basic", "body"],
    scopes: SCOPES.split(" "),
    needsOfflineAccess: true,
    refreshSeconds: TWO_YEARS,
    refreshMode: () => kit.switches.get("refreshMode"),
    subjects: () => world.companies.map((company) => ({ id: company.id, label: company.name })),
    claims: (grant) => ({
      iss: "https://identity.vismaonline.com",
      aud: "https://identity.vismaonline.com/resources",
      sub: "665ac59c-258b-433e-806f-6391f552aa8a",
      idp: "vonidsrv",
      customer_id: grant.subject,
      email: "admin@example.com",
      amr: ["external"],
    }),
  });

  // Paths are the vendor's in any case, as ASP.NET has them.
  const app = new Hono<SandboxEnv>({
    // Hono's own choice tries another router first, which can't take all of these routes.
    router: new TrieRouter(),
    getPath: (request) => new URL(request.url).pathname.toLowerCase().replace(/(.)\/$/, "$1"),
  });
  const vendor = new Hono<SandboxEnv>();
  const refuse = (c: Context<SandboxEnv>, fault: VendorFault): Response =>
    c.json(
      envelope(fault),
      statusOf(fault, kit.switches, world.statusOverrides) as ContentfulStatusCode,
      { ...fault.options.headers },
    );
  vendor.use(
    vendorCalls({
      ...kit,
      authenticate: (c) => oauth.authenticate(c),
      expiredToken: (c) => refuse(c, unauthorized()),
      revokeGrants: () => oauth.grants.revokeAll(),
      errorBody: bodyForStatus,
      rowKeys: ["Data", "Rows"],
    }),
  );
  vendor.onError((error, c) => {
    if (error instanceof VendorFault) return refuse(c, error);
    console.error(error);
    return c.json(bodyForStatus(500), 500);
  });
  vendor.route("/", oauth.app);
  mountResources({ vendor, kit, oauth, world: () => world, contract: options.contract ?? null });

  const control = createControl({
    kit,
    oauth,
    state: (c) => worldState(world, kit, c.req.query("company"), c.req.query("only")),
    resetState: () => {
      world = seedWorld(kit);
    },
  });
  mountControl(control, { kit, world: () => world });
  app.route("/_control", control);
  app.get("/", (c) => c.html(statePage(kit, world, c.req.query("company"))));
  app.route("/", vendor);
  return { app, kit, oauth, world: () => world };
}
