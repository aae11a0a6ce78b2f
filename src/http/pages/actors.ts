/** Who did something, as people read it: an account by its address, what is no person by its words. */
import { CHANGES } from "../words/changes/index.ts";
import { useWords } from "../words/use.ts";
import { isKey } from "./words.ts";

export function useActors(): (actor: string) => string {
  const { actors } = useWords(CHANGES);
  return (actor) => (isKey(actors, actor) ? actors[actor] : actor);
}
