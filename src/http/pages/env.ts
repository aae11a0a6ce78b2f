/** What pages are given beside the request: who is signed in, and the form, once both were checked. */
import type { Context } from "hono";
import type { SignedIn } from "../auth/session.ts";
import type { Form } from "./form.ts";

export type PageEnv = { Variables: { signedIn: SignedIn; form: Form } };
export type PageContext = Context<PageEnv>;
