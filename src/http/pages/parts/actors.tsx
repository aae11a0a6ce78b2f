/** An actor's name for people: an account's address, a token's name, or a phrase. */
import { createContext, useContext } from "hono/jsx";
import type { ReadActorNames } from "../../usecases/accounts/token-names.ts";
import { actorText } from "../../words/change-words.ts";
import { useMessages } from "../frame/use-messages.ts";

export const ActorsContext = createContext<ReadActorNames | null>(null);

export const ActorName = async ({ of }: { of: string }) => {
  const messages = useMessages();
  const namer = useContext(ActorsContext);
  const tokens = namer === null ? new Map<string, string>() : await namer([of]);
  return <bdi>{actorText({ messages, tokens }, of)}</bdi>;
};
