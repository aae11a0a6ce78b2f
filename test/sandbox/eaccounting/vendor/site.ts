// What the vendor's routes are built on.
import type { Hono } from "hono";
import type { Kit } from "../../kit/kit.ts";
import type { OAuthServer } from "../../kit/oauth.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { World } from "../world/world.ts";

export interface Site {
  readonly vendor: Hono<SandboxEnv>;
  readonly kit: Kit<EaccountingSwitches>;
  readonly oauth: OAuthServer;
  /** Made anew by a reset. */
  readonly world: () => World;
}
