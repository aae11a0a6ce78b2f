/** A session by its browser; all that it says of itself shows on pointing at it. */
import type { Messages } from "../../../messages/index.ts";
import type { SessionView } from "../../usecases/accounts/sessions.ts";
import { useMessages } from "../frame/use-messages.ts";
import { browserText } from "../../words/browser-name.ts";
import type { RecordColumn } from "../parts/table.tsx";

const BrowserLabel = ({ said }: { said: string | null }) => {
  const { t } = useMessages();
  return <bdi title={said ?? undefined}>{browserText(t, said)}</bdi>;
};

/** Columns of a list of sessions: with which browser, and where. */
export const whereColumns = (
  t: Messages["t"],
): readonly RecordColumn<Pick<SessionView, "browser" | "country">>[] => [
  { name: t("people.sessions.browser"), cell: ({ browser }) => <BrowserLabel said={browser} /> },
  {
    name: t("people.sessions.country"),
    cell: ({ country }) => country ?? t("people.sessions.unknown"),
  },
];
