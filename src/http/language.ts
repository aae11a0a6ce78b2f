/**
 * The language of a request: the signed-in user's own; otherwise this browser's choice; otherwise
 * the first of its languages that we have; otherwise English.
 */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { parseAccept } from "hono/utils/accept";
import { DEFAULT_LANGUAGE, isLanguage, type Language } from "../domain/language.ts";
import type { OwnCookie } from "./auth/cookies.ts";
import { loadMessages } from "../messages/index.ts";
import { type Texts, textsIn } from "./words/texts.ts";

export const LANGUAGE_COOKIE: OwnCookie = {
  name: "language",
  maxAgeS: 365 * 24 * 60 * 60,
  sameSite: "Lax",
};

/**
 * The first language of an `Accept-Language` header that we have; `null` where it names none.
 * `nl-BE` is Dutch.
 */
export function acceptedLanguage(header: string | undefined): Language | null {
  const wanted = parseAccept(header ?? "")
    .filter(({ q }) => q > 0)
    .map(({ type }) => type.toLowerCase().split("-")[0]);
  return wanted.find(isLanguage) ?? null;
}

export function languageOf(c: Context): Language {
  const own: unknown = c.get("language");
  if (isLanguage(own)) return own;
  const known = ofBrowsers.get(c.req.raw) ?? ofBrowser(c);
  ofBrowsers.set(c.req.raw, known);
  return known;
}

/** Cached by request: a page asks a dozen times. */
const ofBrowsers = new WeakMap<Request, Language>();

function ofBrowser(c: Context): Language {
  const { name } = LANGUAGE_COOKIE;
  const chosen = getCookie(c, name, "host") ?? getCookie(c, name);
  return isLanguage(chosen)
    ? chosen
    : (acceptedLanguage(c.req.header("accept-language")) ?? DEFAULT_LANGUAGE);
}

/** Before anything is said: loads the messages of the request's language. */
export const withMessages = createMiddleware(async (c, next) => {
  await loadMessages(languageOf(c));
  await next();
});

/** Texts where there is no page yet (a title, a refusal). Components use `useMessages`. */
export const messagesFor = (c: Context): Texts => textsIn(languageOf(c));
