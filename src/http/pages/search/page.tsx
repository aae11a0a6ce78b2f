/** The results of a search over the shops, by kind; each is a link. */
import { nameIn } from "../../../domain/jobs/listed.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Hit, SearchResult } from "../../usecases/search/search.ts";
import { SHOPS_ASKED } from "../../usecases/search/shops-asked.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import type { ManualHit } from "../manual/find.ts";
import { ManualLink } from "../manual/link.tsx";
import { sourceName } from "../orders/links/linked-customers.tsx";
import { StateBadges } from "../orders/documents/found.tsx";
import { documentName } from "../orders/list/list.tsx";
import { jobName } from "../../../messages/job-names.ts";
import { useAllowed } from "../forms/post-form.tsx";
import { page } from "../frame/respond.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { Notice, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import type { Place } from "./places.ts";
import { MoreVouchers, Vouchers } from "./vouchers.tsx";
import { Empty } from "../parts/empty.tsx";

type SearchView = {
  readonly found: SearchResult;
  /** By shop, the pages and settings that have the words. */
  readonly places: readonly { readonly tenant: TenantRow; readonly places: readonly Place[] }[];
  readonly manual: readonly ManualHit[];
  /** The shop that the search was begun in. */
  readonly from: string;
};

export function searchPage(
  c: PageContext,
  { found, places, manual, from }: SearchView,
): Promise<Response> {
  const { t } = messagesFor(c);
  const nameOf = shopNames(found.shops);
  const exact = found.hits.filter((hit) => hit.exact);
  const others = found.hits.filter((hit) => !hit.exact);
  const customers = linkedOnly(found);
  const shown = places.filter((one) => one.places.length > 0);
  const vouchers = found.days.length + found.payouts.length + customers.length;
  const isNothing =
    found.hits.length + found.named.length + shown.length + vouchers + manual.length === 0;
  return page(
    c,
    found.text === "" ? t("search.title") : t("search.of", { text: isolate(found.text) }),
    <>
      <nav class="crumbs" aria-label={t("frame.whereYouAre")}>
        <a href="/admin">{t("frame.tenants")}</a>
      </nav>
      <h1>
        {found.text === "" ? t("search.title") : t("search.of", { text: isolate(found.text) })}
      </h1>
      <p class="sub">
        {isNothing ? `${t("search.lead")} ` : ""}
        <ManualLink page="everyday" />
      </p>
      <NotSearched found={found} from={from} />
      {found.text === "" || !isNothing ? null : (
        <Empty text={t("search.none")} next={{ href: "/admin", text: t("frame.toTenants") }} />
      )}
      <Hits id="exact" title={t("search.exact")} hits={exact} nameOf={nameOf} />
      {(found.namesDocument ? DOCUMENTS_FIRST : GROUPS).map((group) => (
        <Hits
          id={group}
          title={t(`search.groups.${group}`)}
          hits={others.filter((hit) => hit.group === group)}
          linked={group === "customers" ? customers : []}
          nameOf={nameOf}
        />
      ))}
      <Vouchers found={found} nameOf={nameOf} />
      <FoundShops shops={found.named} nameOf={nameOf} />
      <FoundPlaces places={shown} nameOf={nameOf} />
      <FoundInManual hits={manual} />
      {found.more.map(({ id }) => (
        <p>
          {t("search.all", { shop: isolate(nameOf(id)) })}:{" "}
          {listsOf(found.hits.filter(({ tenant }) => tenant.id === id)).map((list) => (
            <>
              <a href={allPath(id, list, found.text)}>{t(`search.groups.${list}`)}</a>{" "}
            </>
          ))}
        </p>
      ))}
      <MoreVouchers shops={found.moreVouchers} nameOf={nameOf} />
      {found.silent.map(({ id }) => (
        <p class="hint">{t("search.silent", { shop: isolate(nameOf(id)) })}</p>
      ))}
    </>,
  );
}

const GROUPS = ["orders", "documents", "customers", "products"] as const;
const DOCUMENTS_FIRST = ["documents", "orders", "customers", "products"] as const;

/** Said above the results: which shops they are of, and the way to the others. */
const NotSearched = ({ found, from }: { found: SearchResult; from: string }) => {
  const { t } = useMessages();
  const { ranked, asked, before, never } = found.asked;
  if (found.text === "") return null;
  const pathOf = (part: number): string =>
    `/admin/search?${new URLSearchParams({ q: found.text, from, part: String(part) })}`;
  const next = Math.min(ranked.length - before - asked.length, SHOPS_ASKED);
  return (
    <>
      {asked.length === ranked.length ? null : (
        <Notice tone="warn">
          <p>
            {t("search.part", {
              first: before + 1,
              last: before + asked.length,
              all: ranked.length,
            })}{" "}
            {next === 0 ? (
              <a href={pathOf(1)}>{t("search.firstShops", { count: SHOPS_ASKED })}</a>
            ) : (
              <a href={pathOf(before / SHOPS_ASKED + 2)}>
                {t("search.nextShops", { count: next })}
              </a>
            )}
          </p>
        </Notice>
      )}
      {never.length === 0 ? null : <p class="hint">{t("search.never", { count: never.length })}</p>}
    </>
  );
};

/** The shop's lists in which something was found; a document stands in that of its order. */
const LISTS = ["orders", "customers", "products"] as const;
type FoundIn = (typeof LISTS)[number];
const listOf = ({ group }: Hit): FoundIn => (group === "documents" ? "orders" : group);

/** A shop without hits offers its orders first. */
function listsOf(hits: readonly Hit[]): readonly FoundIn[] {
  const found = new Set(hits.map(listOf));
  return found.size === 0 ? ["orders"] : LISTS.filter((list) => found.has(list));
}

const allPath = (id: string, list: FoundIn, text: string): string =>
  `/admin/tenants/${id}/${list}?${new URLSearchParams({ text })}`;

type NameOf = (id: string) => string;

const FoundShops = ({ shops, nameOf }: { shops: SearchResult["named"]; nameOf: NameOf }) => {
  const { t } = useMessages();
  if (shops.length === 0) return null;
  return (
    <PageSection head="found-shops" title={t("search.groups.shops")}>
      <ul class="found">
        {shops.map(({ id }) => (
          <li>
            <a href={`/admin/tenants/${id}`}>
              <bdi>{nameOf(id)}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </PageSection>
  );
};

const FoundPlaces = ({ places, nameOf }: { places: SearchView["places"]; nameOf: NameOf }) => {
  const { t } = useMessages();
  const ask = useAllowed();
  if (places.length === 0) return null;
  return (
    <PageSection head="found-places" title={t("search.groups.places")}>
      {/* Loaded as a whole: then the browser opens what a setting is folded into. */}
      <ul class="found">
        {places.flatMap(({ tenant, places: of }) =>
          of
            .filter(({ href }) => ask("GET", href))
            .map(({ name, within, href }) => (
              <li>
                <a href={href} hx-boost="false">
                  {name}
                </a>
                <span class="meta">
                  {within === null ? null : ` ${within} ·`} <bdi>{nameOf(tenant.id)}</bdi>
                </span>
              </li>
            )),
        )}
      </ul>
    </PageSection>
  );
};

const FoundInManual = ({ hits }: { hits: readonly ManualHit[] }) => {
  const { t } = useMessages();
  if (hits.length === 0) return null;
  return (
    <PageSection head="found-manual" title={t("manual.title")}>
      <ul class="found">
        {hits.map(({ page: name, href, heading, text }) => (
          <li>
            <a href={href} hx-boost="false">
              {heading}
            </a>
            <span class="meta">{text === null ? ` ${t(`manual.pages.${name}`)}` : ` ${text}`}</span>
          </li>
        ))}
      </ul>
    </PageSection>
  );
};

type HitsProps = {
  readonly id: string;
  readonly title: string;
  readonly hits: readonly Hit[];
  readonly linked?: SearchResult["customers"];
  readonly nameOf: NameOf;
};

const Hits = ({ id, title, hits, linked = [], nameOf }: HitsProps) =>
  hits.length + linked.length === 0 ? null : (
    <section aria-labelledby={`found-${id}`}>
      <h2 id={`found-${id}`}>{title}</h2>
      <ul class="found">
        {hits.map((hit) => (
          <HitLine hit={hit} shop={nameOf(hit.tenant.id)} />
        ))}
        {linked.map((hit) => (
          <LinkedLine hit={hit} shop={nameOf(hit.tenant.id)} />
        ))}
      </ul>
    </section>
  );

/** Those whose own run isn't among the hits. */
const linkedOnly = ({ customers, hits }: SearchResult): SearchResult["customers"] =>
  customers.filter(({ tenant, of }) =>
    hits.every((hit) => hit.tenant.id !== tenant.id || hit.job.key !== `debtor:${of.source}`),
  );

type LinkedProps = { readonly hit: SearchResult["customers"][number]; readonly shop: string };

const LinkedLine = ({ hit: { tenant, of }, shop }: LinkedProps) => {
  const { t } = useMessages();
  const name = of.person === null ? null : nameIn(of.person);
  const number = of.number ?? of.source;
  return (
    <li>
      <a href={`/admin/tenants/${tenant.id}/customers?${new URLSearchParams({ text: number })}`}>
        <bdi>{name ?? number}</bdi>
      </a>{" "}
      <span class="meta">
        {name === null ? null : (
          <>
            <bdi>{number}</bdi> ·{" "}
          </>
        )}
        {t("linkedCustomers.source")}: {sourceName(t, of)} · <bdi>{shop}</bdi>
      </span>
    </li>
  );
};

const HitLine = ({ hit, shop }: { hit: Hit; shop: string }) => {
  const { job, beside, tenant } = hit;
  const { t, format } = useMessages();
  const list = listOf(hit);
  const customer = beside?.person == null ? null : nameIn(beside.person);
  const document = documentName(t, beside);
  const matched = (beside?.matched ?? []).slice(0, MOST_MATCHED);
  // People look for a customer by name, and for everything else by its number.
  const names = [jobName(t, job), ...(customer === null ? [] : [customer])];
  const [name, other = null] = list === "customers" ? names.toReversed() : names;
  return (
    <li>
      <a href={`/admin/tenants/${tenant.id}/${list}/${job.id}`}>
        <bdi>{name}</bdi>
      </a>{" "}
      {beside?.article === undefined ? null : (
        <>
          <bdi>{beside.article}</bdi>{" "}
        </>
      )}
      <StateBadges job={job} found={(beside?.found ?? []).map((finding) => ({ finding }))} />{" "}
      <span class="meta">
        {other === null ? null : (
          <>
            <bdi>{other}</bdi> ·{" "}
          </>
        )}
        {document === null ? null : (
          <>
            <bdi>{document}</bdi> ·{" "}
          </>
        )}
        {job.figures === null
          ? null
          : `${format.money(soldOf(job.figures).gross, job.figures.currency)} · `}
        <bdi>{shop}</bdi>
        {matched.length === 0 ? null : (
          <>
            {" · "}
            {t("search.matches")}{" "}
            {matched.map(({ by, of }, index) => (
              <>
                {index === 0 ? null : ", "}
                {t(`search.matched.${by}`)}
                {of === null ? null : (
                  <>
                    {" "}
                    <bdi>{of}</bdi>
                  </>
                )}
              </>
            ))}
          </>
        )}
      </span>
    </li>
  );
};

/** Said of a hit: more than that helps nobody. */
const MOST_MATCHED = 2;
