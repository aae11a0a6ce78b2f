/** A recorded change as people read it. What is no word of ours, such as a name, an id or a note, stays as it was written. */
import type { ChangesWords } from "../../words/changes/en.ts";
import type { TenantWords } from "../../words/tenant/en.ts";
import type { Format } from "../format.ts";
import { isKey, VENDORS } from "../words.ts";

export type ChangeTexts = { readonly t: ChangesWords; readonly flows: TenantWords["flows"]["names"]; readonly format: Format };

export const actionText = ({ t }: ChangeTexts, action: string): string => (isKey(t.actions, action) ? t.actions[action] : action);

export const actorText = ({ t }: ChangeTexts, actor: string): string => (isKey(t.actors, actor) ? t.actors[actor] : actor);

const DAYS = /^(\d{4}-\d{2}-\d{2})(?: to)? (\d{4}-\d{2}-\d{2})(, dry run)?$/;

/** A value before or after a change. */
export function valueText({ t, flows, format }: ChangeTexts, value: string | null): string {
  if (value === null) return "";
  const [, version] = /^version (\d+)$/.exec(value) ?? [];
  if (version !== undefined) return t.version(version);
  const [, administration] = /^administration (\S+)$/.exec(value) ?? [];
  if (administration !== undefined) return t.administration(administration);
  const [, count] = /^the last (\d+) orders$/.exec(value) ?? [];
  if (count !== undefined) return t.lastOrders(count);
  const [, from, to, dryRun] = DAYS.exec(value) ?? [];
  if (from !== undefined && to !== undefined) return [t.days(format.day(from), format.day(to)), ...(dryRun === undefined ? [] : [t.dryRun])].join(", ");
  const [, vendor = "", rest = ""] = /^(asperion|eaccounting)(| .*)$/.exec(value) ?? [];
  if (isKey(VENDORS, vendor)) return `${VENDORS[vendor]}${rest}`;
  const [, word = "", note = ""] = /^([a-z]+)(: .*)?$/s.exec(value) ?? [];
  if (isKey(t.states, word)) return `${t.states[word]}${note}`;
  return isKey(flows, word) ? `${flows[word] ?? word}${note}` : value;
}
