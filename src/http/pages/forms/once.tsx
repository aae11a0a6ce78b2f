/** The one-time value of a form, by which sending it twice counts as one request. */
import { newToken } from "../../../store/secrets.ts";
import type { EdgeDeps } from "../../deps.ts";
import { type Form, one } from "./form.ts";

export const newOnce = (deps: Pick<EdgeDeps, "random">): string => newToken(deps.random);

/** `undefined`: the form has none of ours. */
export const onceIn = (sent: Form): string | undefined =>
  /^[\w-]{43}$/.test(one(sent, "once")) ? one(sent, "once") : undefined;

/** The mark of what the form would replace; `undefined`: it has none. */
export const wasIn = (sent: Form): string | undefined => one(sent, "was") || undefined;

export const Was = ({ mark }: { mark: string }) => <input type="hidden" name="was" value={mark} />;

export const Once = ({ word }: { word: string }) => (
  <input type="hidden" name="once" value={word} />
);
