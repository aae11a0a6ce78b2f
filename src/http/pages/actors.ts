/** Who did something, for people: an account by its address, others by a phrase. */
import { useMessages } from "./use-messages.ts";

export function useActors(): (actor: string) => string {
  const { find } = useMessages();
  return (actor) => find(`changes.actors.${actor}`) ?? actor;
}
