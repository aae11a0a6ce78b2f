/** An actor's name for people: an account's address, or a phrase. */
import { actorName } from "../../words/change-words.ts";
import { useMessages } from "../frame/use-messages.ts";

export function useActors(): (actor: string) => string {
  const messages = useMessages();
  return (actor) => actorName(messages, actor);
}
