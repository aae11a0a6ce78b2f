/**
 * The edges' calls of the vendors' sign-in. The adapter is wired in src/worker.ts, so nothing here
 * knows a vendor's token format. A vendor's `Failure` texts may name people: they are shown to the
 * operator, never logged.
 */
import type { Vendor } from "../../domain/ids.ts";
import type { LedgerCompany } from "../../domain/ledger/ledger.ts";
import type { Result, Failure } from "../../domain/result.ts";

export type AuthorizeInput = {
  readonly state: string;
  /** Of PKCE: the adapter makes the challenge. */
  readonly verifier: string;
  readonly redirectUri: string;
  /** For eAccounting: the name of a configured client; `null`: the main one. */
  readonly client: string | null;
};
export type ExchangeInput = {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly client: string | null;
};

type ExchangedTokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** ms since the epoch. */
  readonly accessExpiresAt: number;
  readonly scope: string;
};

export type Administration = { readonly id: number; readonly name: string };

/** Tokens with what they give access to, read with the new token before anything is stored. */
export type Exchanged =
  | {
      readonly vendor: "asperion";
      readonly tokens: ExchangedTokens;
      readonly administrations: readonly Administration[];
    }
  | {
      readonly vendor: "eaccounting";
      readonly tokens: ExchangedTokens;
      readonly company: LedgerCompany;
      /** The client that the tokens belong to. */
      readonly client: string;
    };

export type OAuthPort = {
  authorizeUrl(vendor: Vendor, input: AuthorizeInput): Promise<string>;
  exchange(vendor: Vendor, input: ExchangeInput): Promise<Result<Exchanged, Failure>>;
};
