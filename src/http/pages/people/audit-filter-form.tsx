/** Narrows the list of changes: whose, of which kind, on which days. All of it in the address. */
import { type ChangesAsked, isReversed, KIND_NAMES } from "../../usecases/audit-filter.ts";
import { Button } from "../post-form.tsx";
import { useMessages } from "../use-messages.ts";

type FilterProps = { readonly address: string; readonly asked: ChangesAsked };

export const ChangesFilter = ({ address, asked }: FilterProps) => {
  const { t } = useMessages();
  const wrong = isReversed(asked);
  return (
    <form method="get" action={address} class="filters">
      <div class="line">
        <div class="field">
          <label for="person">{t("people.audit.who")}</label>
          <input
            dir="auto"
            id="person"
            name="person"
            type="search"
            value={asked.person}
            maxlength={100}
            autocomplete="off"
            aria-describedby="person-hint"
          />
        </div>
        <div class="field">
          <label for="kind">{t("people.audit.kind")}</label>
          <select id="kind" name="kind">
            <option value="">{t("orders.all")}</option>
            {KIND_NAMES.map((kind) => (
              <option value={kind} selected={kind === asked.kind}>
                {t(`people.audit.kinds.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <Day name="from" label={t("lists.from")} value={asked.from} wrong={wrong} />
        <Day name="to" label={t("lists.to")} value={asked.to} wrong={wrong} />
        <Button class="second">{t("orders.show")}</Button>
      </div>
      <p class="hint" id="person-hint">
        {t("people.audit.whoHint")}
      </p>
      {wrong ? (
        <p class="fault" id="days-fault">
          {t("lists.reversed")}
        </p>
      ) : null}
    </form>
  );
};

type DayProps = {
  readonly name: "from" | "to";
  readonly label: string;
  readonly value: string | null;
  readonly wrong: boolean;
};

const Day = ({ name, label, value, wrong }: DayProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type="date"
      value={value ?? ""}
      aria-describedby={wrong ? "days-fault" : undefined}
      aria-invalid={wrong ? "true" : undefined}
    />
  </div>
);
