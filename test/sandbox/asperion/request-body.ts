// Reads an API body against a resource's schema, strictly: an unknown field, a number sent as text or a bare array of
// lines is a 400 that names the field, in ASP.NET's spelling ("lines._data[0].quantity").
import type { Context } from "hono";
import { z } from "zod";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Vendor } from "./gate.ts";
import { problem } from "./problem.ts";

/**
 * What an answer carries and a body may carry back without effect: computed and vendor-owned
 * fields.
 */
export const readOnly = z.unknown().optional();
export const text = (most: number) => z.string().max(most).nullable().optional();

export async function readApiBody<Schema extends z.ZodType>(
  c: Context<SandboxEnv>,
  vendor: Vendor,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  if (!(c.req.header("content-type") ?? "").startsWith("application/json")) {
    return problem(c, vendor.kit, 415, "The body must be application/json.");
  }
  let body: unknown;
  try {
    body = await c.req.json();
  } catch {
    return problem(c, vendor.kit, 400, "The body is not JSON.", {
      $: ["The JSON value could not be read."],
    });
  }
  const read = schema.safeParse(body);
  return read.success
    ? read.data
    : problem(c, vendor.kit, 400, "The body is not valid.", fieldErrors(read.error));
}

/**
 * `validateOnly=true` checks and saves nothing; any other query parameter is unknown. null:
 * refused.
 */
export function readValidateOnly(c: Context<SandboxEnv>, vendor: Vendor): boolean | Response {
  const { validateOnly = "false", ...others } = c.req.query();
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    return problem(c, vendor.kit, 400, "The query is not valid.", {
      [unknown]: ["Unknown parameter."],
    });
  if (validateOnly === "true" || validateOnly === "false") return validateOnly === "true";
  return problem(c, vendor.kit, 400, "The query is not valid.", {
    validateOnly: ["Must be true or false."],
  });
}

function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const names =
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key])
        : [issue.path];
    for (const path of names) (errors[fieldName(path)] ??= []).push(issue.message);
  }
  return errors;
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.reduce<string>(
    (built, part) => built + (typeof part === "number" ? `[${part}]` : `.${String(part)}`),
    "",
  );
  return name.replace(/^\./, "") || "$";
}
