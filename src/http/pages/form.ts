/**
 * What a form sent: names with their texts, several where a name was there more than once. Files
 * are no part of it.
 */
import type { Context } from "hono";
import { parseLocal } from "../../domain/zoned-time.ts";

export type Form = ReadonlyMap<string, readonly string[]>;

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Empty where it was sent as anything but a form of ours is: no page of ours sends files. */
export async function readForm(c: Context): Promise<Form> {
  if (!FORM.test(c.req.header("content-type") ?? "")) return new Map();
  const body = await c.req.parseBody({ all: true });
  return new Map(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string"),
    ]),
  );
}

export const many = (form: Form, name: string): readonly string[] => form.get(name) ?? [];

/** The first one, without blanks around it; empty where there is none. */
export const one = (form: Form, name: string): string => (form.get(name)?.[0] ?? "").trim();

/** A form as it would be sent with these. */
export const formOf = (fields: Readonly<Record<string, readonly string[]>>): Form =>
  new Map(Object.entries(fields));

/** A calendar day as `<input type="date">` sends it, of this century. */
export const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) && parseLocal(text) !== null;
