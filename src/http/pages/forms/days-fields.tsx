/** From a day to a day, as two fields of a form. */

type DaysProps = {
  /** As they were sent; nothing where none were. */
  readonly days: { readonly from: string | null; readonly to: string | null } | null;
  readonly labels: { readonly from: string; readonly to: string };
  /** Before the ids of both: several such forms stand on a page. */
  readonly prefix?: string;
  readonly required?: boolean;
  /** The id of what says what is wrong with them; absent: nothing is. */
  readonly fault?: string | undefined;
  /** The id of what says how days are counted. */
  readonly hint?: string | undefined;
};

export const DaysFields = (props: DaysProps) => {
  const { days, labels, prefix = "", required = false, fault, hint } = props;
  const described = [fault, hint].filter((id) => id !== undefined).join(" ");
  return (
    <>
      {(["from", "to"] as const).map((name) => (
        <div class="field">
          <label for={`${prefix}${name}`}>{labels[name]}</label>
          <input
            id={`${prefix}${name}`}
            name={name}
            type="date"
            value={days === null ? undefined : (days[name] ?? "")}
            required={required}
            aria-describedby={described || undefined}
            aria-invalid={fault === undefined ? undefined : "true"}
          />
        </div>
      ))}
    </>
  );
};
