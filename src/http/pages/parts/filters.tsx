/**
 * Filters of a list: a plain form that requests the same page with other parameters, and its
 * fields.
 */
import type { Child } from "hono/jsx";
import { PhoneFold } from "./phone-fold.tsx";
import { Button } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Select } from "../forms/select.tsx";
import { DaysFields } from "../forms/days-fields.tsx";
import { FaultText } from "../forms/field-texts.tsx";

type FilterProps = {
  readonly action: string;
  /** Hints, faults and what else stands below the line of fields. */
  readonly below?: Child;
  /** How many of its fields are set. */
  readonly set: number;
  /** Something in it is to be corrected. */
  readonly wrong?: boolean;
  readonly children: Child;
};

export const Filter = ({ action, below, set, wrong = false, children }: FilterProps) => {
  const { t } = useMessages();
  return (
    <PhoneFold summary={t("lists.filters", { count: set })} open={wrong}>
      <form method="get" action={action} class="filters">
        <div class="line">
          {children}
          <Button class="second" id="show" data-keeps="show">
            {t("orders.show")}
          </Button>
        </div>
        {below}
      </form>
    </PhoneFold>
  );
};

type ChipsProps = {
  readonly label: string;
  /** Without a choice. */
  readonly base: string;
  readonly chosen: boolean;
  readonly choices: readonly {
    readonly href: string;
    readonly isChosen: boolean;
    readonly text: string;
  }[];
};

/** Links to parts of a list. Only where there is something to choose between. */
export const FilterChips = ({ label, base, chosen, choices }: ChipsProps) => {
  const { t } = useMessages();
  if (choices.length < 2) return null;
  const all = { href: base, isChosen: !chosen, text: t("attention.areas.all") };
  return (
    <nav aria-label={label}>
      <ul class="chips">
        {[all, ...choices].map(({ href, isChosen, text }) => (
          <li>
            <a href={href} aria-current={isChosen ? "page" : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

type WordsProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
};

/** Words to look for; its hint is `…-hint`. */
export const FilterWords = ({ name, label, value }: WordsProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      dir="auto"
      id={name}
      name={name}
      type="search"
      value={value}
      maxlength={100}
      autocomplete="off"
      aria-describedby={`${name}-hint`}
    />
  </div>
);

type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly values: readonly T[];
  readonly text: (value: T) => string;
  readonly chosen: T | null;
  /** The text for no choice; "all" by default. */
  readonly none?: string;
};

export const FilterChoice = <T extends string>(props: ChoiceProps<T>) => {
  const { t } = useMessages();
  const { name, label, values, text, chosen, none = t("orders.all") } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <Select id={name} name={name} value={chosen} none={none} options={values} text={text} />
    </div>
  );
};

type DaysProps = {
  readonly from: string | null;
  readonly to: string | null;
  /** The first day stands behind the last. */
  readonly reversed: boolean;
  /** The id of what says how days are counted. */
  readonly hint?: string;
};

/** From a day to a day; why they can't be is said in `Reversed`. */
export const FilterDays = ({ from, to, reversed, hint }: DaysProps) => {
  const { t } = useMessages();
  return (
    <DaysFields
      days={{ from, to }}
      labels={{ from: t("lists.from"), to: t("lists.to") }}
      fault={reversed ? FAULT : undefined}
      hint={hint}
    />
  );
};

const FAULT = "days-fault";

export const Reversed = ({ is }: { is: boolean }) =>
  is ? <FaultText id={FAULT}>{useMessages().t("lists.reversed")}</FaultText> : null;
