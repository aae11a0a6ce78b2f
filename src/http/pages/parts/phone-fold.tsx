/**
 * What stands above a list: open at a desk, folded on a phone, where the list itself comes first.
 * The width decides in the style sheet, so that it needs no script; a browser that can't open a
 * part by its style sheet shows it folded everywhere.
 */
import type { Child } from "hono/jsx";

type FoldProps = {
  readonly summary: string;
  /** Also on a phone: where something in it is to be corrected, or nothing else is there. */
  readonly open?: boolean;
  readonly children: Child;
};

export const PhoneFold = ({ summary, open = false, children }: FoldProps) => (
  <details class="phone-fold" open={open}>
    <summary>{summary}</summary>
    {children}
  </details>
);
