/**
 * Asks before an action whose effects are known without a run: the sheet shows them, and the same
 * form confirms exactly that.
 */
import type { Child } from "hono/jsx";
import { tokenHash } from "../../../store/secrets.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { type SheetFrame, sheetFrame } from "./sheet-frame.tsx";

type ConfirmationSheet = Omit<
  SheetFrame,
  "mark" | "changed" | "trial" | "heading" | "fields" | "children"
> & {
  /** All that the sheet says: where any of it is another by now, it is shown anew. */
  readonly facts: unknown;
  /** Of what it says; without one, that it will happen. */
  readonly heading?: string;
  readonly fields?: SheetFrame["fields"];
  /** What it says, a line each. */
  readonly says?: readonly Child[];
  /** What it says besides. */
  readonly children?: Child;
  /** It was sent without what it asks for, and is shown again. */
  readonly again?: boolean;
};

/** The sheet, as long as it wasn't confirmed as it stands; `null`: it was. */
export async function confirmSheet(
  c: PageContext,
  { facts, heading, fields = [], says = [], children, again, ...sheet }: ConfirmationSheet,
): Promise<Response | null> {
  const mark = await tokenHash(JSON.stringify(facts));
  // Opened by its address, too.
  const sent = c.req.method === "GET" || again === true ? "" : one(c.var.form, "mark");
  if (sent === mark) return null;
  return sheetFrame(c, {
    ...sheet,
    fields,
    heading: heading ?? messagesFor(c).t("orders.sheet.will"),
    children: (
      <>
        {says.length === 0 ? null : (
          <ul>
            {says.map((said) => (
              <li>{said}</li>
            ))}
          </ul>
        )}
        {children}
      </>
    ),
    mark,
    changed: sent !== "",
    trial: false,
  });
}
