/**
 * Answers against their schemas. Schemas are loose and name only what is read, so a new field of
 * the vendor breaks nothing; a field that we need and that is missing or of another type is a
 * `contract` failure that names its path.
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import { amount, dec, fits, plain } from "../domain/money.ts";
import type { VendorAnswer } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";

/** GUIDs are compared as text everywhere, so they are folded where they come in. */
export const guid = z
  .string()
  .min(1)
  .transform((text) => text.toLowerCase());
export const optionalGuid = z
  .string()
  .nullish()
  .transform((text) => (text == null || text === "" ? null : text.toLowerCase()));
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);

/**
 * Two places where the figure has no more, else as many as it has: nothing is rounded on the way
 * in.
 */
export const money = z
  .number()
  .transform((figure) => (fits(figure, 2) ? amount(figure) : plain(figure)));
export const figure = z.number().transform((value) => plain(value));

/**
 * A VAT rate as a fraction. Assumption: rates come as fractions on VAT codes (0.25) and as either
 * on rows and codings ("VatRatePercent"), so a figure of 1 or more is read as a percentage. No
 * country served has a rate below 1 % or of 100 %.
 */
export const vatFraction = z
  .number()
  .min(0)
  .max(100)
  .transform((value) => plain(value >= 1 ? dec(value).div(100) : value));

export function readBody<T>(schema: z.ZodType<T>, answer: VendorAnswer): Result<T, Failure> {
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(contractFailure(issue?.path ?? [], issue?.message ?? "unreadable"));
}

export function contractFailure(path: readonly PropertyKey[], message: string): Failure {
  return {
    kind: "contract",
    vendor: "eaccounting",
    path: path.length === 0 ? "$" : path.map(String).join("."),
    message,
  };
}

/**
 * The reader of a write's answer. The write was taken, so an answer that can't be read is not a
 * failure of it but an outcome that isn't known: a look-up must find the document, and the path
 * that broke stands in the cause.
 */
export function afterWrite<T>(read: Result<T, Failure>): Result<T, Failure> {
  if (read.ok || read.error.kind !== "contract") return read;
  return err({
    kind: "unknown-outcome",
    vendor: "eaccounting",
    cause: `contract: ${read.error.path}: ${read.error.message}`,
  });
}

/** The whole answer as it came: what an update patches. */
export function rawObject(answer: VendorAnswer): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(answer.body);
}
