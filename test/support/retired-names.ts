/**
 * Words that a name of the code no longer contains, as another word is used for the thing. Strings
 * and SQL's comments aren't looked at: routes and columns keep what they were called.
 */
import type { Source } from "./sources.ts";
import { code } from "./unused-exports.ts";

const RETIRED: ReadonlySet<string> = new Set(
  (
    "abroad beat beats desk door doors heard heart keeper keepers met room rooms sightings " +
    "standings stir stirs story strike strikes tallies tally trail wish wishes"
  ).split(" "),
);
/** What means something else, or is a field that others read. */
const ALLOWED: ReadonlySet<string> = new Set(
  // Fields of settings and of the API.
  (
    "shippingAbroad story heard abroad proof " +
    // Capacity of a client; the pages before this one; those of the demo.
    "hasRoom isRoom room trail trailIn trailOn Story metRetired"
  ).split(" "),
);

const wordsOf = (name: string): readonly string[] =>
  [...name.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)].map(([word]) => word.toLowerCase());

export const retiredNames = ({ path, text }: Source): readonly string[] => {
  const names = code(text)
    .replace(/"(?:[^"\\\n]|\\.)*"|^\s*--.*/gm, "")
    .matchAll(/[A-Za-z_]\w*/g);
  return [...new Set([...names].map(([name]) => name))]
    .filter((name) => !ALLOWED.has(name) && wordsOf(name).some((word) => RETIRED.has(word)))
    .map((name) => `${path}: ${name}`);
};
