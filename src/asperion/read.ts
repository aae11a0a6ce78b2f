/**
 * Answers against their schemas: loose, of what is read only, and with the path of what is broken.
 * Numbers become decimal text here, and blanks become `null`.
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { plain } from "../domain/money.ts";
import type { VendorAnswer } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";

export const figure = z.number().transform((value) => plain(value));
export const blankToNull = z
  .string()
  .nullish()
  .transform((text) => (text == null || text.trim() === "" ? null : text.trim()));
/**
 * Ids are numbers for some look-ups and texts for others (C/A): always text for us, 0 and "" being
 * none.
 */
export const optionalId = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((id) =>
    id == null || String(id).trim() === "" || id === 0 ? null : String(id).trim(),
  );

export function readBody<T>(schema: z.ZodType<T>, answer: VendorAnswer): Result<T, Failure> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(contractFailure(issue?.path ?? [], issue?.message ?? "unreadable"));
}

export function contractFailure(path: readonly PropertyKey[], message: string): Failure {
  return {
    kind: "contract",
    vendor: "asperion",
    path: path.length === 0 ? "$" : path.map(String).join("."),
    message,
  };
}

/**
 * The vendor's clock at the time of the answer, ms: taken before the first page, it is the next
 * watermark.
 */
export function serverTime(answer: VendorAnswer): number | null {
  const time = Date.parse(answer.headers["date"] ?? "");
  return Number.isNaN(time) ? null : time;
}
