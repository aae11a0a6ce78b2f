/** Who did something, as people read it: an account by its address, what is no person by its words. */
import { useMessages } from "./use-messages.ts";

export function useActors(): (actor: string) => string {
  const { find } = useMessages();
  return (actor) => find(`changes.actors.${actor}`) ?? actor;
}
