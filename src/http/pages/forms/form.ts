/**
 * Reads a form: names with their texts, several where a name occurs more than once. Files aren't
 * included.
 */
import type { Context } from "hono";
import { takesFile } from "../../body-within.ts";
import { parseLocal } from "../../../domain/platform/zoned-time.ts";

export type Form = ReadonlyMap<string, readonly string[]>;

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

const WITH_FILE = /^multipart\/form-data\s*;/i;

/** Empty where it was sent as anything but a form of ours is: one page of ours sends files. */
export async function readForm(c: Context): Promise<Form> {
  const type = c.req.header("content-type") ?? "";
  const isForm = FORM.test(type) || (WITH_FILE.test(type) && takesFile(c.req.method, c.req.path));
  if (!isForm) return new Map();
  const body = await c.req.parseBody({ all: true });
  return new Map(
    Object.entries(body).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string"),
    ]),
  );
}

/** The file that such a form sent; `null`: none was chosen. */
export async function fileOf(c: Context, name: string): Promise<File | null> {
  const sent = (await c.req.parseBody({ all: true }))[name];
  return sent instanceof File && sent.size > 0 ? sent : null;
}

export const many = (form: Form, name: string): readonly string[] => form.get(name) ?? [];

/** The first one, without blanks around it; empty where there is none. */
export const one = (form: Form, name: string): string => (form.get(name)?.[0] ?? "").trim();

const MAX_NOTE = 500;

/** Why somebody did something, in their words; empty where none are given. */
export const noteIn = (form: Form, name = "note"): string => one(form, name).slice(0, MAX_NOTE);

/** A form as it would be sent with these. */
export const formOf = (fields: Readonly<Record<string, readonly string[]>>): Form =>
  new Map(Object.entries(fields));

/** A calendar day as `<input type="date">` sends it, of this century. */
export const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) && parseLocal(text) !== null;
