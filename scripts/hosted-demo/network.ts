/**
 * The demo's network: the two sandboxes within this Worker, and nothing else. Any other address
 * gives a fault, as without a network.
 */
import type { Http } from "../../src/domain/vendors/http.ts";
import { type SandboxesStub, type Vendor, VENDORS } from "./env.ts";

export class NoWayOut extends Error {
  override readonly name = "NoWayOut";
}

export function vendorAt(url: URL): Vendor | null {
  const found = Object.entries(VENDORS).find(([, origin]) => origin === url.origin);
  return found === undefined ? null : (found[0] as Vendor);
}

export const onlySandboxes = (sandboxes: () => Pick<SandboxesStub, "fetch">): Http => ({
  fetch: async (input, init) => {
    const request = new Request(input, init);
    if (vendorAt(new URL(request.url)) === null) return refuse();
    return sandboxes().fetch(request);
  },
});

/** Replaces the runtime's `fetch`, so that no code reaches the network. */
export function refuse(): Promise<never> {
  return Promise.reject(new NoWayOut("the demo reaches nothing but its sandboxes"));
}
