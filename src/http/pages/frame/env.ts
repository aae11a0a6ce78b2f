/** What pages get besides the request: the signed-in user and the form, both checked. */
import type { Context } from "hono";
import type { Language } from "../../../domain/language.ts";
import type { CountOpen } from "./header.tsx";
import type { OwnersOf } from "../../usecases/accounts/shop-owners.ts";
import type { ReadActorNames } from "../../usecases/accounts/token-names.ts";
import type { Names } from "../../usecases/jobs/known-names.ts";
import type { SignedIn } from "../../auth/session.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import type { Form } from "../forms/form.ts";
import type { Typed } from "../forms/post-form.tsx";

export type PageEnv = {
  Variables: {
    deps: EdgeDeps;
    signedIn: SignedIn;
    /** For the shop in the address; a page of no shop has none. */
    asking: TenantRequest;
    form: Form;
    /** For a shop that the reader may see, or all of theirs; each is asked once per page. */
    countOpen: CountOpen;
    /** For a shop that the reader may see; each is asked once per page. */
    ownersOf: OwnersOf;
    /** As far as the reader of this page may know them. */
    namesOfActors: ReadActorNames;
    /** Of both sides' small tables, where this page has asked for them (shop-names.ts). */
    shopNames?: Names;
    /** The page that the answer's sheet leads back to; none where it is no sheet. */
    sheetOf?: string;
    /** What was typed on this page before a sheet that isn't confirmed. */
    typed?: Typed;
    /** The user's own, where they chose one. */
    language?: Language;
  };
};
export type PageContext = Context<PageEnv>;
