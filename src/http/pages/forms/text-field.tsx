/** A text of a form with its label, its hint, and the fault that was found in it. */
import type { Fault } from "../../problem.ts";
import { useMessages } from "../frame/use-messages.ts";
import { type Form, one } from "./form.ts";
import { FaultText, HintText, ariaOf } from "./field-texts.tsx";

type TextProps = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly numeric?: boolean;
  readonly type?: "text" | "email" | "date";
  readonly optional?: boolean;
  /** As many characters as are taken. */
  readonly most?: number;
};

export const TextField = ({
  name,
  label,
  hint,
  form,
  faults,
  numeric = false,
  type = "text",
  optional = false,
  most,
}: TextProps) => {
  const { say } = useMessages();
  const fault = faults.find((candidate) => candidate.path === name);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        dir="auto"
        id={name}
        name={name}
        type={type}
        value={one(form, name)}
        required={!optional}
        maxlength={most}
        inputmode={numeric ? "numeric" : undefined}
        autocomplete="off"
        {...ariaOf(name, fault !== undefined, hint !== "")}
      />
      {fault === undefined ? null : (
        <FaultText id={`${name}-fault`}>{say(fault.message)}</FaultText>
      )}
      {hint === "" ? null : <HintText id={`${name}-hint`}>{hint}</HintText>}
    </div>
  );
};
