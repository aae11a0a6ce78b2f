/** An actor's name for people: an account's address, or a phrase. */
import { useMessages } from "../frame/use-messages.ts";

export function useActors(): (actor: string) => string {
  const { find } = useMessages();
  return (actor) => find(`changes.actors.${actor}`) ?? actor;
}
