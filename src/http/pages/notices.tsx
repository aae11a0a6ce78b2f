/** What was just done, told once after the redirect: the address carries a name, the words stand here. */
import type { PageContext } from "./env.ts";
import { Notice } from "./ui.tsx";
import { isKey, type Tone } from "./words.ts";

const NOTICES: Readonly<Record<string, { readonly tone: Tone; readonly text: string }>> = {
  "connected-asperion": { tone: "good", text: "Asperion is connected." },
  "connected-eaccounting": { tone: "good", text: "eAccounting is connected. Its look-ups are being read." },
  made: { tone: "good", text: "The tenant is made. Next: connect both sides." },
  saved: { tone: "good", text: "The settings are saved. Orders that come in from now on follow them." },
  "saved-not-told": { tone: "warn", text: "The settings are saved, but couldn't be put to work at once. That happens with the next look at the tenant's status." },
  "set-up": { tone: "good", text: "Set-up is done: the articles of our own are there, and the company knows who keeps it in step." },
  resumed: { tone: "good", text: "Resumed: what waited is done in its order." },
  "secret-revoked": { tone: "good", text: "The secret is revoked. Within a minute the door takes nothing that is signed with it." },
  "token-off": { tone: "good", text: "The address for senders without a signature is off." },
  refreshing: { tone: "busy", text: "The look-ups are being read again." },
  "comparing-products": { tone: "busy", text: "All products are being compared. Those that differ become jobs of their own." },
  "flow-runs": { tone: "busy", text: "The flow runs now." },
  "flow-stopped": { tone: "good", text: "The flow is stopped: what comes in for it is kept and waits." },
  "flow-resumed": { tone: "good", text: "The flow goes on: what waited is done in its order." },
  "run-cancelled": { tone: "good", text: "Cancelled: nothing more is begun. What is being written at this moment ends as it must." },
  "back-fill": { tone: "busy", text: "Begun. How far it is stands with the orders from before the start line." },
  "back-fill-cancelled": { tone: "good", text: "Cancelled: nothing more is begun." },
  "back-fill-undone": { tone: "busy", text: "What it booked is being taken back, as far as nobody went on with it." },
  retried: { tone: "good", text: "It goes again, with the newest settings and a fresh look at the order." },
  skipped: { tone: "good", text: "Skipped, with your reason." },
  renamed: { tone: "good", text: "The name is changed." },
};

export const Done = ({ c }: { c: PageContext }) => {
  const name = c.req.query("done");
  const notice = name !== undefined && isKey(NOTICES, name) ? NOTICES[name] : undefined;
  return notice === undefined ? null : (
    <Notice tone={notice.tone}>
      <p>{notice.text}</p>
    </Notice>
  );
};
