/**
 * Several of a list, each with its own tick: nobody holds Ctrl. A long list scrolls by itself. What
 * was chosen and isn't in the list any more stays.
 */
import type { NameEntry } from "../../../../domain/ledger/names.ts";
import { notedName } from "../lookups/lookup-values.ts";
import { useLanguage, useMessages } from "../../frame/use-messages.ts";

type TickListProps = {
  readonly name: string;
  readonly chosen: readonly string[];
  readonly entries: readonly NameEntry[];
};

export const TickList = ({ name, chosen, entries }: TickListProps) => {
  const { t } = useMessages();
  const language = useLanguage();
  const gone = chosen
    .filter((id) => entries.every((entry) => entry.id !== id))
    .map((id) => ({ id, name: t("settings.lookups.gone", { id }), note: null }));
  return (
    <div class="ticks">
      {[...entries, ...gone].map((entry) => (
        <label class="check">
          <input type="checkbox" name={name} value={entry.id} checked={chosen.includes(entry.id)} />
          <bdi>{notedName(language, entry)}</bdi>
        </label>
      ))}
    </div>
  );
};
