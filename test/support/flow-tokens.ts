/**
 * Grants of both vendors, as their sign-ins give them out: made where there is no browser to send
 * there.
 */
import { CLIENT, type createEaccountingSandbox } from "../sandbox/eaccounting/app.ts";
import type { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";

export type FlowTokens = {
  readonly asperion: string;
  readonly eaccounting: string;
  readonly until: number;
};

const LIFE_MS = 3_000_000;

export function issueTokens(
  asperion: ReturnType<typeof createAsperionSandbox>,
  eaccounting: ReturnType<typeof createEaccountingSandbox>,
  companyId: string,
): FlowTokens {
  const [shop, ledger] = [asperion.oauth.grants, eaccounting.oauth.grants];
  return {
    asperion: shop.issue(
      shop.open({ clientId: "asperion-client", subject: "shopkeeper", scope: "" }),
    ).accessToken,
    eaccounting: ledger.issue(
      ledger.open({
        clientId: CLIENT.id,
        subject: companyId,
        scope: "ea:api ea:sales ea:accounting ea:purchase offline_access",
      }),
    ).accessToken,
    until: Date.now() + LIFE_MS,
  };
}
