/**
 * Answers of the pages: HTML with its headers, and refusals that say what can be done. Never a
 * stack or an exception's text.
 */
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { html, raw } from "hono/html";
import { loadMessages, type Message, type Messages } from "../../../messages/index.ts";
import { message } from "../../../messages/message.ts";
import { VENDOR_NAMES } from "../../../domain/ids.ts";
import type { Result } from "../../../domain/result.ts";
import type { SignedIn } from "../../auth/session.ts";
import type { ProblemStatus } from "../../problem.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { OwnersOf } from "../../usecases/accounts/shop-owners.ts";
import type { Names } from "../../usecases/jobs/known-names.ts";
import type { ReadActorNames } from "../../usecases/accounts/token-names.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import type { Answer, Refused } from "../../usecases/refusal.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { LanguageContext, NamesContext, NowContext } from "./use-messages.ts";
import { type CountOpen, OpenContext, shopIn } from "./header.tsx";
import { Layout, TenantHead } from "./layout.tsx";
import { ReaderContext, type Typed } from "../forms/post-form.tsx";
import { ListsContext } from "../settings/fields/target.tsx";
import { ActorsContext } from "../parts/actors.tsx";
import { namesOf, type Owners, OwnersContext } from "../parts/ask-owner.tsx";
import { Notice } from "../parts/ui.tsx";
import { DetailsContext, detailsShown } from "../parts/full-details.ts";

/** A page of who is signed in, as the pages' guard found them. */
export const page = (
  c: Context,
  title: string,
  content: Child,
  status: 200 | ProblemStatus = 200,
): Promise<Response> => pageFor(c, title, c.get("signedIn") as SignedIn, content, status);

/** `signedIn`: `null` for a page that anybody may open. */
export async function pageFor(
  c: Context,
  title: string,
  signedIn: SignedIn | null,
  content: Child,
  status: 200 | ProblemStatus = 200,
): Promise<Response> {
  await loadMessages(languageOf(c));
  const document = (
    <LanguageContext.Provider value={languageOf(c)}>
      <NowContext.Provider value={nowOf(c)}>
        <OpenContext.Provider value={openOf(c)}>
          <ReaderContext.Provider
            value={
              signedIn === null
                ? null
                : { ...signedIn, address: c.req.path, typed: c.get("typed") as Typed | undefined }
            }
          >
            <OwnersContext.Provider value={ownersIn(c)}>
              <ActorsContext.Provider value={namerIn(c)}>
                <ListsContext.Provider value={new Map()}>
                  <Layout title={title} address={addressOf(c)} signedIn={signedIn}>
                    {returned(c) ? (
                      <Notice tone="warn" text={messagesFor(c).t("frame.returned")} />
                    ) : null}
                    <DetailsContext.Provider value={detailsShown(c)}>
                      <NamesContext.Provider value={shopNamesIn(c)}>
                        {content}
                      </NamesContext.Provider>
                    </DetailsContext.Provider>
                  </Layout>
                </ListsContext.Provider>
              </ActorsContext.Provider>
            </OwnersContext.Provider>
          </ReaderContext.Provider>
        </OpenContext.Provider>
      </NowContext.Provider>
    </LanguageContext.Provider>
  );
  const text = await html`<!doctype html>${document}`;
  return c.html(c.req.method === "POST" ? raw(faultFocused(text.toString())) : text, status);
}

/** The first field that a form was refused for takes the focus, also without a script. */
const faultFocused = (text: string): string =>
  text.includes(" autofocus")
    ? text
    : text.replace(
        /(<(?:input|select|textarea)\b[^>]*) aria-invalid="true"/,
        '$1 aria-invalid="true" autofocus=""',
      );

/** Whether the address that was opened only takes forms, and led here. */
const returned = (c: Context): boolean => c.req.method === "GET" && c.req.query("returned") === "1";

/** A part of a page, for requests of that part alone. */
export const part = (
  c: Context,
  signedIn: SignedIn,
  content: Child,
): Response | Promise<Response> =>
  c.html(
    <LanguageContext.Provider value={languageOf(c)}>
      <NowContext.Provider value={nowOf(c)}>
        <ReaderContext.Provider value={{ ...signedIn, address: c.req.path }}>
          <NamesContext.Provider value={shopNamesIn(c)}>{content}</NamesContext.Provider>
        </ReaderContext.Provider>
      </NowContext.Provider>
    </LanguageContext.Provider>,
  );

/** As the middleware of the pages set it; pages outside of it show no count. */
function ownersIn(c: Context): Owners | null {
  const of = c.get("ownersOf") as OwnersOf | undefined;
  return of === undefined ? null : { of, origin: new URL(c.req.url).origin };
}

const namerIn = (c: Context): ReadActorNames | null =>
  (c.get("namesOfActors") as ReadActorNames | undefined) ?? null;

const shopNamesIn = (c: Context): Names | null => (c.get("shopNames") as Names | undefined) ?? null;

const nowOf = (c: Context): number | null =>
  (c.get("deps") as EdgeDeps | undefined)?.clock.now() ?? null;

const openOf = (c: Context): CountOpen | null =>
  (c.get("countOpen") as CountOpen | undefined) ?? null;

/** The link back from a refusal page. */
export const homeOf = (c: Context): Trouble["back"] => ({
  href: "/admin",
  text: messagesFor(c).t("frame.toTenants"),
});

export const tenantHomeOf = (c: Context, id: string): Trouble["back"] => ({
  href: `/admin/tenants/${id}`,
  text: messagesFor(c).t("frame.toTenant"),
});

/**
 * The address to return to after a form: a page's own, without what was sent to it; for an answer
 * to a form, whose address may take forms alone, the first page of its shop.
 */
function addressOf(c: Context): string {
  if (c.req.method === "GET") return c.req.path;
  const shop = shopIn(c.req.path);
  return shop === null ? "/admin" : `/admin/tenants/${shop}`;
}

export type Trouble = {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly detail: string;
  /** What can be done; `null`: the title and detail say it. */
  readonly next: string | null;
  readonly back: { readonly href: string; readonly text: string };
  /** The shop that it is about; absent: none that the reader may open. */
  readonly shop?: Pick<TenantRow, "id" | "name" | "state"> | null;
};

export const troublePage = (
  c: Context,
  signedIn: SignedIn | null,
  { status, title, detail, next, back, shop = null }: Trouble,
): Promise<Response> =>
  pageFor(
    c,
    title,
    signedIn,
    <>
      {shop === null ? (
        <>
          {signedIn === null ? null : <AllShops c={c} />}
          <span id="content" tabindex={-1}></span>
          <h1>{title}</h1>
        </>
      ) : (
        <TenantHead id={shop.id} name={shop.name} current={null} state={shop.state}>
          <h1>{title}</h1>
        </TenantHead>
      )}
      <Notice tone="bad" text={detail} />
      {next === null ? null : <p>{next}</p>}
      <p>
        <a class="button" href={back.href}>
          {back.text}
        </a>
      </p>
    </>,
    status,
  );

/** The only breadcrumb of a page that is about no shop that the reader may open. */
const AllShops = ({ c }: { c: Context }) => {
  const { t } = messagesFor(c);
  return (
    <nav class="crumbs" aria-label={t("frame.whereYouAre")}>
      <a href="/admin">{t("frame.tenants")}</a>
    </nav>
  );
};

/** The page of an address that there isn't, with its shop's pages where it names one. */
export async function noPage(c: Context, signedIn: SignedIn | null): Promise<Response> {
  const messages = await loadMessages(languageOf(c));
  const shop = await shopOf(c);
  return troublePage(c, signedIn, {
    status: 404,
    ...troubleIn(messages, "frame.noPage"),
    back: shop === null ? homeOf(c) : tenantHomeOf(c, shop.id),
    shop,
  });
}

/** Refusal pages, by the prefix of their messages `.title`, `.detail` and `.next`. */
type TroubleId =
  | "frame.bug"
  | "frame.database"
  | "frame.foreignForm"
  | "frame.noPage"
  | "frame.tooLarge"
  | "frame.tooSlow"
  | "people.signIn.aroundAccess"
  | "people.welcome.gone";

export const troubleIn = (
  { t }: Messages,
  id: TroubleId,
): Pick<Trouble, "title" | "detail" | "next"> => ({
  title: t(`${id}.title`),
  detail: t(`${id}.detail`),
  next: t(`${id}.next`),
});

/** Refusals that neither waiting nor reloading changes: their detail says what does. */
const LASTING: ReadonlySet<string> = new Set([
  "access-signs-in",
  "client-full",
  "clients-full",
  "company-taken",
  "email-taken",
  "last-operator",
  "last-owner",
  "member-already",
  "needs-login",
  "no-administration",
  "not-connected",
  "other-administration",
  "own-access",
  "set-up-incomplete",
  "tenant-not-connected",
  "tenant-paused",
  "too-many-secrets",
  "too-many-views",
  "vat-unmapped",
]);

/**
 * The page for a use case's refusal. A detail that is a text is already in the page's language, as
 * reasons are.
 */
export async function refusedPage(
  c: Context,
  refused: Pick<Refused, "status"> & { readonly kind?: string; readonly detail: Message | string },
  back: Trouble["back"],
): Promise<Response> {
  const { status, kind = "", detail } = refused;
  const { say, t } = await loadMessages(languageOf(c));
  const lasts = status === 409 && LASTING.has(kind);
  const isSilent = kind === "object-silent";
  const onlyReads = c.req.method === "GET" || c.req.method === "HEAD";
  // Nothing was asked for but a page: there is nothing to look for before it is asked for again.
  const said = isSilent && onlyReads ? message("refusals.tenantUnreachable") : detail;
  const shop = await shopOf(c);
  return troublePage(c, c.get("signedIn") as SignedIn, {
    status,
    title: lasts ? t("frame.refused.lasting") : t(`frame.refused.${status}.title`),
    next:
      lasts || (isSilent && !onlyReads)
        ? null
        : ((await askIn(c, refused, shop)) ?? t(`frame.refused.${status}.next`)),
    detail: sentence(say(said)),
    back,
    shop,
  });
}

/** Whom to ask for access to what a shop's reader may not do; `null`: nobody is known. */
async function askIn(
  c: Context,
  { status }: Pick<Refused, "status">,
  shop: Trouble["shop"],
): Promise<string | null> {
  const id = shopIn(c.req.path);
  const of = ownersIn(c)?.of;
  if (status !== 403 || shop == null || id === null || of === undefined) return null;
  const owners = await of(id);
  return owners.length === 0
    ? null
    : messagesFor(c).t("frame.refused.403.ask", { names: namesOf(owners) });
}

/** Ends a request with a refusal: the pages' error handler answers it. */
export class RefusedError extends Error {
  readonly refused: Refused;
  readonly back: Trouble["back"] | null;
  constructor(refused: Refused, back: Trouble["back"] | null) {
    super("refused");
    this.refused = refused;
    this.back = back;
  }
}

/**
 * The value. Throws where it was refused, as that ends the request. `back`: where its page leads;
 * else to the page's shop, or to all of them where that isn't known.
 */
export function granted<T>(result: Result<T, Refused>, back: Trouble["back"] | null = null): T {
  if (result.ok) return result.value;
  throw new RefusedError(result.error, back);
}

/** Answers a form by the page that shows what it changed. */
export async function changed(c: Context, asked: Answer<object>, to: string): Promise<Response> {
  granted(await asked);
  return c.redirect(to, 303);
}

/** The page of what `granted` threw. A shop is led to by those alone who may open it. */
export async function refusalPage(c: Context, { refused, back }: RefusedError): Promise<Response> {
  const isOpen =
    refused.kind !== "unknown-tenant" && (refused.status !== 403 || (await shopOf(c)) !== null);
  const shop = isOpen ? shopIn(c.req.path) : null;
  const usual = shop === null ? homeOf(c) : tenantHomeOf(c, shop);
  return refusedPage(c, refused, back ?? usual);
}

/** Its row is read from D1, also where the shop's object doesn't answer. */
async function shopOf(c: Context): Promise<TenantRow | null> {
  const asking = c.get("asking") as TenantRequest | undefined;
  if (asking === undefined || shopIn(c.req.path) === null) return null;
  const found = await requireTenant(asking).catch(() => null);
  return found?.ok === true ? found.value : null;
}

/** Ends with a full stop and begins with a capital, unless with a vendor's name. */
export function sentence(text: string): string {
  const isNamed = Object.values(VENDOR_NAMES).some((name) => text.startsWith(name));
  const begun = isNamed ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(text) ? begun : `${begun}.`;
}
