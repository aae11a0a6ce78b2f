/** A session by its browser in a few words; all that it says of itself shows on pointing at it. */
import type { Messages } from "../../../messages/index.ts";
import { useMessages } from "../frame/use-messages.ts";
import { browserName } from "./browser-name.ts";

/** `said`: as the browser says it; `null`: it said nothing. */
export function browserText(t: Messages["t"], said: string | null): string {
  if (said === null || said.trim() === "") return t("people.sessions.unknown");
  const { browser, system } = browserName(said);
  return system === null ? browser : t("people.sessions.browserOn", { browser, system });
}

export const BrowserLabel = ({ said }: { said: string | null }) => {
  const { t } = useMessages();
  return <bdi title={said ?? undefined}>{browserText(t, said)}</bdi>;
};
