/** What both sides call the things that reasons name by an id or a code. */
import type { NameLists } from "../../../domain/ledger/names.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { knownNames } from "../../usecases/jobs/known-names.ts";
import type { PageContext } from "./env.ts";

/** Of the shop in the address. From now on the reasons on this page are said with them. */
export async function shopNames(c: PageContext): Promise<NameLists> {
  const names = await anyNames(c.var.asking);
  c.set("shopNames", knownNames([], names));
  return names;
}
