/**
 * The grant at Asperion's identity server: client id and secret in the form body, as public clients
 * send them, and rotating refresh tokens. A grant is of no administration: each call names it.
 *
 * Assumption: PKCE is accepted, as IdentityServers do; a server that doesn't know it ignores the
 * two parameters.
 */
import { ClientSecretPost } from "oauth4webapi";
import { oauthGrant } from "../domain/vendors/oauth-grant.ts";
import { AUTHORIZE_PATH, SCOPES, TOKEN_PATH } from "./contract.ts";

export const { authorizeUrl, exchangeCode, refreshTokens } = oauthGrant({
  vendor: "asperion",
  authorizePath: AUTHORIZE_PATH,
  tokenPath: TOKEN_PATH,
  scopes: SCOPES,
  clientAuth: ClientSecretPost,
  asks: {},
});
