/**
 * The network that an address belongs to, in one spelling, so that one that is written otherwise
 * isn't another.
 */
import type { Context } from "hono";
import { tokenHash } from "../../store/secrets.ts";

const GROUPS = 8;
/** Groups of an IPv6 address that name a network (/64): a site may use any address in it. */
const NETWORK_GROUPS = 4;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * Returns an IPv4 address itself, also where it is written as IPv6; of an IPv6 address its /64; any
 * other text as it is.
 */
export function networkOf(address: string): string {
  const tail = address.slice(address.lastIndexOf(":") + 1);
  if (IPV4.test(tail) && /^(::ffff:)?[\d.]+$/i.test(address)) return tail;
  if (!address.includes(":")) return address;
  const [head = "", rest] = address.toLowerCase().split("::");
  const before = groupsOf(head);
  const after = rest === undefined ? [] : groupsOf(rest);
  const gap =
    rest === undefined
      ? []
      : Array.from({ length: Math.max(0, GROUPS - before.length - after.length) }, () => "0");
  return [...before, ...gap, ...after].slice(0, NETWORK_GROUPS).join(":");
}

const groupsOf = (text: string): readonly string[] =>
  text === ""
    ? []
    : text
        .split(":")
        .flatMap((group) => (IPV4.test(group) ? ["0", "0"] : [group.replace(/^0+(?=.)/, "")]));

/** The network that Cloudflare saw, hashed. */
export const sourceOf = (c: Context): Promise<string> =>
  tokenHash(`source:${networkOf(c.req.header("cf-connecting-ip") ?? "")}`);

/**
 * Describes a request's origin for the log: not the address, but a name that is constant for one
 * network, the country, and the id by which Cloudflare's own logs find the request.
 */
export async function requestSource(c: Context) {
  return {
    network: (await sourceOf(c)).slice(0, 12),
    country: c.req.header("cf-ipcountry") ?? null,
    ray: c.req.header("cf-ray") ?? null,
  };
}
