/**
 * Asks before an action whose effects are known without a run: the sheet shows them, and the same
 * form confirms exactly that.
 */
import { tokenHash } from "../../../store/secrets.ts";
import type { PageContext } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { type SheetFrame, sheetFrame } from "./sheet-frame.tsx";

type ConfirmationSheet = Omit<SheetFrame, "mark" | "changed" | "trial"> & {
  /** All that the sheet says: where any of it is another by now, it is shown anew. */
  readonly facts: unknown;
};

/** The sheet, as long as it wasn't confirmed as it stands; `null`: it was. */
export async function confirmSheet(
  c: PageContext,
  { facts, ...sheet }: ConfirmationSheet,
): Promise<Response | null> {
  const mark = await tokenHash(JSON.stringify(facts));
  // Opened by its address, too.
  const sent = c.req.method === "GET" ? "" : one(c.var.form, "mark");
  if (sent === mark) return null;
  return sheetFrame(c, { ...sheet, mark, changed: sent !== "", trial: false });
}
