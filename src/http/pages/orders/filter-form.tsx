/** What narrows a list: a plain form that asks for the same page with other parameters. */
import { JOB_STATUSES, OUTCOMES } from "../../../domain/job.ts";
import { useStates, type Word } from "../words.ts";
import { type Filters, isReversed, type ListName } from "./filters.ts";
import { useMessages } from "../use-messages.ts";

export const FilterForm = ({
  id,
  list,
  filters,
}: {
  id: string;
  list: ListName;
  filters: Filters;
}) => {
  const { t } = useMessages();
  const states = useStates();
  return (
    <form method="get" action={`/admin/tenants/${id}/${list}`} class="filters">
      <div class="line">
        <div class="field">
          <label for="text">{t("lists.search")}</label>
          <input
            dir="auto"
            id="text"
            name="text"
            type="search"
            value={filters.text}
            maxlength={100}
            autocomplete="off"
            aria-describedby="text-hint"
          />
        </div>
        <Choice
          name="status"
          label={t("orders.status")}
          values={JOB_STATUSES}
          word={states.status}
          chosen={filters.status}
        />
        <Choice
          name="outcome"
          label={t("orders.outcome")}
          values={OUTCOMES}
          word={states.outcome}
          chosen={filters.outcome}
        />
        <Day name="from" label={t("lists.from")} value={filters.from} wrong={isReversed(filters)} />
        <Day name="to" label={t("lists.to")} value={filters.to} wrong={isReversed(filters)} />
        {list === "orders" ? (
          <label class="check">
            <input type="checkbox" name="all" checked={filters.all} />
            {t("orders.otherJobs")}
          </label>
        ) : null}
        <button class="second">{t("orders.show")}</button>
      </div>
      <p class="hint" id="text-hint">
        {t(`lists.searchHint.${list}`)}
      </p>
      <p class="hint" id="days-hint">
        {t("lists.daysHint")}
      </p>
      {isReversed(filters) ? (
        <p class="fault" id="days-fault">
          {t("lists.reversed")}
        </p>
      ) : null}
    </form>
  );
};

const Day = ({
  name,
  label,
  value,
  wrong,
}: {
  name: string;
  label: string;
  value: string | null;
  wrong: boolean;
}) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type="date"
      value={value ?? ""}
      aria-describedby={wrong ? "days-fault days-hint" : "days-hint"}
      aria-invalid={wrong ? "true" : undefined}
    />
  </div>
);

type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly label: string;
  readonly values: readonly T[];
  readonly word: (name: string) => Word;
  readonly chosen: T | null;
};

const Choice = <T extends string>({ name, label, values, word, chosen }: ChoiceProps<T>) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">{useMessages().t("orders.all")}</option>
      {values.map((value) => (
        <option value={value} selected={value === chosen}>
          {word(value).text}
        </option>
      ))}
    </select>
  </div>
);
