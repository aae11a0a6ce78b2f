/** The frame of every page: skip link, who is signed in, where one is, and the page itself. */
import { type Child, useContext } from "hono/jsx";
import type { TenantRow } from "../../../store/tenants.ts";
import { placesOf } from "../../../domain/jobs/open-counts.ts";
import type { SignedIn } from "../../auth/session.ts";
import { actorName } from "../../words/change-words.ts";
import { Bell, Find, Icon, Offer, OpenContext, shopIn } from "./header.tsx";
import { Stopped } from "./stopped.tsx";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../domain/language.ts";
import { PhoneFold } from "../parts/phone-fold.tsx";
import { useMessages } from "./use-messages.ts";
import { ASSETS } from "../assets/names.ts";
import { Button, MayLink, PostForm, ReaderContext } from "../forms/post-form.tsx";

/**
 * `includeIndicatorCSS`: no style but the stylesheet. `morphIgnore`: what a reader has opened stays
 * open when a part of the page is brought up to date, and a notice that has the focus keeps it.
 */
const HTMX = JSON.stringify({
  includeIndicatorCSS: false,
  morphIgnore: ["data-htmx-powered", "open", "tabindex"],
});

/**
 * Links and forms of a page's main part are sent within the page: the buttons of a form are
 * disabled until its answer is there, and a link that is followed meanwhile takes its place.
 */
const WITHIN_THE_PAGE = {
  "hx-boost:inherited": "true",
  "hx-disable:inherited": "findAll button",
  "hx-sync:inherited": "body:replace",
};

const PRODUCT = "Asperion → eAccounting";

type LayoutProps = {
  readonly title: string;
  /** This page's address, to return to. */
  readonly address: string;
  readonly signedIn: SignedIn | null;
  readonly children: Child;
};

export const Layout = ({ title, address, signedIn, children }: LayoutProps) => {
  const { t, language } = useMessages();
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${PRODUCT}`}</title>
        <link rel="stylesheet" href={ASSETS.style} />
        <meta name="htmx-config" content={HTMX} />
        {signedIn === null ? null : <script src={ASSETS.client} defer></script>}
        <link rel="icon" type="image/svg+xml" href={ASSETS.icon} />
      </head>
      <body>
        <a class="skip" href={shopIn(address) === null ? "#main" : "#content"}>
          {t("frame.skip")}
        </a>
        <header class="top">
          <a class="brand" href="/admin">
            <Icon />
            Asperion <span aria-hidden="true">→</span>
            <span class="unseen"> {t("frame.to")} </span> eAccounting
          </a>
          {signedIn === null ? null : <Find from={shopIn(address)} />}
          {signedIn === null ? null : <Who address={address} signedIn={signedIn} />}
        </header>
        {signedIn === null ? null : <Offer />}
        {signedIn === null ? (
          <main id="main" tabindex={-1}>
            {children}
            <p class="hint needed">{t("frame.required")}</p>
          </main>
        ) : (
          <main
            id="main"
            tabindex={-1}
            {...WITHIN_THE_PAGE}
            data-busy={t("frame.busy")}
            data-unreached={t("frame.unreached")}
            data-unsaved={t("frame.unsaved")}
            data-who={signedIn.actor.id}
          >
            {children}
            <p class="hint needed">{t("frame.required")}</p>
          </main>
        )}
        {signedIn === null ? null : (
          <footer class="bottom">
            <p>
              {t("frame.zone", { zone: t("frame.zoneName") })} ·{" "}
              <a href="/admin/shortcuts">{t("shortcuts.title")}</a>
            </p>
            <LanguageChoice next={address} />
          </footer>
        )}
        {signedIn === null ? null : <p id="announcer" class="unseen" aria-live="polite"></p>}
      </body>
    </html>
  );
};

type WhoProps = Pick<LayoutProps, "address"> & { readonly signedIn: SignedIn };

/** What waits for the reader, and who it is. On a phone all but the bell is folded away. */
const Who = ({ address, signedIn }: WhoProps) => {
  const messages = useMessages();
  const { t, rich } = messages;
  return (
    <PostForm action="/admin/sign-out" class="who">
      <Bell shop={shopIn(address)} />
      <PhoneFold summary={t("frame.menu")}>
        <div class="menu">
          <a href="/admin/manual">{t("manual.title")}</a>
          <span>
            {rich("frame.signedInAs", {
              name: (
                <a href="/admin/profile">
                  <bdi class="name">{actorName(messages, signedIn.actor.name)}</bdi>
                </a>
              ),
            })}
          </span>
          <Button class="plain">{t("frame.logOut")}</Button>
        </div>
      </PhoneFold>
    </PostForm>
  );
};

const LanguageChoice = ({ next }: { next: string }) => {
  const { t, language: current } = useMessages();
  return (
    <PostForm action="/admin/language" class="line">
      <input type="hidden" name="next" value={next} />
      <label for="page-language">{t("people.language.label")}</label>
      <select id="page-language" name="language">
        {LANGUAGES.map((language) => (
          <option value={language} lang={language} selected={language === current}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
      <Button class="plain">{t("people.language.save")}</Button>
    </PostForm>
  );
};

export type TabName =
  | "status"
  | "attention"
  | "approvals"
  | "orders"
  | "customers"
  | "products"
  | "stock"
  | "payouts"
  | "comparison"
  | "settings";

export const TABS: readonly { readonly name: TabName; readonly path: string }[] = [
  { name: "status", path: "" },
  { name: "attention", path: "/attention" },
  { name: "approvals", path: "/approvals" },
  { name: "orders", path: "/orders" },
  { name: "customers", path: "/customers" },
  { name: "products", path: "/products" },
  { name: "stock", path: "/stock" },
  { name: "payouts", path: "/payouts" },
  { name: "comparison", path: "/comparison" },
  { name: "settings", path: "/settings" },
];

const COUNT_IDS = {
  attention: "open-count",
  approvals: "approvals-count",
  payouts: "payouts-count",
} as const;

const isCounted = (name: TabName): name is keyof typeof COUNT_IDS => Object.hasOwn(COUNT_IDS, name);

/** How much waits for somebody, beside the name of the list. The bell counts them all. */
const OpenCount = async ({ id, of }: { id: string; of: keyof typeof COUNT_IDS }) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const open = counted === null ? null : await counted.of(id);
  const count = open === null ? null : placesOf(open)[of];
  return (
    <span class="count" id={COUNT_IDS[of]} data-live={of === "payouts" ? "payouts" : "attention"}>
      {count === null || count === 0 ? null : (
        <>
          {" "}
          <span class="badge warn">
            <span aria-hidden="true">{count}</span>
            <span class="unseen">{t("attention.badge", { count })}</span>
          </span>
        </>
      )}
    </span>
  );
};

/** After `g`; listed on the page of shortcuts. */
export const KEYS = {
  status: "h",
  attention: "a",
  approvals: "g",
  orders: "o",
  customers: "k",
  products: "p",
  stock: "v",
  payouts: "b",
  comparison: "c",
  settings: "s",
} as const satisfies Readonly<Record<TabName, string>>;

type StopProps = Pick<TenantHeadProps, "id" | "state">;

/** Whether this is the sheet of stopping or resuming, which has that button itself. */
const isAskedHere = (id: string, address: string | undefined): boolean => {
  const here = address?.split("?")[0];
  return here === `/admin/tenants/${id}/stop` || here === `/admin/tenants/${id}/resume`;
};

/** Stops everything of a shop, or lets a stopped one go on. */
const StopOrResume = ({ id, state }: StopProps) => {
  const { t } = useMessages();
  if (useContext(ReaderContext) === null) return null;
  if (state === "paused")
    return (
      <PostForm action={`/admin/tenants/${id}/resume`} class="stop">
        <Button class="second">{t("frame.resumeAll")}</Button>
      </PostForm>
    );
  return (
    <p class="stop desk">
      <MayLink class="button danger" href={`/admin/tenants/${id}/stop`}>
        {t("frame.stopAll")}
      </MayLink>
    </p>
  );
};

type TenantHeadProps = {
  readonly id: string;
  readonly name: string;
  /** `null`: none of the pages that have a tab. */
  readonly current: TabName | null;
  /** A shop that is stopped is offered to be resumed, on every page alike. */
  readonly state: TenantRow["state"];
  /** What is confirmed on the page is done by a run, which waits in a stopped shop. */
  readonly waits?: boolean;
  readonly children?: Child;
};

/**
 * Where one is within a tenant, and the way to stop everything. What stands beside the name is the
 * page's own.
 */
export const TenantHead = (head: TenantHeadProps) => {
  const { id, name, current, state, waits = false, children } = head;
  const { t } = useMessages();
  const isAsked = isAskedHere(id, useContext(ReaderContext)?.address);
  return (
    <>
      {isAsked ? null : <StopOrResume id={id} state={state} />}
      <nav class="crumbs" aria-label={t("frame.whereYouAre")}>
        <a href="/admin">{t("frame.tenants")}</a> <span aria-hidden="true">/</span>{" "}
        <a href={`/admin/tenants/${id}`}>
          <bdi>{name}</bdi>
        </a>
      </nav>
      {children}
      <nav class="tabs" aria-label={t("frame.pagesOfTenant")}>
        {TABS.map((tab) => (
          <a
            href={`/admin/tenants/${id}${tab.path}`}
            data-key={KEYS[tab.name]}
            aria-current={tab.name === current ? "page" : undefined}
          >
            {t(`frame.tabs.${tab.name}`)}
            {isCounted(tab.name) ? <OpenCount id={id} of={tab.name} /> : null}
          </a>
        ))}
        {isAsked || state === "paused" ? null : (
          <MayLink class="phone stops" href={`/admin/tenants/${id}/stop`}>
            {t("frame.stopAll")}
          </MayLink>
        )}
      </nav>
      <span id="content" tabindex={-1}></span>
      {/* The first page says all of it; its sheets say what waits. */}
      {isAsked || (current === "status" && !waits) ? null : <Stopped id={id} waits={waits} />}
    </>
  );
};
