/** What can be done about held jobs of one cause: mend it, retry or skip them. */
import { type HeldCause, heldCauseOf } from "../../../domain/jobs/held.ts";
import type { NameEntry, NameListName, NameLists } from "../../../domain/ledger/names.ts";
import { type Reason } from "../../../domain/reasons/index.ts";
import type { HeldPage } from "../../../sync/contract/index.ts";
import { Target, type TargetShape } from "../settings/fields/target.tsx";
import { isSetting, remedyOf } from "../parts/remedies.ts";
import { OtherRemedyLink } from "../parts/remedy-link.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { AskForMend } from "./ask-for-mend.tsx";
import {
  endsWithSkip,
  type GroupAction,
  groupActions,
  maySkip,
  sheetPath,
} from "./group-actions.ts";
import { Button, MayLink, useMayOn } from "../forms/post-form.tsx";

export type DeedsProps = {
  readonly id: string;
  readonly group: HeldPage["groups"][number];
  readonly names: NameLists;
  /** Orders need articles, so a missing one may be created. */
  readonly articles: boolean;
  readonly place: number;
};

export const Deeds = ({ id, group, names, articles, place }: DeedsProps) => {
  const { t } = useMessages();
  const works = useMayOn()("work", id);
  const { reason, over = false } = group;
  const actions = groupActions(reason, articles).filter(({ kind }) => !over || kind === "retry");
  const deed = useOwnersDeed()(actions);
  const mends = actions.filter(({ kind }) => kind === "book-again" || (kind !== "retry" && works));
  const skips = maySkip(reason);
  // A setting answers for all of them.
  const skipsFirst = skips && mends.length === 0 && endsWithSkip(reason) && !isSetting(reason);
  const retries = actions.some(({ kind }) => kind === "retry");
  const retriesFirst =
    retries && mends.length === 0 && (over || (isSetting(reason) && !endsWithSkip(reason)));
  const isFirst = mends.length === 0 && !skipsFirst && !retriesFirst;
  // Never the filled one: it mends nothing.
  const skip = (
    <MayLink class="button second" href={sheetPath(id, group, "skip")}>
      {t("attention.deeds.skip")}
    </MayLink>
  );
  const [fields, buttons] = [mends.filter(isChoice), mends.filter((one) => !isChoice(one))];
  const choices = fields.map((choice, at) => (
    <Choose
      {...{ id, group, names, place }}
      action={choice}
      first={at === 0 && buttons.length === 0}
      isOther={buttons.length > 0}
    />
  ));
  const line = (
    <div class="line">
      {buttons.map((choice, at) => (
        <Mend first={at === 0} {...{ id, group }} action={choice} />
      ))}
      {skipsFirst ? skip : null}
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
      {skips && !skipsFirst ? skip : null}
      <AskForMend id={id} reason={reason} deed={deed} names={names} />
    </div>
  );
  return buttons.length === 0 ? (
    <>
      {choices}
      {line}
    </>
  ) : (
    <>
      {line}
      {choices}
    </>
  );
};

type Choice = Extract<GroupAction, { kind: "choose" | "coding" }>;

const isChoice = (action: GroupAction): action is Choice =>
  action.kind === "choose" || action.kind === "coding";

type MendProps = Pick<DeedsProps, "id" | "group"> & {
  readonly action: GroupAction;
  /** The one that mends it most likely. */
  readonly first: boolean;
};

const Mend = ({ id, group, action, first }: MendProps) => {
  const { t } = useMessages();
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
  const group = { ...heldCauseOf(reason), reason };
  const actions = works ? groupActions(reason) : [];
  const makes = actions.some(({ kind }) => kind === "create-article");
  const deed = useOwnersDeed()(groupActions(reason));
  const line = (
    <div class="line">
      {makes ? (
        <MayLink class="button" href={sheetPath(id, group, "create-article")}>
          {t("attention.deeds.create-article")}
        </MayLink>
      ) : null}
      <OtherRemedyLink
        id={id}
        reason={reason}
        class={makes || isSetting(reason) ? "button second" : "button"}
      />
      <AskForMend id={id} reason={reason} deed={deed} names={names} />
    </div>
  );
  const choices = actions
    .filter(isChoice)
    .map((choice, place) => (
      <Choose {...{ id, group, names, place }} action={choice} isOther={makes} />
    ));
  return makes ? (
    <>
      {line}
      {choices}
    </>
  ) : (
    <>
      {choices}
      {line}
    </>
  );
};

type ChooseProps = Omit<DeedsProps, "group" | "articles"> & {
  readonly group: HeldCause;
  readonly action: Choice;
  /** The earlier choice. */
  readonly to?: string;
  /** Its buttons are the first ones of their line. */
  readonly first?: boolean;
  /** Something else mends it as well, and stands before. */
  readonly isOther: boolean;
};

/** Up to this many are buttons of their own; the sheet shows their effect. */
const MOST_AT_HAND = 6;

/** The ledger's own things to choose from, by number and name. */
const Choose = (props: ChooseProps) => {
  const { id, group, action: choice, names, place, to = "", first = false, isOther } = props;
  const { t } = useMessages();
  const rank = first ? undefined : "second";
  const own = useActionLabel()(choice);
  const label = isOther && isArticle(choice) ? t("attention.deeds.orArticle") : own;
  const name = `to-${choice.kind === "choose" ? choice.lookup.name : "coding"}-${place}`;
  const entries = entriesOf(choice, names);
  const list = listOf(choice);
  const shape: TargetShape = list === null ? { kind: "text" } : { kind: "list", list, entries };
  const only = entries.length === 1 ? (entries[0]?.id ?? "") : "";
  const atHand = choice.kind === "choose" && entries.length <= MOST_AT_HAND ? entries : [];
  return (
    <form method="get" action={`/admin/tenants/${id}/attention/mend`} class="line beside">
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

const isArticle = (choice: Choice): boolean =>
  choice.kind === "choose" && choice.lookup.name === "article";

/** The ledger's list that is chosen from; `null`: there is none, and a text is typed. */
function listOf(choice: Choice): NameListName | null {
  if (choice.kind === "coding") return "eaccounting.codings";
  return typeof choice.lookup.to === "string" ? choice.lookup.to : null;
}

export const entriesOf = (choice: Choice, names: NameLists): readonly NameEntry[] => {
  const list = listOf(choice);
  return list === null ? [] : (names[list]?.entries ?? []);
};

/** Returns what only an owner does of these, the likeliest first; `null`: nothing. */
function useOwnersDeed(): (actions: readonly GroupAction[]) => string | null {
  const { t } = useMessages();
  const labelOf = useActionLabel();
  return (actions) => {
    const first = actions.find(({ kind }) => kind !== "retry" && kind !== "book-again");
    if (first === undefined) return null;
    if (first.kind === "choose" || first.kind === "coding") return labelOf(first);
    return t("attention.deeds.create-article");
  };
}

/** Returns the label of a choice: the look-up's name, or the coding of a rate. */
function useActionLabel(): (choice: Choice) => string {
  const { t, format } = useMessages();
  return (choice) => {
    if (choice.kind === "coding")
      return t("attention.deeds.coding", {
        rate: format.percent(String(Number(choice.rate) / 100)),
      });
    return isArticle(choice)
      ? t("attention.deeds.article")
      : t(`settings.lookup.${choice.lookup.name}.title`);
  };
}
