/**
 * Whether whoever sits at a session has just shown who they are. A sign-in shows it, and so does a
 * confirmation, which begins the session anew.
 */
import type { Session } from "../../store/sessions.ts";
import type { EdgeDeps } from "../deps.ts";

/** How long a change of the ways in may follow a sign-in. */
export const FRESH_MS = 10 * 60_000;

export const isFresh = (
  { clock }: Pick<EdgeDeps, "clock">,
  { createdAt }: Pick<Session, "createdAt">,
): boolean => clock.now() - createdAt < FRESH_MS;
