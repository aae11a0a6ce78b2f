/** Filters of the list of changes: actor, kind, days. */
import { parseLocal } from "../../../domain/platform/zoned-time.ts";
import type { AuditFilter } from "../../../store/audit.ts";
import { spanOf } from "../tenants/figures.ts";

/** By the first word of the action. A test checks that each has a kind. */
export const ACTION_KINDS = {
  orders: ["job", "dead-letter", "link", "payout"],
  settings: ["settings", "tenant", "flow"],
  connections: [
    "connect",
    "connection",
    "administration",
    "webhook-secret",
    "webhook-token",
    "notice-secret",
    "notices",
    "chat",
  ],
  runs: ["back-fill", "dry-run", "reconciliation", "run", "take-back"],
  people: ["user", "member", "session", "passkey", "api-token"],
  data: ["person", "evidence", "re-encrypt"],
  agents: ["agent"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type ActKind = keyof typeof ACTION_KINDS;
export const KIND_NAMES = [
  "orders",
  "settings",
  "connections",
  "runs",
  "people",
  "data",
  "agents",
] as const;

const LONGEST_PERSON = 100;

/** As in the address. Each day alone is an open range. */
export type ChangesAsked = {
  /** Part of who did it; empty: anybody. */
  readonly person: string;
  readonly kind: ActKind | null;
  readonly from: string | null;
  readonly to: string | null;
};

const dayIn = (text: string | undefined): string | null =>
  text !== undefined && /^20\d\d-\d\d-\d\d$/.test(text) && parseLocal(text) !== null ? text : null;

/** A filter that isn't known is none, so an old address still shows a list. */
export const parseChangesFilter = (
  query: Readonly<Record<string, string | undefined>>,
): ChangesAsked => ({
  person: (query["person"] ?? "").trim().slice(0, LONGEST_PERSON),
  kind: KIND_NAMES.find((known) => known === query["kind"]) ?? null,
  from: dayIn(query["from"]),
  to: dayIn(query["to"]),
});

export const isReversed = ({ from, to }: ChangesAsked): boolean =>
  from !== null && to !== null && from > to;

/** The part of an address that asks for the same; empty where nothing is narrowed. */
export function changesQuery({ person, kind, from, to }: ChangesAsked): string {
  const query = new URLSearchParams({
    ...(person === "" ? {} : { person }),
    ...(kind === null ? {} : { kind }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  });
  const asked = query.toString();
  return asked === "" ? "" : `?${asked}`;
}

/**
 * Returns the filter for D1; `null`: none. `actors`: the names of an actor that is no person, by
 * the log's word. Days in the wrong order filter nothing.
 */
export function auditFilter(
  asked: ChangesAsked,
  actors: Readonly<Record<string, readonly string[]>>,
): AuditFilter | null {
  const [from, to] = isReversed(asked) ? [null, null] : [asked.from, asked.to];
  const text = asked.person.toLowerCase();
  if (text === "" && asked.kind === null && from === null && to === null) return null;
  return {
    actor:
      text === ""
        ? null
        : {
            part: text,
            called: Object.keys(actors).filter((actor) =>
              (actors[actor] ?? []).some((name) => name.toLowerCase().includes(text)),
            ),
          },
    areas: asked.kind === null ? null : ACTION_KINDS[asked.kind],
    from: from === null ? null : spanOf(from, from).from,
    below: to === null ? null : spanOf(to, to).to,
  };
}
