/** The word of a form of its own, so that sending it twice is one wish. */
import { newToken } from "../../store/secrets.ts";
import type { EdgeDeps } from "../deps.ts";
import { type Form, one } from "./form.ts";

export const newOnce = (deps: Pick<EdgeDeps, "random">): string => newToken(deps.random);

/** `undefined`: the form has none of ours. */
export const onceIn = (sent: Form): string | undefined => (/^[\w-]{43}$/.test(one(sent, "once")) ? one(sent, "once") : undefined);

export const Once = ({ word }: { word: string }) => <input type="hidden" name="once" value={word} />;
