/** What stands below a control, by the id that the control names it by. */
import type { Child } from "hono/jsx";
import type { FieldAria } from "./select.tsx";

/** Ties a control to what stands below it. */
export function ariaOf(id: string, hasFault: boolean, hasHint: boolean): FieldAria {
  const described = [...(hasFault ? [`${id}-fault`] : []), ...(hasHint ? [`${id}-hint`] : [])];
  return {
    "aria-describedby": described.length === 0 ? undefined : described.join(" "),
    "aria-invalid": hasFault ? "true" : undefined,
  };
}

type TextProps = { readonly id: string; readonly children: Child };

/** What is wrong with it. */
export const FaultText = ({ id, children }: TextProps) => (
  <p class="fault" id={id}>
    {children}
  </p>
);

export const HintText = ({ id, children }: TextProps) => (
  <p class="hint" id={id}>
    {children}
  </p>
);
