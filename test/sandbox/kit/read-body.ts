// Reads the body of a control call; what is wrong with it is answered in words, path by path.
import type { Context } from "hono";
import type { z } from "zod";
import type { SandboxEnv } from "./socket.ts";

/** An empty body reads as `{}`. */
export async function readBody<Schema extends z.ZodType>(
  c: Context<SandboxEnv>,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  let body: unknown;
  try {
    const text = await c.req.text();
    body = text === "" ? {} : JSON.parse(text);
  } catch {
    return c.json({ error: "The body is not JSON." }, 400);
  }
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const error = read.error.issues
    .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`)
    .join("; ");
  return c.json({ error }, 400);
}
