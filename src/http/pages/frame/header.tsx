/** The header of every page: the search with the last text, and the bell. */
import { createContext, useContext } from "hono/jsx";
import { type OpenCounts, placesOf } from "../../../domain/jobs/open-counts.ts";
import type { Messages } from "../../../messages/index.ts";
import { useMessages } from "./use-messages.ts";

/**
 * How much waits for somebody, of a shop, or of all that the reader may see but one (`null`: of
 * all), asked while a page is made; `null`: not known.
 */
export type CountOpen = {
  readonly of: (tenantId: string) => Promise<OpenCounts | null>;
  readonly ofOthers: (tenantId: string | null) => Promise<OpenCounts | null>;
};
export const OpenContext = createContext<CountOpen | null>(null);

/** The shop whose page this is; `null`: none. */
export const shopIn = (address: string): string | null =>
  /^\/admin\/tenants\/([^/]+)/.exec(address)?.[1] ?? null;

/** Over all shops that the reader may see, the one of this page first. */
export const Find = ({ from }: { from: string | null }) => {
  const { t } = useMessages();
  return (
    <form method="get" action="/admin/search" class="find" role="search">
      {from === null ? null : <input type="hidden" name="from" value={from} />}
      <label class="unseen" for="find">
        {t("search.label")}
      </label>
      <input
        dir="auto"
        id="find"
        name="q"
        type="search"
        maxlength={100}
        autocomplete="off"
        placeholder={t("search.hint")}
        aria-keyshortcuts="/"
      />
      <button class="second">{t("search.button")}</button>
    </form>
  );
};

type Rung = {
  /** What the badge shows; `null`: nothing. */
  readonly badge: number | null;
  readonly said: string;
  readonly href: string;
};

/**
 * Of the shop of this page, as its tabs count. On a page outside of a shop, or of one that can't be
 * counted or isn't the reader's, the open alerts of all their shops, as D1 knows no payouts. Where
 * nothing waits in the shop, it says what does in the others.
 */
async function rung(t: Messages["t"], counted: CountOpen, shop: string | null): Promise<Rung> {
  const own = shop === null ? null : await counted.of(shop);
  const here = own === null ? null : placesOf(own).all;
  const inbox = `/admin/tenants/${shop ?? ""}/attention`;
  if (here !== null && here > 0)
    return { badge: here, said: t("frame.bell", { count: here }), href: inbox };
  const open = await counted.ofOthers(here === null ? null : shop);
  const all = open === null ? null : placesOf(open).all;
  if (here !== null)
    return all === null || all === 0
      ? { badge: null, said: t("frame.bell", { count: 0 }), href: inbox }
      : { badge: null, said: t("frame.bellElsewhere", { count: all }), href: OF_ALL };
  if (all === null) return { badge: null, said: t("frame.bellUnknown"), href: "/admin" };
  return {
    badge: all === 0 ? null : all,
    said: t("frame.bellOfAll", { count: all }),
    href: all === 0 ? "/admin" : OF_ALL,
  };
}

/** The shops that have something, most first. */
const OF_ALL = "/admin?only=alerts";

/**
 * How much waits for somebody. It follows what happens on pages that listen anyway, and makes no
 * other page listen.
 */
export const Bell = async ({ shop }: { shop: string | null }) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const unknown = { badge: null, said: t("frame.bellUnknown"), href: "/admin" };
  const { badge, said, href } = counted === null ? unknown : await rung(t, counted, shop);
  return (
    <a class="bell count" id="bell" data-live="attention payouts" href={href} title={said}>
      <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <path
          d="M3 12h10l-1.5-2V7a3.5 3.5 0 0 0-7 0v3zM6.5 14h3"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <span class="unseen">{said}</span>
      {badge === null ? null : (
        <span class="badge warn" aria-hidden="true">
          {badge}
        </span>
      )}
    </a>
  );
};

/** Shown by a script (assets/typed.js) where something was typed that a session's end lost. */
export const Offer = () => {
  const { t } = useMessages();
  return (
    <div id="offer" class="offer" role="status" hidden>
      {t("frame.typed.text")}{" "}
      <button type="button" class="second" value="restore">
        {t("frame.typed.restore")}
      </button>{" "}
      <button type="button" class="plain" value="forget">
        {t("frame.typed.forget")}
      </button>
    </div>
  );
};

/** The product's icon; the browser tab's file is assets/icon.svg. */
export const Icon = () => (
  <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0b5c8a" />
    <path
      d="M6 11h14m-5-5 5 5-5 5M26 21H12m5-5-5 5 5 5"
      fill="none"
      stroke="#fff"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

/** Something to be copied, with a button that is seen where scripts run. */
export const Copyable = ({ text }: { text: string }) => {
  const { t } = useMessages();
  return (
    <>
      <code>{text}</code>{" "}
      <button type="button" class="plain copy" data-copied={t("frame.copied")}>
        {t("frame.copy")}
        <span class="unseen"> {text}</span>
      </button>
    </>
  );
};
