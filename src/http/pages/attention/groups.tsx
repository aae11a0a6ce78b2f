/** Held jobs by cause: how many, since when, their amounts, and what to do. */
import { type HeldArea } from "../../../domain/jobs/held.ts";
import { shortened } from "../../../domain/platform/text.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { type Reason, REASON_CODES, type ReasonCode } from "../../../domain/reasons/index.ts";
import type { HeldPage } from "../../../sync/contract/index.ts";
import { knownNames } from "../../usecases/jobs/known-names.ts";
import { FilterChips, FilterChoice } from "../parts/filters.tsx";
import { PhoneFold } from "../parts/phone-fold.tsx";
import { AskForRemedy, RemedyLink } from "../parts/remedy-link.tsx";
import { NextStep, When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { useGroupText } from "./ask-for-mend.tsx";
import { groupPath } from "./group-actions.ts";
import { Deeds, type DeedsProps } from "./deeds.tsx";

type Group = HeldPage["groups"][number];

type GroupsProps = {
  readonly id: string;
  readonly held: HeldPage;
  readonly area: HeldArea | null;
  readonly code: ReasonCode | null;
  readonly names: NameLists;
  readonly articles: boolean;
};

export const Groups = ({ id, held, area, code, names, articles }: GroupsProps) => {
  const { t } = useMessages();
  const more = new URLSearchParams({
    ...(area === null ? {} : { area }),
    ...(code === null ? {} : { code }),
    from: String(held.next),
  });
  return (
    <>
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
            <GroupRow {...{ id, group, names, articles, place }} />
          ))}
          {held.next === null ? null : (
            <p>
              <a href={`/admin/tenants/${id}/attention?${more}`}>{t("attention.moreGroups")}</a>
            </p>
          )}
        </section>
      )}
      {held.own.length === 0 || area !== null || code !== null ? null : (
        <section class="card" aria-labelledby="own">
          <h2 id="own">{t("attention.own")}</h2>
          {held.own.map(({ reason, since }) => (
            <Own id={id} reason={reason} since={since} />
          ))}
        </section>
      )}
    </>
  );
};

const Own = ({ id, reason, since }: { id: string; reason: Reason } & { since: number }) => {
  const { describe } = useMessages();
  const { text, next } = describe(reason);
  return (
    <div class="row">
      <p>
        <strong>{text}</strong> <When at={since} />
      </p>
      <NextStep text={next}>
        <RemedyLink id={id} reason={reason} /> <AskForRemedy id={id} reason={reason} about={text} />
      </NextStep>
    </div>
  );
};

const Areas = ({ id, held, area }: Pick<GroupsProps, "id" | "held" | "area">) => {
  const { t } = useMessages();
  const base = `/admin/tenants/${id}/attention`;
  const choices = held.areas.map((one) => ({
    href: `${base}?${new URLSearchParams({ area: one.area })}`,
    isChosen: one.area === area,
    text: `${t(`attention.areas.${one.area}`)} (${one.count})`,
  }));
  return (
    <FilterChips
      label={t("attention.filter")}
      base={base}
      chosen={area !== null}
      choices={choices}
    />
  );
};

/** Of one cause, whatever articles or values it concerns. */
const Causes = ({ id, held, code, names }: Omit<GroupsProps, "area" | "articles">) => {
  const { t } = useMessages();
  const textOf = useGroupText(knownNames([], names));
  const known = held.causes.flatMap(({ cause, count, example, things }) => {
    const of = REASON_CODES.find((one) => one === cause);
    if (of === undefined || example === null) return [];
    const text = shortened(textOf(example), MOST_OF_A_CAUSE);
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

const GroupRow = ({ id, group, names, articles, place }: DeedsProps) => {
  const text = useGroupText(knownNames([], names))(group.reason);
  return (
    <section class="cause" aria-labelledby={`group-${place}`}>
      <h3 id={`group-${place}`}>
        <a href={groupPath(id, group)}>{text}</a>
      </h3>
      <GroupFacts group={group} />
      <Over group={group} />
      <Forecasts group={group} />
      <Deeds {...{ id, group, names, articles, place }} />
    </section>
  );
};

type SumsProps = Pick<Group, "amounts"> & {
  /** Says what is summed up, where the preceding text counts other things as well. */
  readonly say?: (amount: string) => string;
};

/** The sums in each currency, after the preceding text. */
export const Sums = ({ amounts, say = (amount) => amount }: SumsProps) => {
  const { format } = useMessages();
  return (
    <>
      {amounts.map(({ currency, gross }) => (
        <>
          {" · "}
          <span class="whole">{say(format.money(gross, currency))}</span>
        </>
      ))}
    </>
  );
};

/** How many, what they come to, and since when. */
export const GroupFacts = ({ group }: { group: Group }) => {
  const { t } = useMessages();
  return (
    <p class="meta">
      {t("attention.count", { count: group.count })}
      <Sums amounts={group.amounts} />
      {" · "}
      {t("attention.oldest")} <When at={group.since} />
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
const Forecasts = ({ group: { forecasts = [] } }: { group: Group }) => {
  const { t, rich } = useMessages();
  return (
    <>
      {forecasts.map(({ deed, at, tried, book, open }) => (
        <p class="meta">
          {rich(`attention.forecast.${deed}`, {
            when: <When at={at} />,
            book: String(book),
            tried: String(tried),
          })}
          {open === 0 ? null : ` ${t("attention.forecast.open", { count: open })}`}
        </p>
      ))}
    </>
  );
};
