/** Configuration for tests. Nothing here is a secret: every value is made for this file. */
export const testVars = {
  PUBLIC_URL: "http://127.0.0.1:8787",
  WEBHOOK_URL: "",
  JURISDICTION: "",
  SETTLEMENT_MAIL_DOMAIN: "",
  ASPERION_API_URL: "http://127.0.0.1:1",
  ASPERION_IDENTITY_URL: "http://127.0.0.1:1",
  EACCOUNTING_API_URL: "http://127.0.0.1:1/v2",
  EACCOUNTING_IDENTITY_URL: "http://127.0.0.1:1",
  EACCOUNTING_RATE_PER_MINUTE: "600",
  TIMINGS: "",
};

export const ADMIN_TOKEN = "operator-token-for-tests";

export const testSecrets = {
  ADMIN_TOKEN,
  ENCRYPTION_KEYS: `k1:${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`,
  ASPERION_CLIENT_ID: "asperion-client",
  ASPERION_CLIENT_SECRET: "asperion-secret",
  EACCOUNTING_CLIENT_ID: "sandbox-client",
  EACCOUNTING_CLIENT_SECRET: "sandbox-secret",
  EACCOUNTING_CLIENTS: "",
};
