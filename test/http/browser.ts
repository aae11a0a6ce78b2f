/**
 * A browser for tests of the pages, and one that is signed in. Each file takes an address of its
 * own: tries to sign in are counted by it.
 */
import { expect } from "vitest";
import type { TenantAnswers } from "./fakes.ts";
import { ADMIN, edges, environment, healthOf, type Edges } from "./world.ts";

/** What a sheet is confirmed by: what its button says, and whether that is in red. */
export function pressedOn(sheet: string): readonly [says: string, isRed: boolean] {
  const at = sheet.indexOf('name="mark"');
  const [, attributes = "", says = ""] =
    /<button([^>]*)>([^<]*)<\/button>/.exec(at === -1 ? "" : sheet.slice(at)) ?? [];
  return [says.replaceAll(/[\u2066-\u2069]/g, ""), attributes.includes('class="danger"')];
}

/** A browser as far as it matters: it keeps cookies, and it says where a form comes from. */
export function browser(
  world: Edges,
  address = "203.0.113.1",
  always: Record<string, string> = {},
) {
  const jar = new Map<string, string>();
  async function go(
    path: string,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await world.fetch(path, {
      ...init,
      headers: {
        ...always,
        "cf-connecting-ip": address,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(cookie)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  const post = (
    path: string,
    form: Record<string, string> | string[][],
    headers: Record<string, string> = {},
  ) =>
    go(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: environment.PUBLIC_URL,
        "sec-fetch-site": "same-origin",
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    });
  const csrf = async (path: string): Promise<string> =>
    /name="csrf" value="([^"]+)"/.exec((await go(path)).text)?.[1] ?? "";
  /** Sends a form that answers with its preview, and then what the preview sends. */
  const confirm = async (path: string, form: Record<string, string>) => {
    const sheet = await post(path, form);
    const [, mark = ""] = /name="mark" value="([^"]+)"/.exec(sheet.text) ?? [];
    return post(path, { ...form, mark });
  };
  const signIn = async (token: string) =>
    post("/admin/sign-in", { csrf: await csrf("/admin/sign-in"), token, next: "/admin" });
  const signInAs = async (email: string, password: string) =>
    post("/admin/sign-in", { csrf: await csrf("/admin/sign-in"), email, password, next: "/admin" });
  /** Follows a link that sets a password, and is signed in by it. */
  const welcome = async (link: string, password: string) => {
    const path = new URL(link).pathname;
    return post(path, { csrf: await csrf(path), password });
  };
  return { go, post, confirm, csrf, signIn, signInAs, welcome, jar };
}

/** Nobody has an account, a session or a try: the database is the file's. */
export async function nobody(world: Edges): Promise<void> {
  await world.db.$client.batch(
    [
      "users",
      "memberships",
      "passkeys",
      "passkey_challenges",
      "sessions",
      "sign_in_tries",
      "api_tokens",
    ].map((table) => world.db.$client.prepare(`DELETE FROM ${table}`)),
  );
}

export async function signedIn(
  answers: TenantAnswers = {},
  address = "203.0.113.1",
  env: Parameters<typeof edges>[1] = {},
) {
  const world = await edges(
    {
      "monitoring.health": (id: string) => healthOf(id),
      "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
      ...answers,
    },
    env,
  );
  const user = browser(world, address);
  const answer = await user.signIn(ADMIN);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/admin"]);
  return { world, user };
}

/** What a page says, without its tags. */
export const plain = (html: string): string =>
  html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
