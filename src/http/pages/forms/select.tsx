/** One of several, chosen from a list. */

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

/** Ties a control of the settings to what is said below it: its hint, and what is wrong with it. */
export type FieldAria = {
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: "true" | undefined;
};
