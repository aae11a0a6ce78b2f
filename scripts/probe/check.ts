/**
 * A check asks a vendor about one row of docs/vendor-assumptions.md. `look` does the asking and
 * nothing else; `judge` is pure: what was seen → whether the row holds, and why.
 */
import { type ReadCheck, rowOf, type Verdict } from "../../src/domain/vendors/checks.ts";
import type { Session } from "./session.ts";

export { NothingToAsk } from "../../src/domain/vendors/checks.ts";
export { rowOf, type Verdict };

/**
 * What a check may do. `read`: GET alone. `write`: test records of the probe's own, which it takes
 * back. `book`: what can't be taken back. `limits`: bursts that use up the vendor's limit.
 */
export const LEVELS = ["read", "write", "book", "limits"] as const;
export type Level = (typeof LEVELS)[number];

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

const WITHOUT_FACTS: Readonly<Record<Verdict, string>> = {
  holds: "as it is assumed",
  differs: "not as it is assumed",
  unclear: "the account has nothing that tells it",
};

/** One that the product runs as well, told by the names and figures of what was seen. */
export const shared = ({ id, switches, run }: ReadCheck): Check => ({
  id,
  level: "read",
  switches,
  run: async (session) => {
    const { verdict, facts } = await run(session);
    const told = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
    const positions = Object.entries(facts)
      .filter(([name]) => switches.includes(name))
      .map(([name, value]) => [name, String(value)] as const);
    return {
      verdict,
      found: told.length === 0 ? WITHOUT_FACTS[verdict] : told.join("; "),
      positions: Object.fromEntries(positions),
    };
  },
});

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
