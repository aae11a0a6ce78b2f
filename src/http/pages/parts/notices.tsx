/**
 * What was just done, shown once after the redirect: the address has a name, the catalogue the
 * text.
 */
import type { PageContext } from "../frame/env.ts";
import { Notice } from "./ui.tsx";
import { BegunNotice } from "./waits.tsx";
import { isKey, type Tone } from "../../words/state-text.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

const TONES = {
  "connected-asperion": "good",
  "connected-eaccounting": "good",
  made: "good",
  removed: "good",
  "begun-again": "good",
  saved: "good",
  "saved-confirmed": "good",
  "saved-confirmed-later": "warn",
  "saved-for-payouts": "good",
  "saved-from-now": "good",
  "saved-not-told": "warn",
  unchanged: "quiet",
  "set-up": "good",
  resumed: "good",
  "secret-revoked": "good",
  "token-off": "good",
  refreshing: "busy",
  "flow-runs": "busy",
  "flow-stopped": "good",
  "flow-resumed": "good",
  "run-cancelled": "good",
  "back-fill": "busy",
  "back-fill-cancelled": "good",
  retried: "busy",
  "retried-as-planned": "busy",
  resynced: "busy",
  "booked-again": "busy",
  booking: "busy",
  "skip-undone": "busy",
  "done-again": "quiet",
  "posting-read": "good",
  "connection-works": "good",
  approved: "busy",
  rejected: "good",
  "left-out": "warn",
  skipped: "good",
  linked: "good",
  unlinked: "good",
  live: "good",
  trial: "warn",
  renamed: "good",
  "customer-linked": "good",
  "role-changed": "good",
  "customer-unlinked": "good",
  "article-linked": "busy",
  "article-unlinked": "busy",
  "test-sent": "good",
  "test-nowhere": "warn",
  "test-no-mail": "bad",
  "test-webhook-only": "warn",
  "chat-saved": "good",
  "chat-removed": "good",
} as const satisfies Readonly<Record<keyof Messages["t"], Tone>>;

export const Done = ({ c }: { c: PageContext }) => {
  const { t } = useMessages();
  const name = c.req.query("done");
  if (!isKey(TONES, name)) return null;
  const [tone, text] = [TONES[name], t(`tenant.done.${name}`)];
  if (tone === "busy") return <BegunNotice id={c.req.param("id")} tone={tone} text={text} />;
  return <Notice tone={tone} text={text} />;
};
