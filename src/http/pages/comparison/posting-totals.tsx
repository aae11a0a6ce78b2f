/**
 * What the documents of a posting list book, added up by account and VAT code. A list of one page
 * has it below its lines; a longer one has a button, as each order's run is opened for it.
 */
import type { TenantRow } from "../../../store/tenants.ts";
import { type Balanced, isBalanced, totalsOf } from "../../usecases/ledger/day-postings.ts";
import { messagesFor } from "../../language.ts";
import { formatOf } from "../../words/format.ts";
import type { PostingSum as Sum, PostingTotals } from "../../words/posting-totals.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import type { PageContext } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { page } from "../frame/respond.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { isolate } from "../../words/isolate.ts";
import { type Lacks, PostingHead, PostingLine, PostingSum } from "../parts/posting-table.tsx";
import { Notice, Wide, PageSection } from "../parts/ui.tsx";
import { periodOf } from "./month.tsx";
import { addressOf, postingsPath, type RangeRequest } from "./range.ts";
import { ReportHead } from "./report.tsx";

type Days = Pick<RangeRequest, "from" | "to">;
type Place = { readonly id: string; readonly days: Days };

type SectionProps = Place & {
  /** `null`: the list has more pages. */
  readonly totals: PostingTotals | null;
  /** How many orders the days have; `null`: not known. */
  readonly of: number | null;
};

/** Below the lines of a list. */
export const TotalsSection = ({ totals, of, ...place }: SectionProps) => {
  const { t, format } = useMessages();
  return (
    <PageSection head="totals" title={t("comparison.postings.totals.title")}>
      {totals === null ? (
        <AddUp {...place} totals={null} cursor={null}>
          {of === null
            ? t("comparison.postings.totals.add")
            : t("comparison.postings.totals.addOf", { count: format.figure(of) })}
        </AddUp>
      ) : (
        <Totals days={place.days} totals={totals} />
      )}
    </PageSection>
  );
};

type AddUpProps = Place & {
  readonly totals: PostingTotals | null;
  readonly cursor: string | null;
  readonly goesOn?: boolean;
  readonly children: string;
};

/** Adds up the next orders. What is added up by now goes with it, as nothing of it is kept. */
const AddUp = ({ id, days, totals, cursor, goesOn = false, children }: AddUpProps) => (
  <PostForm
    action={postingsPath(id, days, "/totals")}
    class="actions"
    data-goes-on={goesOn ? "" : undefined}
  >
    {cursor === null ? null : <input type="hidden" name="cursor" value={cursor} />}
    {totals === null ? null : <input type="hidden" name="sums" value={JSON.stringify(totals)} />}
    <Button class="second">{children}</Button>
  </PostForm>
);

const Totals = ({ days, totals }: { readonly days: Days; readonly totals: PostingTotals }) => {
  const { t, format } = useMessages();
  const { within, beyond, unread, lacking, untold } = totals;
  const lacks = unread === 0 ? "unreadable" : "unread";
  const isComplete = lacking === 0 && untold === 0;
  return (
    <>
      {isComplete ? null : (
        <Notice tone="bad">
          {untold === 0 ? null : <p>{t("comparison.postings.untold", { count: untold })}</p>}
          {lacking === 0 ? null : (
            <p>{t("comparison.postings.totals.lacking", { count: lacking })}</p>
          )}
        </Notice>
      )}
      {unread === 0 ? null : (
        <p class="sub">{t("comparison.postings.totals.unread", { count: unread })}</p>
      )}
      {within.length === 0 && isComplete ? <p>{t("comparison.postings.totals.none")}</p> : null}
      <Sums label={periodOf(days, format)} sums={within} lacks={lacks} />
      {beyond.length === 0 ? null : (
        <>
          <h3>{t("comparison.postings.totals.beyond")}</h3>
          <p class="sub">{t("comparison.postings.totals.beyondLead")}</p>
          <Sums label={t("comparison.postings.totals.beyond")} sums={beyond} lacks={lacks} />
        </>
      )}
    </>
  );
};

/** Booked documents without an order of their own are in no line and no total. */
export const Apart = ({ id, days, count }: Place & { readonly count: number }) => {
  const { t } = useMessages();
  return count === 0 ? null : (
    <Notice tone="warn">
      <p>
        {t("comparison.postings.apart", { count })}{" "}
        <a href={addressOf(id, { ...days, state: null, cursor: null })}>{t("comparison.title")}</a>
      </p>
    </Notice>
  );
};

/** Heads of the columns of a posting list. `currency`: of all its amounts, if they have one. */
export const ListHead = ({ currency }: { readonly currency: string | null }) => {
  const { t } = useMessages();
  return (
    <PostingHead
      account={t("comparison.postings.account")}
      name={t("posting.name")}
      currency={currency}
      vatCode
    />
  );
};

/** The totals of a posting list, by currency. */
export const ListFoot = ({ totals }: { readonly totals: readonly Balanced[] }) => {
  const { t } = useMessages();
  return (
    <tfoot>
      {totals.map((one) => (
        <PostingSum {...one} vatCode>
          {one.currency === null ? "" : `, ${one.currency}`}
          {isBalanced(one) ? null : (
            <span class="misses"> {t("comparison.postings.unbalanced")}</span>
          )}
        </PostingSum>
      ))}
    </tfoot>
  );
};

/** A table for each currency: what isn't of one currency has no total. */
type SumsProps = {
  readonly label: string;
  readonly sums: readonly Sum[];
  readonly lacks: Lacks;
};

const Sums = ({ label, sums, lacks }: SumsProps) => (
  <>
    {[...Map.groupBy(sums, ({ currency }) => currency)].map(([currency, of]) => (
      <Wide label={currency === null ? label : `${label}, ${currency}`}>
        <table class="small postings">
          <ListHead currency={currency} />
          <tbody>
            {of.map((one) => (
              <PostingLine {...one} lacks={lacks} />
            ))}
          </tbody>
          <ListFoot totals={totalsOf(of).map((one) => ({ ...one, currency: null }))} />
        </table>
      </Wide>
    ))}
  </>
);

type TotalsView = {
  readonly tenant: TenantRow;
  readonly days: Days;
  readonly totals: PostingTotals;
  /** Where adding up goes on; `null`: all of it is added up. */
  readonly cursor: string | null;
  readonly of: number | null;
  readonly apart: number;
};

/** The totals of a list of several pages, by themselves. */
export function totalsPage(
  c: PageContext,
  { tenant, days, totals, cursor, of, apart }: TotalsView,
): Promise<Response> {
  const { t, language } = messagesFor(c);
  const { id } = tenant;
  const { signedIn } = c.var;
  return page(
    c,
    t("comparison.postings.of", { tenant: isolate(tenant.name) }),
    <div class="report">
      <TenantHead id={id} name={tenant.name} current="comparison" state={tenant.state}>
        <h1>{t("comparison.postings.totals.title")}</h1>
        <p class="sub">{t("comparison.postings.totals.lead")}</p>
      </TenantHead>
      <ReportHead
        tenant={tenant}
        period={periodOf(days, formatOf(language))}
        by={signedIn.actor.name}
      />
      <div class="actions">
        <a href={postingsPath(id, days)}>{t("comparison.postings.totals.back")}</a>
      </div>
      {cursor === null ? null : (
        <Notice tone="busy">
          <p role="status">
            {t("comparison.postings.totals.part", {
              orders: formatOf(language).figure(totals.orders),
              of: of === null ? "–" : formatOf(language).figure(of),
            })}
          </p>
          <AddUp id={id} days={days} totals={totals} cursor={cursor} goesOn>
            {t("comparison.postings.goOn")}
          </AddUp>
        </Notice>
      )}
      <Apart id={id} days={days} count={apart} />
      <section aria-label={t("comparison.postings.totals.title")}>
        <Totals days={days} totals={totals} />
      </section>
    </div>,
  );
}
