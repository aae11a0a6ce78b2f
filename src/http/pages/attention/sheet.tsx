/**
 * Shows what an action would do before it is done: how many run again, each with its present and
 * future state, what else changes, and what is left out and why. One form confirms exactly this.
 */
import type { Child } from "hono/jsx";
import { z } from "zod";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { exact } from "../../../domain/money.ts";
import type { ListedPerson } from "../../../domain/jobs/listed.ts";
import { soldOf } from "../../../domain/orders/sold.ts";
import { causesOf } from "../../../domain/jobs/headline.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { knownNames, describeWithNames } from "../../usecases/jobs/known-names.ts";
import type { FixPreview, ReleaseView } from "../../usecases/jobs/fix-and-retry.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { chartOf, previewedPostings } from "../../usecases/ledger/posting.ts";
import { jobName } from "../../../messages/job-names.ts";
import { AtAttempt } from "../orders/actions/planned-effect.tsx";
import { documentIn, Sums } from "./sums-by-result.tsx";
import { PostingSection } from "../orders/documents/posting.tsx";
import { Customer } from "../parts/picked-job.tsx";
import { OtherRemedyLink } from "../parts/remedy-link.tsx";
import { Notice } from "../parts/ui.tsx";
import { sheetFrame } from "../previews/sheet-frame.tsx";
import { Cell, Stack } from "../parts/table.tsx";
import { useThen } from "../parts/waits.tsx";
import { useMessages, useTrial } from "../frame/use-messages.ts";

export type SheetView = {
  readonly tenant: TenantRow;
  readonly title: string;
  /** What its button does to that many. */
  readonly does: (count: number) => string;
  readonly fix: FixPreview;
  readonly names: NameLists;
  /** A setting that changes: what it is of, as it is, and as it would be. */
  readonly setting: { readonly of: string; readonly before: string; readonly after: string } | null;
  /** Another choice than the proposed one. */
  readonly other?: Child;
  /** The fields of the form, besides the mark. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly back: string;
  /** Where its form is sent; left out, to the mends. */
  readonly action?: string;
  readonly tab?: "attention" | "approvals" | "orders";
  /** What it will do, where that is no retry; and how many of those chosen don't wait any more. */
  readonly will?: string;
  /** What the action does, where its name doesn't say it. */
  readonly says?: string;
  readonly gone?: number;
  /** It was confirmed, and isn't any more as it was shown. */ readonly changed: boolean;
};

export function sheetPage(c: PageContext, view: SheetView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, title, fix, changed } = view;
  const count = fix.releases.length;
  const unread = fix.releases.filter(
    ({ job, stands }) => job.flow === "orders" && job.figures === null && !stands,
  ).length;
  const staysOnHold = view.will === undefined && isStillHeld(view);
  return sheetFrame(c, {
    tenant,
    title,
    tab: view.tab ?? "attention",
    heading: view.will ?? t("attention.sheet.will", { count }),
    changed,
    trial: fix.trial,
    waits: count > 0,
    action: view.action ?? `/admin/tenants/${tenant.id}/attention/mend`,
    mark: fix.mark,
    fields: view.fields,
    back: view.back,
    button:
      count === 0
        ? null
        : {
            text: view.does(count),
            ends: fix.releases.some(({ would }) => would?.become === "remove"),
            second: staysOnHold,
          },
    children: (
      <>
        {view.says === undefined ? null : <p>{view.says}</p>}
        {staysOnHold ? <StillHeld id={tenant.id} fix={fix} /> : null}
        {view.will === undefined && count > 0 ? (
          <p class="hint">{t("attention.sheet.readAgain")}</p>
        ) : null}
        {view.will === undefined && unread > 0 ? (
          <p class="hint">{t("attention.sheet.unread", { count: unread })}</p>
        ) : null}
        {count > 0 && fix.listsOf !== null ? <ListsOf at={fix.listsOf} /> : null}
        <Changes view={view} />
        {view.other}
        {count > 1 ? <Sums fix={fix} /> : null}
        {count === 0 ? <p class="empty">{t("attention.sheet.nothing")}</p> : <Rows view={view} />}
        {count > 1 ? null : <OnePosting view={view} />}
        <LeftOut fix={fix} gone={view.gone ?? 0} />
      </>
    ),
  });
}

/** What the results stand on, where it wasn't read just now. */
const ListsOf = ({ at }: { readonly at: number }) => {
  const { t, format } = useMessages();
  return <p class="hint">{t("attention.sheet.listsOf", { when: format.stamp(at) })}</p>;
};

/** Those that were tried, of which there is a limit. */
const triedOf = ({ releases }: FixPreview): readonly ReleaseView[] =>
  releases.filter(({ would }) => would !== null);

/** Nothing is corrected, and each that was tried would stay on hold as it was last read. */
const isStillHeld = ({ fix, setting }: SheetView): boolean =>
  setting === null &&
  !fix.releases.some(({ stands }) => stands) &&
  triedOf(fix).length > 0 &&
  triedOf(fix).every(({ would }) => would?.become === "hold");

/** What a retry wouldn't change, and where the cause is mended. */
const StillHeld = ({ id, fix }: { readonly id: string; readonly fix: FixPreview }) => {
  const { t } = useMessages();
  const tried = triedOf(fix);
  const why = tried[0]?.would?.reasons[0];
  const [count, of] = [tried.length, fix.releases.length];
  return (
    <Notice tone="warn">
      <p>
        {count < of
          ? t("attention.sheet.inVainTried", { count, of })
          : t("attention.sheet.inVain", { count })}{" "}
        {why === undefined ? null : <OtherRemedyLink id={id} reason={why} />}
      </p>
    </Notice>
  );
};

const article = z.object({
  Number: z.string(),
  Name: z.string(),
  CodingId: z.string(),
  UnitId: z.string(),
  NetPrice: z.number().catch(0),
});

/** The articles that the tried runs would make, each once. */
export function articlesMade(fix: FixPreview): readonly z.infer<typeof article>[] {
  const made = fix.releases
    .flatMap(({ would }) => would?.writes ?? [])
    .flatMap(({ kind, request }) => {
      const parsed = kind === "article.create" ? article.safeParse(request.body) : null;
      return parsed?.success === true ? [parsed.data] : [];
    });
  return [...new Map(made.map((one) => [one.Number, one])).values()];
}

const Changes = ({ view: { fix, names, setting } }: { view: SheetView }) => {
  const { t, format } = useMessages();
  const trial = useTrial() ? "yes" : "no";
  const made = articlesMade(fix);
  if (setting === null && made.length === 0) return null;
  const nameOf = (list: "eaccounting.codings" | "eaccounting.units", id: string): string =>
    names[list]?.entries.find((one) => one.id.toLowerCase() === id.toLowerCase())?.name ?? id;
  return (
    <ul>
      {setting === null ? null : (
        <li>
          <bdi>{setting.of}</bdi>: <bdi>{setting.before}</bdi> → <bdi>{setting.after}</bdi>
        </li>
      )}
      {made.map((one) => (
        <li>
          {t("attention.sheet.article", {
            number: isolate(one.Number),
            name: isolate(one.Name),
            coding: isolate(nameOf("eaccounting.codings", one.CodingId)),
            unit: isolate(nameOf("eaccounting.units", one.UnitId)),
            price: one.NetPrice === 0 ? null : format.amount(exact(one.NetPrice)),
            trial,
          })}
        </li>
      ))}
    </ul>
  );
};

/** Rows that stand open: as many as are tried. */
const MOST_OPEN = 20;

const Rows = async ({ view: { tenant, fix, names, title } }: { view: SheetView }) => {
  const { t } = useMessages();
  const thenIn = useThen(tenant.id);
  const now = t("attention.sheet.now");
  const then = await thenIn();
  const table = (releases: readonly ReleaseView[]) => (
    <Stack
      label={title}
      columns={[t("attention.what"), { name: t("attention.amount"), figure: true }, now, then]}
    >
      <tbody>
        {releases.map((one) => (
          <Row
            id={tenant.id}
            release={one}
            person={fix.people[one.job.id] ?? null}
            names={names}
            now={now}
            then={then}
          />
        ))}
      </tbody>
    </Stack>
  );
  const rest = fix.releases.slice(MOST_OPEN);
  return (
    <>
      {table(fix.releases.slice(0, MOST_OPEN))}
      {rest.length === 0 ? null : (
        <details>
          <summary>{t("attention.sheet.others", { count: rest.length })}</summary>
          {table(rest)}
        </details>
      )}
    </>
  );
};

/** Causes that a row says; of an order with hundreds of lines it says how many more there are. */
const MOST_CAUSES = 5;

const useCauses = (known: ReturnType<typeof knownNames>) => {
  const { t, language } = useMessages();
  return (causes: readonly Reason[]): string => {
    const more = causes.length - MOST_CAUSES;
    const texts = causes
      .slice(0, MOST_CAUSES)
      .map((why) => describeWithNames(why, known, language).text);
    return [...texts, ...(more > 0 ? [t("attention.sheet.moreCauses", { count: more })] : [])].join(
      " ",
    );
  };
};

type RowProps = {
  readonly id: string;
  readonly release: ReleaseView;
  readonly person: ListedPerson | null;
  readonly names: NameLists;
  readonly now: string;
  readonly then: string;
};

const Row = ({ id, release, person, names, now, then }: RowProps) => {
  const { job, version } = release;
  const { t } = useMessages();
  const known = knownNames([], names);
  const causes = useCauses(known)(causesOf(job));
  return (
    <tr>
      <th scope="row">
        <a class="whole" href={`/admin/tenants/${id}/orders/${job.id}`}>
          {jobName(t, job)}
        </a>
        <Customer person={person} />
      </th>
      <Cell of={t("attention.amount")} figure>
        <Amount job={job} />
      </Cell>
      <Cell of={now}>{causes === "" ? "–" : <AtAttempt job={job}>{causes}</AtAttempt>}</Cell>
      <Cell of={then}>
        <>
          <Would release={release} known={known} />
          <Payment release={release} />
          <DocumentKind of={documentIn(release)} />
          {version === null ? null : (
            <div class="hint">{t("attention.sheet.withVersion", { version: String(version) })}</div>
          )}
        </>
      </Cell>
    </tr>
  );
};

/** The payment that waited, beside the document that stands. */
const Payment = ({ release: { pays } }: Pick<RowProps, "release">) => {
  const { t, format } = useMessages();
  const trial = useTrial() ? "yes" : "no";
  if (pays === null) return null;
  const { most, currency } = pays;
  const amount = format.amount(most, currency);
  return <div>{t("attention.sheet.pays", { amount, currency, trial })}</div>;
};

/** As what an order will be booked; `null`: it isn't, or that isn't known. Test mode says it. */
export const DocumentKind = ({ of }: { readonly of: string | null }) => {
  const { find } = useMessages();
  const isTrial = useTrial();
  const text = of === null || isTrial ? undefined : find(`differences.documents.${of}`);
  return text === undefined ? null : <div class="hint">{text}</div>;
};

/** What one order would book, by account. */
const OnePosting = ({ view: { fix, names } }: { readonly view: SheetView }) => {
  const [release] = fix.releases;
  if (release?.would?.become !== "book") return null;
  return (
    <PostingSection
      address=""
      postings={{ ...previewedPostings(release.would, names), readable: false }}
      chart={chartOf(names)}
      names={knownNames([], names)}
      version={release.version}
    />
  );
};

export const Amount = ({ job: { figures } }: { job: ReleaseView["job"] | ListedJob }) => {
  const { format } = useMessages();
  return figures === null ? (
    <>–</>
  ) : (
    <>{format.money(exact(soldOf(figures).gross), figures.currency)}</>
  );
};

type ListedJob = Pick<ReleaseView["job"], "figures">;

/** As the order flow says it, on what is remembered of the order. */
const Would = ({
  release,
  known,
}: {
  release: ReleaseView;
  known: ReturnType<typeof knownNames>;
}): Child => {
  const { would, stands } = release;
  const {
    t,
    states: { willBe },
  } = useMessages();
  const causesIn = useCauses(known);
  const isTrial = useTrial();
  const trial = isTrial ? "yes" : "no";
  if (stands && would === null) return <>{t("attention.sheet.stands", { trial })}</>;
  if (would === null || would.become === "open") return <>{t("attention.sheet.untried")}</>;
  const [why] = would.reasons;
  const told =
    would.become === "hold"
      ? causesOf({ status: "done", outcome: "held", reasons: would.reasons })
      : would.reasons.slice(0, 1);
  const text =
    would.become === "nothing"
      ? t("orders.sheet.settles")
      : willBe(would.become, documentIn(release), isTrial);
  return why === undefined || would.become === "book" ? (
    <>{text}</>
  ) : (
    <>
      {text} {causesIn(told)}
    </>
  );
};

const LeftOut = ({ fix, gone }: { fix: FixPreview; gone: number }) => {
  const { t } = useMessages();
  const known = fix.releases.length + fix.going.length + fix.unusable.length;
  const more = Math.max(0, fix.waiting - known);
  if (more + gone + fix.going.length + fix.unusable.length === 0) return null;
  return (
    <>
      <h3>{t("attention.sheet.leftOut")}</h3>
      <ul>
        {fix.going.length === 0 ? null : (
          <li>{t("attention.sheet.going", { count: fix.going.length })}</li>
        )}
        {fix.unusable.length === 0 ? null : (
          <li>{t("attention.sheet.versionGone", { count: fix.unusable.length })}</li>
        )}
        {gone === 0 ? null : <li>{t("approvals.left", { count: gone })}</li>}
        {more === 0 ? null : <li>{t("attention.sheet.more", { count: more })}</li>}
      </ul>
    </>
  );
};
