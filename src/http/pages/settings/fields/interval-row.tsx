/**
 * How often something runs by itself: a number of minutes, blank for the default, or a box that
 * says only manually.
 */
import { type Form, many, one } from "../../forms/form.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { FieldAria } from "../../forms/select.tsx";

/** The name of the box beside the field. */
const manualName = (path: string): string => `${path}.manual`;

const NEVER = "never";

/** What both show of a setting. */
export const intervalValues = (
  path: string,
  value: unknown,
): readonly (readonly [string, readonly string[]])[] => [
  [path, [typeof value === "number" ? String(value) : ""]],
  [manualName(path), value === NEVER ? ["on"] : []],
];

/** The setting that they say; a ticked box counts more than a number. */
export const intervalInput = (
  path: string,
  form: Form,
  wholeNumber: (text: string) => unknown,
): unknown => {
  if (many(form, manualName(path)).length > 0) return NEVER;
  const text = one(form, path);
  if (text === "") return null;
  const minutes = wholeNumber(text);
  // A word is no number of minutes, not even the one that is stored for the box.
  return minutes === NEVER ? Number.NaN : minutes;
};

type IntervalInputsProps = {
  readonly path: string;
  readonly label: string;
  readonly values: Form;
  readonly more: FieldAria;
};

export const IntervalInputs = ({ path, label, values, more }: IntervalInputsProps) => {
  const { t } = useMessages();
  return (
    <>
      <label for={path} id={`${path}-label`}>
        {label}
      </label>
      <input
        id={path}
        name={path}
        type="text"
        inputmode="numeric"
        value={one(values, path)}
        autocomplete="off"
        {...more}
      />
      <label class="check">
        <input
          type="checkbox"
          name={manualName(path)}
          checked={many(values, manualName(path)).length > 0}
          aria-labelledby={`${path}-manual ${path}-label`}
        />
        <span id={`${path}-manual`}>{t("settings.manualOnly")}</span>
      </label>
    </>
  );
};
