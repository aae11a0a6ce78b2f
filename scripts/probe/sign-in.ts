/**
 * The real sign-in, with the product's own requests: the browser is sent to the vendor, and comes
 * back to a server of this machine. Tokens stay in memory.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Http } from "../../src/domain/vendors/http.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import type { TokenSet } from "../../src/domain/vendors/tokens.ts";
import * as asperion from "../../src/asperion/oauth.ts";
import * as eaccounting from "../../src/eaccounting/oauth.ts";
import type { OAuthClient } from "../../src/domain/vendors/oauth-grant.ts";
import { Complaint } from "../complaint.ts";
import type { Time } from "./pace.ts";

const OAUTH = { asperion, eaccounting };
const TIMEOUT_MS = 30_000;
const PATIENCE_MS = 10 * 60_000;
const DONE = "Signed in. The probe goes on in the terminal.";

type SignInOptions = {
  readonly vendor: Vendor;
  readonly http: Http;
  readonly time: Time;
  readonly client: OAuthClient;
  readonly back: Back;
  /** Shows the address, or opens it. */
  readonly open: (address: string) => void;
};

/**
 * How the browser comes back: to a server of this machine, http://localhost:<port>/callback, or to
 * another registered address, which whoever signed in copies from the browser. Either must be
 * registered at the vendor as it stands.
 */
export type Back =
  | { readonly port: number }
  | { readonly redirectUri: string; readonly ask: (question: string) => Promise<string> };

export async function signIn(options: SignInOptions): Promise<TokenSet> {
  const { vendor, client } = options;
  const state = randomBytes(16).toString("hex");
  const codeVerifier = randomBytes(48).toString("base64url");
  const { back } = options;
  const callback = "port" in back ? await listen(back.port, state) : pasted(back, state);
  try {
    const { redirectUri } = callback;
    const input = { redirectUri, state, codeVerifier };
    options.open(await OAUTH[vendor].authorizeUrl(client, input));
    const code = await callback.code(PATIENCE_MS);
    const tokens = await OAUTH[vendor].exchangeCode(tokenCall(options), {
      code,
      redirectUri,
      codeVerifier,
    });
    if (!tokens.ok) throw new Complaint(`The sign-in failed: ${JSON.stringify(tokens.error)}`);
    return tokens.value;
  } finally {
    callback.close();
  }
}

export async function refresh(
  options: Pick<SignInOptions, "vendor" | "http" | "time" | "client">,
  refreshToken: string,
): Promise<TokenSet | null> {
  const tokens = await OAUTH[options.vendor].refreshTokens(tokenCall(options), refreshToken);
  return tokens.ok ? tokens.value : null;
}

const tokenCall = ({ http, client, time }: Pick<SignInOptions, "http" | "client" | "time">) => ({
  http,
  client,
  timeoutMs: TIMEOUT_MS,
  now: time.now(),
});

type Callback = {
  readonly redirectUri: string;
  code(ms: number): Promise<string>;
  close(): void;
};

function codeIn(url: URL): string {
  const code = url.searchParams.get("code");
  if (code !== null) return code;
  throw new Complaint(`The vendor refused: ${url.searchParams.get("error")}`);
}

const PASTE = `Sign in there. The browser then ends at an address that may not load:
copy it whole from the address bar, and paste it here within five minutes.
> `;

const pasted = (
  { redirectUri, ask }: Extract<Back, { redirectUri: string }>,
  state: string,
): Callback => ({
  redirectUri,
  code: async () => {
    const text = await ask(PASTE);
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url?.searchParams.get("state") !== state)
      throw new Complaint("That isn't the address of this sign-in: nothing was asked.");
    return codeIn(url);
  },
  close: () => {},
});

async function listen(port: number, state: string): Promise<Callback> {
  const arrived = Promise.withResolvers<string>();
  // Whoever waits for the code hears of it; nobody else has to.
  arrived.promise.catch(() => {});
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const mine = url.pathname === "/callback" && url.searchParams.get("state") === state;
    response.writeHead(mine ? 200 : 404, { "content-type": "text/plain", connection: "close" });
    response.end(mine ? DONE : "");
    if (!mine) return;
    try {
      arrived.resolve(codeIn(url));
    } catch (fault) {
      arrived.reject(fault);
    }
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    redirectUri: `http://localhost:${taken}/callback`,
    code: (ms) => {
      const timer = setTimeout(
        () => arrived.reject(new Complaint("Nobody signed in: nothing was asked.")),
        ms,
      );
      return arrived.promise.finally(() => clearTimeout(timer));
    },
    close: () => {
      server.close();
    },
  };
}
