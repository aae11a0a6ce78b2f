/** What pages get beside the request: who is signed in, and the form, both checked. */
import type { Context } from "hono";
import type { Language } from "../../domain/language.ts";
import type { OpenCounts } from "../../sync/rpc.ts";
import type { SignedIn } from "../auth/session.ts";
import type { Form } from "./form.ts";

export type PageEnv = {
  Variables: {
    signedIn: SignedIn;
    form: Form;
    /** Of a shop that the reader may see, or of all of theirs; each is asked once for a page. */
    countOpen: (tenantId: string | null) => Promise<OpenCounts | null>;
    /** The user's own, where they chose one. */
    language?: Language;
  };
};
export type PageContext = Context<PageEnv>;
