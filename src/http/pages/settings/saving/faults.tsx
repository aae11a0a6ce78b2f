/**
 * Why settings were not saved: all of it on top, each with a way to its field, wherever that
 * stands.
 */
import type { Fault } from "../../../problem.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Notice } from "../../parts/ui.tsx";
import { type Field, fieldAt, type FieldPath, sectionOf, fieldWords } from "../catalogue/index.ts";
import { cellName } from "../fields/cell-field.tsx";
import { PARTS } from "../../../../settings/rules/targets.ts";
import { lookupNamed } from "../../../../settings/lookups/lookup-lists.ts";
import { TYPE_RULES } from "../sections/type-rules.ts";
import type { Messages } from "../../../../messages/index.ts";

/** `stale`: the form as a whole was refused, as others were saved meanwhile. */
export type Refusal = { readonly faults: readonly Fault[]; readonly stale: boolean };
export const NOT_REFUSED: Refusal = { faults: [], stale: false };

export function statusOf({ faults, stale }: Refusal): 200 | 400 | 409 {
  if (stale) return 409;
  return faults.length > 0 ? 400 : 200;
}

/** A fault of a part of a list belongs to the list's field. */
function fieldOf(path: string): Field | undefined {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const field = fieldAt(parts.slice(0, length).join("."));
    if (field !== undefined) return field;
  }
  return undefined;
}

/** The validator's own faults: of the form of a value, not of what it means. */
const OF_FORM = /^settings\.faults\.(?:invalid\.|asValidated$)/;

/**
 * What is wrong with a field's value: the field's own words, unless the fault names what they can't
 * know, such as the order that was sold to a customer.
 */
function useFieldFault(): (field: Field, fault: Fault) => string {
  const messages = useMessages();
  const { say } = messages;
  return ({ path }, { message }) => {
    const isNamed =
      typeof message !== "string" && message.args !== undefined && !OF_FORM.test(message.id);
    return isNamed ? say(message) : (fieldWords(messages, path).wrong ?? say(message));
  };
}

/** What is wrong with a field, in words for people; `null`: nothing. */
export function useFault({ faults }: Refusal): (field: Field) => string | null {
  const wordsOf = useFieldFault();
  return (field) => {
    const fault = faults.find((candidate) => fieldOf(candidate.path)?.path === field.path);
    return fault === undefined ? null : wordsOf(field, fault);
  };
}

/**
 * The page of the set-up that shows a setting, and its place there; `null`: it stands in the
 * settings alone.
 */
export type Held = (path: FieldPath) => { readonly page: string; readonly id: string } | null;

type RefusedProps = {
  readonly id: string;
  readonly refusal: Refusal;
  readonly here: string;
  readonly held?: Held | undefined;
};

/** `here`: the page that shows the form; faults of other sections lead there. */
export const Refused = ({ id, refusal, here, held }: RefusedProps) => {
  const { t } = useMessages();
  if (refusal.stale)
    return (
      <Notice tone="bad" title={t("settings.refused.title")}>
        <p>{t("settings.refused.stale")}</p>
        <p>
          {t("settings.refused.stands")} <a href={here}>{t("settings.refused.newest")}</a>
        </p>
      </Notice>
    );
  if (refusal.faults.length === 0) return null;
  return (
    <Notice tone="bad" title={t("settings.refused.faults")}>
      <ul>
        {refusal.faults.map((fault) => (
          <FaultLine id={id} fault={fault} here={here} held={held} />
        ))}
      </ul>
    </Notice>
  );
};

const FaultLine = ({
  id,
  fault,
  here,
  held,
}: Omit<RefusedProps, "refusal"> & { readonly fault: Fault }) => {
  const messages = useMessages();
  const { t, say } = messages;
  const wordsOf = useFieldFault();
  const field = fieldOf(fault.path);
  const base = `/admin/tenants/${id}/settings`;
  if (field !== undefined) {
    const place = held?.(field.path) ?? {
      page: `${base}/${sectionOf(field.path)}`,
      id: field.path,
    };
    return (
      <li>
        <a href={`${place.page === here ? "" : place.page}#${place.id}`}>
          {t(`fields.${field.path}.label`)}
        </a>
        : {wordsOf(field, fault)}
      </li>
    );
  }
  if (fault.path.startsWith(TYPE_RULES)) {
    const page = `${base}/document` === here ? "" : `${base}/document`;
    return (
      <li>
        <a href={`${page}#${TYPE_RULES}`}>{t("typeRules.title")}</a>:{" "}
        {wrongRule(messages, fault.path) ?? say(fault.message)}
      </li>
    );
  }
  const part = PARTS.find((name) => fault.path.startsWith(`mapping.${name}`));
  if (part !== undefined)
    return (
      <li>
        <a href={`/admin/tenants/${id}/mapping`}>
          {t("mapping.heading")}: {t(`mapping.parts.${part}`)}
        </a>
        : {say(fault.message)}
      </li>
    );
  const lookup = fault.path.startsWith("lookups.")
    ? lookupNamed(fault.path.split(".")[1] ?? "")
    : undefined;
  if (lookup === undefined)
    return (
      <li>
        {fault.path === "" ? t("settings.refused.whole") : fault.path}: {say(fault.message)}
      </li>
    );
  const place =
    here === `${base}/vouchers`
      ? `#${cellName(lookup.name, null)}`
      : `${base}/lookups/${lookup.name}`;
  return (
    <li>
      <a href={place}>{t(`settings.lookup.${lookup.name}.title`)}</a>: {say(fault.message)}
    </li>
  );
};

/** In place of the validator's own words, which are for programs. */
const wrongRule = ({ find }: Messages, path: string): string | null =>
  find(`typeRules.wrong.${path.split(".")[3]}`);
