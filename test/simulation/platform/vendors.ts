/** Both vendors in this process, reached by a network that delays, loses and repeats nothing twice. */
import type { Hono } from "hono";
import { createAsperionSandbox } from "../../sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../../sandbox/eaccounting/app.ts";
import { machine } from "../current.ts";
import { type Caller, lost } from "./caller.ts";
import type { Network } from "./network.ts";

export type VendorName = "asperion" | "eaccounting";

const WAY_MS = 15;
const WAY_SPREAD = 60;
/** The look-ups see what commits within the last of them. */
const LATE_MS = 14 * 60_000;
/** What may be sent once more is promised to be one only within that time; all else for ever. */
const LATER_MS = 16 * 60_000;
/** Nothing that was sent comes true later than that. */
export const LATEST_MS = 40 * 60_000;
const SENT_ONCE =
  /^POST \/v2\/(customerinvoicedrafts\/\{id\}\/convert|orders\/\{id\}\/convert|customerinvoices\/\{id\}\/payments|vouchers|customerledgeritems)$/;
/** Lists of the shop's orders by their days, by which sweeps find what no webhook told of. */
const LISTS_ORDERS = /\/v1\/SalesOrderWithLines\?.*_from=/;
const HOSTS: Readonly<Record<string, VendorName>> = {
  "asperion.local": "asperion",
  "eaccounting.local": "eaccounting",
};
const STATUS: Readonly<Record<string, { status: number; headers?: Record<string, string> }>> = {
  busy: { status: 429, headers: { "retry-after": "2" } },
  500: { status: 500 },
  503: { status: 503, headers: { "content-type": "text/html" } },
};

export const vendorAt = (url: string): VendorName | null => HOSTS[new URL(url).hostname] ?? null;

/** "/v2/orders/{id}": ids of both vendors left out. */
const route = (method: string, { pathname }: URL): string =>
  `${method} ${pathname.replaceAll(/\/([0-9a-f]{8}-[0-9a-f-]{27}|\d+)(?=\/|$)/gi, "/{id}")}`;

export class Vendors {
  readonly asperion = createAsperionSandbox();
  readonly eaccounting = createEaccountingSandbox();
  /** After each request that a vendor has carried out for the product. */
  seen: (vendor: VendorName, method: string, path: string) => void = () => undefined;
  /** When which call came true late: others went between. */
  readonly late = new Set<string>();
  /** Nobody can list the shop's orders: what isn't done by what was told of stays undone. */
  listsFail = false;

  constructor(readonly network: Network) {}

  /** As people and tests reach a vendor: at once, and without faults. */
  async ask(vendor: VendorName, input: string | URL | Request, init?: RequestInit) {
    const app: Hono<never> = this[vendor].app as never;
    return app.fetch(input instanceof Request ? input : new Request(input, init));
  }

  /** As the product reaches a vendor. */
  fetchFor(caller: Caller): typeof fetch {
    return (input, init) => {
      const request = new Request(input as Request, { ...init, signal: null } as RequestInit);
      const url = new URL(request.url);
      const vendor = vendorAt(request.url);
      if (vendor === null) return Promise.reject(lost());
      const writes = request.method !== "GET";
      const path = route(request.method, url);
      const carry = async (): Promise<Response> => {
        if (this.listsFail && LISTS_ORDERS.test(request.url))
          return new Response("{}", { status: 503 });
        if (machine.time.lines !== null)
          machine.time.note(`${url.search} ${writes ? await request.clone().text() : ""}`);
        const answer = await this.ask(vendor, request);
        machine.time.trace(`${vendor} ${request.method} ${url.pathname} ${answer.status}`);
        this.seen(vendor, request.method, url.pathname);
        return answer;
      };
      return this.network.pass<Response>({
        caller,
        place: `${writes ? "write" : "read"} ${vendor} ${path}`,
        way: WAY_MS,
        spread: WAY_SPREAD,
        carry,
        strike: (what, back, resolve, reject) => {
          const status = STATUS[what];
          if (status !== undefined) {
            back(() => resolve(new Response("{}", status)));
            return "dealt";
          }
          if (what === "expired") {
            this[vendor].oauth.grants.expireAccessTokens();
            return "goes-on";
          }
          if (what !== "late-commit" && what !== "late-commit-hangs") return "unknown";
          machine.time.after(this.#lateBy(path), () => {
            this.late.add(`${new Date(machine.time.now()).toISOString()} ${path}`);
            void carry();
          });
          if (what === "late-commit") back(() => reject(lost()));
          return "dealt";
        },
      });
    };
  }

  /** How late what was sent comes true. */
  #lateBy(path: string): number {
    const { faults } = this.network;
    const late = faults.size(LATE_MS);
    return SENT_ONCE.test(path) && late % 4 === 0
      ? LATER_MS + faults.size(LATEST_MS - LATER_MS)
      : late;
  }
}
