/** Names of tokens, by the actor that they are in the log and in timelines. */
import { listTokenNames, namesOfTokens } from "../../../store/api-tokens.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { TOKEN_ACTOR } from "./tokens.ts";

/** As rows of its making and revoking call it: "Till (ab12…)". */
export type ActorNames = ReadonlyMap<string, string>;

/** Reads the names of those that are tokens; D1 isn't asked where none is. */
export type ReadActorNames = (actors: Iterable<string>) => Promise<ActorNames>;

type Named = { readonly id: string; readonly name: string; readonly tenantId: string | null };

/** A token for all shops is named to those alone who see all changes: so is its making. */
const nameEntries = (
  actor: Actor,
  tenantId: string | null,
  tokens: readonly Named[],
): readonly (readonly [string, string])[] =>
  tokens
    .filter(
      (token) =>
        may(actor, "all-changes") || (token.tenantId !== null && token.tenantId === tenantId),
    )
    .map(({ id, name }) => [`${TOKEN_ACTOR}${id}`, `${name} (${id})`] as const);

/**
 * For one page, of a shop or of all (`null`): each token is asked for once. A page doesn't fail for
 * it: without D1 they stay ids.
 */
export function actorNamesReader(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
): ReadActorNames {
  const asked = new Map<string, Promise<ActorNames>>();
  return async (actors) => {
    const tokens = [...new Set(actors)].filter((one) => one.startsWith(TOKEN_ACTOR));
    const fresh = tokens.filter((one) => !asked.has(one));
    if (fresh.length > 0) {
      const ids = fresh.map((one) => one.slice(TOKEN_ACTOR.length));
      const found = namesOfTokens(deps.db, ids).then(
        (rows) => new Map(nameEntries(actor, tenantId, rows)),
        () => new Map<string, string>(),
      );
      for (const one of fresh) asked.set(one, found);
    }
    const answers = await Promise.all(tokens.flatMap((one) => asked.get(one) ?? []));
    return new Map(answers.flatMap((names) => [...names]));
  };
}

/** Every token that the reader may know: for a filter by name. */
export async function tokensKnown(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
): Promise<ActorNames> {
  const all = may(actor, "all-changes");
  return new Map(nameEntries(actor, tenantId, await listTokenNames(deps.db, tenantId, all)));
}
