/** Narrows the list of changes: whose, of which kind, on which days. All of it in the address. */
import { type ChangesAsked, isReversed, KIND_NAMES } from "../../usecases/audit/audit-filter.ts";
import { Filter, FilterChoice, FilterDays, FilterWords, Reversed } from "../parts/filters.tsx";
import { useMessages } from "../frame/use-messages.ts";

type FilterProps = { readonly address: string; readonly asked: ChangesAsked };

export const ChangesFilter = ({ address, asked }: FilterProps) => {
  const { t } = useMessages();
  const reversed = isReversed(asked);
  return (
    <Filter
      action={address}
      set={
        [asked.person !== "", asked.kind !== null, asked.from !== null || asked.to !== null].filter(
          Boolean,
        ).length
      }
      wrong={reversed}
      below={
        <>
          <p class="hint" id="person-hint">
            {t("people.audit.whoHint")}
          </p>
          <Reversed is={reversed} />
        </>
      }
    >
      <FilterWords name="person" label={t("people.audit.who")} value={asked.person} />
      <FilterChoice
        name="kind"
        label={t("people.audit.kind")}
        values={KIND_NAMES}
        text={(kind) => t(`people.audit.kinds.${kind}`)}
        chosen={asked.kind}
      />
      <FilterDays from={asked.from} to={asked.to} reversed={reversed} />
    </Filter>
  );
};
