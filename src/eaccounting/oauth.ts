/**
 * The grant at the ledger's identity server: client id and secret as Basic, and refresh tokens that
 * may or may not rotate. A code works once and for five minutes: after a failure other than
 * needs-login the person connects again.
 */
import { ClientSecretBasic } from "oauth4webapi";
import { oauthGrant } from "../domain/vendors/oauth-grant.ts";

/** All scopes at once, so that no tenant has to consent again later. */
export const SCOPES = "ea:api ea:sales ea:accounting ea:purchase offline_access";

/** Offers only companies that have eAccounting (the vendor's page on authentication). */
const SERVICE = "service:44643EB1-3F76-4C1C-A672-402AE8085934";

export const { authorizeUrl, exchangeCode, refreshTokens } = oauthGrant({
  vendor: "eaccounting",
  authorizePath: "/connect/authorize",
  tokenPath: "/connect/token",
  scopes: SCOPES,
  clientAuth: ClientSecretBasic,
  // The user always chooses the company; the default one is never used.
  asks: { prompt: "select_account", acr_values: SERVICE },
});
