/**
 * Words that mean the same in accounting, as the catalogue lists them: a search for one finds the
 * others. Groups are parted by semicolons, the words of one by commas.
 */
import { wordsIn } from "../../../domain/jobs/listed.ts";
import type { Messages } from "../../../messages/index.ts";

/** The folded words of the text, and those of each other way to say it. */
export function searchTermVariants(
  { t }: Pick<Messages, "t">,
  text: string,
): readonly (readonly string[])[] {
  const typed = wordsIn(text);
  if (typed.length === 0) return [];
  const said = typed.join(" ");
  const others = groupsOf(t("search.synonyms")).filter((group) =>
    group.some((words) => words.join(" ") === said),
  );
  return [typed, ...others.flat().filter((words) => words.join(" ") !== said)];
}

const groupsOf = (text: string): readonly (readonly (readonly string[])[])[] =>
  text.split(";").map((group) => group.split(",").map(wordsIn));

/** Short words, such as "OSS", are found whole alone, or in the plural: "fee" in "fees". */
const SHORT = 3;

/** Whether a folded text has all words of one of these ways to say it. */
export const matchesAnyVariant = (folded: string, ways: readonly (readonly string[])[]): boolean =>
  ways.some((words) =>
    words.every((word) =>
      word.length > SHORT
        ? folded.includes(word)
        : [word, `${word}s`].some((one) => ` ${folded} `.includes(` ${one} `)),
    ),
  );
