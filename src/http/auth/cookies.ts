/**
 * Our own cookies: no script reads them. Where the deployment has https their names begin with
 * `__Host-`, so browsers take them from this very host alone, over https alone, for all of its
 * paths: no other host of the domain can set one.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { EdgeDeps } from "../deps.ts";

type Secure = Pick<EdgeDeps, "config">;

export type OwnCookie = {
  readonly name: string;
  readonly maxAgeS: number;
  /** `Lax` comes along from a vendor or a link; `Strict` only from pages of ours. */
  readonly sameSite: "Lax" | "Strict";
};

const isSecure = ({ config }: Secure): boolean => config.publicUrl.startsWith("https://");

const nameOf = (deps: Secure, name: string): string => (isSecure(deps) ? `__Host-${name}` : name);

export function setOwnCookie(deps: Secure, c: Context, cookie: OwnCookie, value: string): void {
  const { name, maxAgeS: maxAge, sameSite } = cookie;
  const secure = isSecure(deps);
  setCookie(c, nameOf(deps, name), value, { path: "/", httpOnly: true, secure, sameSite, maxAge });
}

/** Empty where the browser sent none. */
export const ownCookie = (deps: Secure, c: Context, { name }: Pick<OwnCookie, "name">): string =>
  getCookie(c, nameOf(deps, name)) ?? "";

export const dropOwnCookie = (deps: Secure, c: Context, { name }: Pick<OwnCookie, "name">): void =>
  void deleteCookie(c, nameOf(deps, name), { path: "/", secure: isSecure(deps) });
