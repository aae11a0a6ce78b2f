// What the vendor's routes are built on.
import type { Hono } from "hono";
import type { Kit } from "../../kit/kit.ts";
import type { OAuthServer } from "../../kit/oauth.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { World } from "../world/world.ts";

/** What the vendor publishes of its operations; by "POST /orders". Answers what isn't so. */
export interface PublishedContract {
  request(
    operation: string,
    query: Readonly<Record<string, string>>,
    body: unknown,
  ): readonly string[];
  answer(operation: string, status: number, body: unknown): readonly string[];
}

export interface Site {
  readonly vendor: Hono<SandboxEnv>;
  readonly kit: Kit<EaccountingSwitches>;
  readonly oauth: OAuthServer;
  /** Made anew by a reset. */
  readonly world: () => World;
  readonly contract: PublishedContract | null;
}
