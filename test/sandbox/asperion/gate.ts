// What stands before every API call: the bearer token, the administration, the rate limit.
// Trap: an administration that is missing, unknown or not the user's is no error. The user's default one is served,
// silently (documented); the only sign is `_meta.administrationId` of a list. `X-TenantId`, the other spelling on the
// vendor's own pages, is another header and ignored.
import type { Context } from "hono";
import type { OAuthServer } from "../kit/oauth.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import { problem } from "./problem.ts";
import type { Books, Store, User } from "./store.ts";
import type { AsperionKit } from "./switches.ts";

export interface Vendor {
  readonly kit: AsperionKit;
  readonly oauth: OAuthServer;
  /** Asked anew at each call: a reset puts another in its place. */
  readonly store: () => Store;
}

type Served = (c: Context<SandboxEnv>, books: Books, user: User) => Response | Promise<Response>;

export function unauthorized(c: Context<SandboxEnv>, vendor: Vendor): Response {
  c.header("WWW-Authenticate", 'Bearer error="invalid_token"');
  return problem(c, vendor.kit, 401, "The access token is missing, expired or revoked.");
}

export function gate(
  vendor: Vendor,
): (served: Served) => (c: Context<SandboxEnv>) => Response | Promise<Response> {
  const recent = new Map<number, number[]>();

  function overLimit(administrationId: number): boolean {
    const limit = vendor.kit.switches.get("requestsPerSecond");
    if (limit === 0) return false;
    const now = vendor.kit.clock.now();
    const kept = (recent.get(administrationId) ?? []).filter((at) => at > now - 1000 && at <= now);
    recent.set(administrationId, kept);
    if (kept.length >= limit) return true;
    kept.push(now);
    return false;
  }

  return (served) => (c) => {
    const grant = vendor.oauth.authenticate(c);
    const user = vendor.store().users.find((other) => other.id === grant?.subject);
    if (user === undefined) return unauthorized(c, vendor);
    const asked = c.req.header("x-tenant-id");
    const reachable = user.administrationIds.find((id) => String(id) === asked);
    if (
      asked !== undefined &&
      reachable === undefined &&
      vendor.kit.switches.get("unknownAdministration") === "refused"
    ) {
      return problem(c, vendor.kit, 403, `No access to administration ${asked}.`);
    }
    const books = vendor.store().books.get(reachable ?? user.defaultAdministrationId);
    if (books === undefined)
      return problem(c, vendor.kit, 500, "The default administration is gone.");
    if (overLimit(books.administration.id)) {
      c.header("Retry-After", "1");
      return problem(c, vendor.kit, 429, "Rate limit exceeded.");
    }
    return served(c, books, user);
  };
}
