/** Names of payment methods and accounts, as these pages show them. */
import { chartFrom } from "../../../flows/orders/posting/documents.ts";
import { messagesFor } from "../../language.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import type { PageContext } from "../frame/env.ts";

export async function clearingNames(c: PageContext) {
  const { t } = messagesFor(c);
  const names = await anyNames(c.var.asking);
  const chart = chartFrom(names["eaccounting.accounts"]?.entries ?? []);
  const methods = new Map(
    (names["asperion.paymentMethods"]?.entries ?? []).map(({ id: method, name }) => [method, name]),
  );
  return {
    methodOf: (method: string): string =>
      method === "" ? t("clearing.noMethod") : (methods.get(method) ?? method),
    accounts: new Map([...chart].map(([account, { name }]) => [account, name])),
  };
}
