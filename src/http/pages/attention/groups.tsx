/** Held jobs by cause: how many, since when, their amounts, and what to do. */
import { type Held, type HeldArea, heldBy } from "../../../domain/jobs/held.ts";
import { shortened } from "../../../domain/platform/text.ts";
import type { NameEntry, NameListName, NameLists } from "../../../domain/ledger/names.ts";
import { type Reason, REASON_CODES, type ReasonCode } from "../../../domain/reasons/index.ts";
import type { HeldPage } from "../../../sync/contract/index.ts";
import { knownNames } from "../../usecases/jobs/known-names.ts";
import { describeReason } from "../../usecases/jobs/reason-text.ts";
import { FilterChoice } from "../parts/filters.tsx";
import { PhoneFold } from "../parts/phone-fold.tsx";
import { Target, type TargetShape } from "../settings/fields/target.tsx";
import { OPEN } from "../manual/reasons.tsx";
import { isSetting, remedyOf } from "../parts/remedies.ts";
import { AskForRemedy, OtherRemedyLink, RemedyLink } from "../parts/remedy-link.tsx";
import { NextStep, When } from "../parts/ui.tsx";
import { useFormat, useLanguage, useMessages } from "../frame/use-messages.ts";
import { AskForMend, useGroupText } from "./ask-for-mend.tsx";
import {
  endsWithSkip,
  type GroupAction,
  groupActions,
  groupPath,
  maySkip,
  sheetPath,
  skipPath,
} from "./group-actions.ts";
import { Button, MayLink, useMayOn } from "../forms/post-form.tsx";

type Group = HeldPage["groups"][number];

type GroupsProps = {
  readonly id: string;
  readonly held: HeldPage;
  readonly area: HeldArea | null;
  readonly code: ReasonCode | null;
  readonly names: NameLists;
  readonly articles: boolean;
  readonly now: number;
};

export const Groups = ({ id, held, area, code, names, articles, now }: GroupsProps) => {
  const { t } = useMessages();
  const more = new URLSearchParams({
    ...(area === null ? {} : { area }),
    ...(code === null ? {} : { code }),
    from: String(held.next),
  });
  return (
    <>
      {held.own.length === 0 || area !== null || code !== null ? null : (
        <section class="card" aria-labelledby="own">
          <h2 id="own">{t("attention.own")}</h2>
          {held.own.map(({ reason, since }) => (
            <Own id={id} reason={reason} since={since} now={now} />
          ))}
        </section>
      )}
      {held.groups.length === 0 ? null : (
        <section class="card" aria-labelledby="groups">
          <h2 id="groups">{t("attention.groups")}</h2>
          {held.areas.length < 2 && held.causes.length < 2 ? null : (
            <PhoneFold
              summary={t("lists.filters", {
                count: [area, code].filter((one) => one !== null).length,
              })}
            >
              <Areas id={id} held={held} area={area} />
              <Causes {...{ id, held, code, names }} />
            </PhoneFold>
          )}
          {held.groups.map((group, place) => (
            <GroupRow {...{ id, group, names, articles, place, now }} />
          ))}
          {held.next === null ? null : (
            <p>
              <a href={`/admin/tenants/${id}/attention?${more}`}>{t("attention.moreGroups")}</a>
            </p>
          )}
        </section>
      )}
    </>
  );
};

const Own = ({ id, reason, since, now }: { id: string; reason: Reason } & Times) => {
  const language = useLanguage();
  const { text, next } = describeReason(reason, language);
  return (
    <div class="row">
      <p>
        <strong>{text}</strong> <When at={since} now={now} />
      </p>
      <NextStep text={next}>
        <RemedyLink id={id} reason={reason} /> <AskForRemedy id={id} reason={reason} about={text} />
      </NextStep>
    </div>
  );
};

type Times = { readonly since: number; readonly now: number };

/** Only where there is something to choose between. */
const Areas = ({ id, held, area }: Pick<GroupsProps, "id" | "held" | "area">) => {
  const { t } = useMessages();
  if (held.areas.length < 2) return null;
  const base = `/admin/tenants/${id}/attention`;
  return (
    <nav aria-label={t("attention.filter")}>
      <ul class="chips">
        <li>
          <a href={base} aria-current={area === null ? "page" : undefined}>
            {t("attention.areas.all")}
          </a>
        </li>
        {held.areas.map((one) => (
          <li>
            <a
              href={`${base}?${new URLSearchParams({ area: one.area })}`}
              aria-current={one.area === area ? "page" : undefined}
            >
              {t(`attention.areas.${one.area}`)} ({one.count})
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Of one cause, whatever articles or values it concerns. */
const Causes = ({ id, held, code, names }: Omit<GroupsProps, "area" | "articles" | "now">) => {
  const { t } = useMessages();
  const language = useLanguage();
  const textOf = useGroupText(knownNames([], names));
  const known = held.causes.flatMap(({ cause, count, example, things = 1 }) => {
    const of = REASON_CODES.find((one) => one === cause);
    if (of === undefined) return [];
    const text = shortened(
      example === undefined
        ? describeReason({ code: of, params: OPEN }, language).text
        : textOf(example),
      MOST_OF_A_CAUSE,
    );
    const name = things < 2 ? text : t("attention.causeOfSeveral", { text, more: things - 1 });
    return [{ code: of, text: `${name} (${count})` }];
  });
  if (known.length < 2) return null;
  return (
    <form method="get" action={`/admin/tenants/${id}/attention`} class="line">
      <FilterChoice
        name="code"
        label={t("attention.cause")}
        none={t("attention.areas.all")}
        values={known.map((one) => one.code)}
        text={(of) => known.find((one) => one.code === of)?.text ?? of}
        chosen={code}
      />
      <button class="second">{t("orders.show")}</button>
    </form>
  );
};

/** A choice isn't wider than a phone. */
const MOST_OF_A_CAUSE = 60;

type GroupProps = {
  readonly id: string;
  readonly group: Group;
  readonly names: NameLists;
  /** Orders need articles, so a missing one may be created. */
  readonly articles: boolean;
  readonly place: number;
  readonly now: number;
};

const GroupRow = ({ id, group, names, articles, place, now }: GroupProps) => {
  const text = useGroupText(knownNames([], names))(group.reason);
  return (
    <section class="cause" aria-labelledby={`group-${place}`}>
      <h3 id={`group-${place}`}>
        <a href={groupPath(id, group)}>{text}</a>
      </h3>
      <GroupFacts group={group} now={now} />
      <Over group={group} />
      <Forecasts group={group} now={now} />
      <Deeds {...{ id, group, names, articles, place }} />
    </section>
  );
};

/** The sums in each currency, after the preceding text. */
export const Sums = ({ amounts }: Pick<Group, "amounts">) => {
  const format = useFormat();
  return (
    <>
      {amounts.map(({ currency, gross }) => (
        <>
          {" · "}
          <span class="whole">{format.money(gross, currency)}</span>
        </>
      ))}
    </>
  );
};

/** How many, what they come to, and since when. */
export const GroupFacts = ({ group, now }: { group: Group; now: number }) => {
  const { t } = useMessages();
  return (
    <p class="meta">
      {t("attention.count", { count: group.count })}
      <Sums amounts={group.amounts} />
      {" · "}
      {t("attention.oldest")} <When at={group.since} now={now} />
    </p>
  );
};

/** Its cause was there at the last attempt, and isn't any more. */
export const Over = ({ group: { over, reason } }: { group: Group }) => {
  const { t } = useMessages();
  if (over !== true) return null;
  return (
    <p>
      <strong>
        {t(
          reason.code === "article-not-found" ? "attention.over.article" : "attention.over.period",
        )}
      </strong>
    </p>
  );
};

/** What its sheets said lately. */
const Forecasts = ({ group: { forecasts = [] }, now }: { group: Group; now: number }) => {
  const { t, rich } = useMessages();
  return (
    <>
      {forecasts.map(({ deed, at, tried, book, open }) => (
        <p class="meta">
          {rich(`attention.forecast.${deed}`, {
            when: <When at={at} now={now} />,
            book: String(book),
            tried: String(tried),
          })}
          {open === 0 ? null : ` ${t("attention.forecast.open", { count: open })}`}
        </p>
      ))}
    </>
  );
};

export type DeedsProps = Pick<GroupProps, "id" | "group" | "names" | "articles" | "place">;

export const Deeds = ({ id, group, names, articles, place }: DeedsProps) => {
  const { t } = useMessages();
  const works = useMayOn()("work", id);
  const { reason, over = false } = group;
  const actions = groupActions(reason, articles).filter(({ kind }) => !over || kind === "retry");
  const mendable = actions.some(({ kind }) => kind !== "retry" && kind !== "book-again");
  const mends = actions.filter(({ kind }) => kind === "book-again" || (kind !== "retry" && works));
  const skips = maySkip(reason);
  const skipsFirst = skips && mends.length === 0 && endsWithSkip(reason);
  const retries = actions.some(({ kind }) => kind === "retry");
  const retriesFirst = retries && mends.length === 0 && !skipsFirst && (over || isSetting(reason));
  const isFirst = mends.length === 0 && !skipsFirst && !retriesFirst;
  const skip = (first: boolean) => (
    <MayLink class={first ? "button" : "button second"} href={skipPath(id, group)}>
      {t("attention.deeds.skip")}
    </MayLink>
  );
  return (
    <div class="line">
      {mends.map((choice, at) => (
        <Mend first={at === 0} {...{ id, group, names, place }} action={choice} />
      ))}
      {skipsFirst ? skip(true) : null}
      {over ? null : (
        <OtherRemedyLink id={id} reason={reason} {...(isFirst ? { class: "button" } : {})} />
      )}
      {retries ? (
        <MayLink
          class={retriesFirst ? "button" : "button second"}
          href={sheetPath(id, group, "retry")}
        >
          {t("attention.deeds.retry", { count: group.count })}
        </MayLink>
      ) : null}
      {skips && !skipsFirst ? skip(false) : null}
      <AskForMend id={id} reason={reason} makes={mendable} names={names} />
    </div>
  );
};

type MendProps = Pick<DeedsProps, "id" | "group" | "names" | "place"> & {
  readonly action: GroupAction;
  /** The one that mends it most likely. */
  readonly first: boolean;
};

const Mend = ({ id, group, action, names, place, first }: MendProps) => {
  const { t } = useMessages();
  if (action.kind === "choose" || action.kind === "coding")
    return <Choose {...{ id, group, action, names, place, first }} />;
  return (
    <MayLink class={first ? "button" : "button second"} href={sheetPath(id, group, action.kind)}>
      {action.kind === "book-again"
        ? t("attention.deeds.bookAgain", { count: group.count })
        : t("attention.deeds.create-article")}
    </MayLink>
  );
};

/** Whether something is mended before a retry makes sense: by an action here, or somewhere else. */
export const isFixed = (reason: Reason): boolean =>
  remedyOf(reason) !== null || groupActions(reason).some(({ kind }) => kind !== "retry");

type FixFirstProps = {
  readonly id: string;
  readonly reason: Reason;
  readonly names: NameLists;
};

/**
 * The correction of one thing, on its own page: the actions of its group, whose sheet shows what
 * else waits for it.
 */
export const FixFirst = ({ id, reason, names }: FixFirstProps) => {
  const { t } = useMessages();
  const works = useMayOn()("work", id);
  const group = { ...heldBy(reason), reason };
  const actions = works ? groupActions(reason) : [];
  const makes = actions.some(({ kind }) => kind === "create-article");
  return (
    <div class="line">
      {makes ? (
        <MayLink class="button" href={sheetPath(id, group, "create-article")}>
          {t("attention.deeds.create-article")}
        </MayLink>
      ) : null}
      {actions.map((choice, place) =>
        choice.kind === "choose" || choice.kind === "coding" ? (
          <Choose id={id} group={group} action={choice} names={names} place={place} />
        ) : null,
      )}
      <RemedyLink
        id={id}
        reason={reason}
        class={makes || isSetting(reason) ? "button second" : "button"}
      />
      <AskForMend
        id={id}
        reason={reason}
        makes={groupActions(reason).some(({ kind }) => kind !== "retry")}
        names={names}
      />
    </div>
  );
};

type ChooseProps = Omit<DeedsProps, "group" | "articles"> & {
  readonly group: Held;
  readonly action: Extract<GroupAction, { kind: "choose" | "coding" }>;
  /** The earlier choice. */
  readonly to?: string;
  /** Its buttons are the first ones of their line. */
  readonly first?: boolean;
};

/** Up to this many are buttons of their own; the sheet shows their effect. */
const MOST_AT_HAND = 6;

/** The ledger's own things to choose from, by number and name. */
const Choose = (props: ChooseProps) => {
  const { id, group, action: choice, names, place, to = "", first = false } = props;
  const { t } = useMessages();
  const rank = first ? undefined : "second";
  const label = useActionLabel()(choice);
  const name = `to-${choice.kind === "choose" ? choice.lookup.name : "coding"}-${place}`;
  const entries = entriesOf(choice, names);
  const list = listOf(choice);
  const shape: TargetShape = list === null ? { kind: "text" } : { kind: "list", list, entries };
  const only = entries.length === 1 ? (entries[0]?.id ?? "") : "";
  const atHand = choice.kind === "choose" && entries.length <= MOST_AT_HAND ? entries : [];
  return (
    <form method="get" action={`/admin/tenants/${id}/attention/mend`} class="line">
      <input type="hidden" name="cause" value={group.cause} />
      <input type="hidden" name="thing" value={group.thing} />
      <input type="hidden" name="deed" value={choice.kind} />
      {choice.kind === "choose" ? (
        <input type="hidden" name="lookup" value={choice.lookup.name} />
      ) : null}
      {atHand.length > 0 ? (
        <fieldset>
          <legend>{label}</legend>
          <div class="line">
            {atHand.map((entry) => (
              <Button class={rank} name="to" value={entry.id}>
                <bdi>{entry.name}</bdi>
              </Button>
            ))}
          </div>
        </fieldset>
      ) : (
        <>
          <div class="field">
            <label for={name}>{label}</label>
            <Target id={name} name="to" value={to === "" ? only : to} shape={shape} none="" />
          </div>
          <Button class={rank}>{t("attention.deeds.preview")}</Button>
        </>
      )}
    </form>
  );
};

/** The ledger's list that is chosen from; `null`: there is none, and a text is typed. */
function listOf(choice: Extract<GroupAction, { kind: "choose" | "coding" }>): NameListName | null {
  if (choice.kind === "coding") return "eaccounting.codings";
  return typeof choice.lookup.to === "string" ? choice.lookup.to : null;
}

export const entriesOf = (
  choice: Extract<GroupAction, { kind: "choose" | "coding" }>,
  names: NameLists,
): readonly NameEntry[] => {
  const list = listOf(choice);
  return list === null ? [] : (names[list]?.entries ?? []);
};

/** Returns the label of a choice: the look-up's name, or the coding of a rate. */
function useActionLabel(): (choice: Extract<GroupAction, { kind: "choose" | "coding" }>) => string {
  const { t } = useMessages();
  const format = useFormat();
  return (choice) => {
    if (choice.kind === "coding")
      return t("attention.deeds.coding", {
        rate: format.percent(String(Number(choice.rate) / 100)),
      });
    return choice.lookup.name === "article"
      ? t("attention.deeds.article")
      : t(`settings.lookup.${choice.lookup.name}.title`);
  };
}
