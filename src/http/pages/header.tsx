/** The header of every page: the search with the last text, and the bell. */
import { createContext, useContext } from "hono/jsx";
import { type OpenCounts, placesOf } from "../../domain/open-counts.ts";
import { useMessages } from "./use-messages.ts";

/**
 * How much waits for somebody, of a shop or (`null`) of all that the reader may see, asked while a
 * page is made; `null`: not known.
 */
export type CountOpen = (tenantId: string | null) => Promise<OpenCounts | null>;
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

function waitingPath(shop: string | null, count: number | null): string {
  if (shop !== null) return `/admin/tenants/${shop}/attention`;
  return count === 0 ? "/admin" : "/admin?only=alerts";
}

/**
 * How much waits for somebody in the shop of this page, as its tabs count; elsewhere the open
 * alerts of all their shops, as D1 knows no payouts, where it leads to those that have something.
 * It follows what happens on pages that listen anyway, and makes no other page listen.
 */
export const Bell = async ({ shop }: { shop: string | null }) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const open = counted === null ? null : await counted(shop);
  const count = open === null ? null : placesOf(open).all;
  const said = t(shop === null ? "frame.bellOfAll" : "frame.bell", { count: count ?? 0 });
  return (
    <a
      class="bell count"
      id="bell"
      data-live="attention payouts"
      href={waitingPath(shop, count)}
      title={shop === null ? said : undefined}
    >
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
      {count === null || count === 0 ? null : (
        <span class="badge warn" aria-hidden="true">
          {count}
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
