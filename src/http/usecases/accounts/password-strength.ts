/**
 * Whether a password is easily guessed: it is on a list of leaked passwords, or consists of such
 * words, neighbouring keys, dates, or facts about its owner.
 */

/** The part that is checked: longer passwords aren't worth the processor's time. */
const LOOKED_AT = 100;
/** Of zxcvbn's 0 to 4: below it, fewer than 10^8 guesses are enough. */
const LEAST_SCORE = 3;

/** `about`: the owner's address and name, and the like. */
export async function isCommonPassword(
  password: string,
  about: readonly string[],
): Promise<boolean> {
  // Only here, as the lists are large and hardly ever needed.
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const known = [
    ...OWN_WORDS,
    ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]),
  ];
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT });
  const { score } = zxcvbn.check(
    password.slice(0, LOOKED_AT),
    known.filter((word) => word !== ""),
  );
  return score < LEAST_SCORE;
}

const OWN_WORDS = ["asperion", "eaccounting", "eekonomi", "visma", "spiris", "bridge"];
