/**
 * What a vendor's client reads an answer with. A body that isn't of its schema is a `contract`
 * failure, which names the path that broke.
 */
import type { Failure } from "./failure.ts";
import type { Vendor } from "./ids.ts";
import type { VendorAnswer } from "./request.ts";
import { err, ok, type Result } from "./result.ts";

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** A schema of zod: it is given, as domain imports no package for it. */
type Schema<T> = {
  readonly safeParse: (
    body: unknown,
  ) =>
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
};

type AnswerReader = {
  readonly readBody: <T>(
    schema: Schema<T>,
    answer: Pick<VendorAnswer, "body">,
  ) => Result<T, Failure>;
  readonly contractFailure: (path: readonly PropertyKey[], message: string) => Failure;
};

/** The reader of this vendor's answers. */
export function answerReader(vendor: Vendor): AnswerReader {
  const contractFailure: AnswerReader["contractFailure"] = (path, message) => ({
    kind: "contract",
    vendor,
    path: path.length === 0 ? "$" : path.map(String).join("."),
    message,
  });
  return {
    contractFailure,
    readBody: (schema, { body }) => {
      const parsed = schema.safeParse(body);
      if (parsed.success) return ok(parsed.data);
      const issue = parsed.error.issues[0];
      return err(contractFailure(issue?.path ?? [], issue?.message ?? "unreadable"));
    },
  };
}
