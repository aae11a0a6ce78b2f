/** One of several, chosen from a list. */
import type { FieldAria } from "../settings/fields/field-aria.ts";

type SelectProps<Value extends string> = {
  readonly name: string;
  readonly id?: string;
  /** Where no label stands beside it. */
  readonly label?: string;
  readonly value: string | null;
  readonly options: readonly Value[];
  readonly text: (value: Value) => string;
  /** The text for no choice, where that is one. */
  readonly none?: string;
  readonly aria?: FieldAria;
};

export const Select = <const Value extends string>(props: SelectProps<Value>) => {
  const { name, id, label, value: chosen, options, text, none, aria = {} } = props;
  return (
    <select id={id} name={name} aria-label={label} {...aria}>
      {none === undefined ? null : <option value="">{none}</option>}
      {options.map((value) => (
        <option value={value} selected={value === chosen}>
          {text(value)}
        </option>
      ))}
    </select>
  );
};
