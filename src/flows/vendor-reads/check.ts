/**
 * Checks a vendor with one small request: whether the sign-in works, has the needed rights, and
 * belongs to the right books.
 */
import { vatCodes } from "../../asperion/reference-lists.ts";
import { type Vendor, VENDORS } from "../../domain/ids.ts";
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import { companySettings, readCompany } from "../../eaccounting/company.ts";
import type { FlowPorts } from "../port.ts";

const KEY = "check:";

/** The key of the job that asks both vendors what is assumed of them. */
export const CHECKS_KEY = "vendor-checks";

/** The key of the job that asks. */
export const checkKey = (vendor: Vendor): string => `${KEY}${vendor}`;

/** `null`: the job is about something else. */
export const checkedVendor = (key: string): Vendor | null =>
  VENDORS.find((vendor) => key === checkKey(vendor)) ?? null;

export async function checkVendor(
  ports: Pick<FlowPorts, "read" | "administrationId" | "companyId" | "saveLists">,
  vendor: Vendor,
): Promise<Result<unknown, Failure>> {
  if (vendor === "asperion") {
    const answer = await ports.read(vatCodes.pageAt(1));
    return answer.ok ? vatCodes.read(answer.value, ports.administrationId) : answer;
  }
  if (ports.companyId === null) return err({ kind: "needs-login", vendor });
  const answer = await ports.read(companySettings());
  if (!answer.ok) return answer;
  const read = readCompany(answer.value, ports.companyId);
  // Kept for the pages, as a person may just have changed what the company allows.
  if (read.ok) ports.saveLists({ company: read.value.company });
  return read.ok ? ok(undefined) : read;
}
