/**
 * Whether the user of a session has just proved who they are: by signing in, or by a confirmation,
 * which renews the session.
 */
import type { Session } from "../../store/sessions.ts";
import type { EdgeDeps } from "../deps.ts";

/** How long a change of the ways in may follow a sign-in. */
export const FRESH_MS = 10 * 60_000;

export const isFresh = (
  { clock }: Pick<EdgeDeps, "clock">,
  { createdAt }: Pick<Session, "createdAt">,
): boolean => clock.now() - createdAt < FRESH_MS;
