/**
 * A check asks a vendor about one row of docs/vendor-assumptions.md. `look` does the asking and
 * nothing else; `judge` is pure: what was seen → whether the row holds, and why.
 */
import type { Session } from "./session.ts";

/**
 * What a check may do. `read`: GET alone. `write`: test records of the probe's own, which it takes
 * back. `book`: what can't be taken back. `limits`: bursts that use up the vendor's limit.
 */
export const LEVELS = ["read", "write", "book", "limits"] as const;
export type Level = (typeof LEVELS)[number];

/** `unclear`: the account has nothing to tell it by, or the answer says neither. */
export type Verdict = "holds" | "differs" | "unclear";

export type Judgement = {
  readonly verdict: Verdict;
  /** One short sentence, without a name, an address or a token. */
  readonly found: string;
  /** The positions of the sandbox's switches that the answers name. */
  readonly positions?: Readonly<Record<string, string>>;
};

type Named = {
  /** "E5", or "E5:YourReference" where one row takes several checks. */
  readonly id: string;
  readonly level: Level;
  /** Switches of the sandbox that stand for this row, each of whose positions is found out. */
  readonly switches?: readonly string[];
  /** After all others and after the clean-up: it may cost the sign-in. */
  readonly last?: boolean;
};

export type Check = Named & { run(session: Session): Promise<Judgement> };

/** Keeps the type of what is seen between the two halves. */
export function check<Seen>(
  named: Named & {
    readonly look: (session: Session) => Promise<Seen>;
    readonly judge: (seen: Seen) => Judgement;
  },
): Check {
  const { look, judge, ...rest } = named;
  return { ...rest, run: async (session) => judge(await look(session)) };
}

export const rowOf = (id: string): string => id.split(":")[0] ?? id;

export const holds = (found: string, positions: Judgement["positions"] = {}): Judgement => ({
  verdict: "holds",
  found,
  positions,
});
export const differs = (found: string, positions: Judgement["positions"] = {}): Judgement => ({
  verdict: "differs",
  found,
  positions,
});
export const unclear = (found: string): Judgement => ({ verdict: "unclear", found });

/** A switch's position, which holds where it is the one that the product expects. */
export const positioned = (
  name: string,
  position: string,
  expected: string,
  found: string,
): Judgement =>
  position === expected ? holds(found, { [name]: position }) : differs(found, { [name]: position });

/** What `look` throws where the account has nothing to ask about: the row stays unclear. */
export class NothingToAsk extends Error {}
