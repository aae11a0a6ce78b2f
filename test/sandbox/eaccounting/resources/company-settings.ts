// The company's settings and its next numbers, as one object without an envelope; and the lock of its periods.
import type { JsonObject } from "../json.ts";
import { lockSettingsFields } from "../schema/accounting.ts";
import type { Act } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { invalid } from "../vendor/fault.ts";
import { SALES } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";

export function mountCompanySettings(site: Site): void {
  endpoint(site, { method: "GET", path: "/companysettings", scopes: SALES.read }, (act) =>
    ok(shown(act)),
  );
  endpoint(
    site,
    {
      method: "PUT",
      path: "/companysettings/accountinglocksettings",
      scopes: SALES.write,
      body: "required",
    },
    (act, { body }) => {
      const value = acceptBody(act, lockSettingsFields, body, null);
      const interval = Number(value["AccountingLockInterval"]);
      const asOf = value["AccountingLockedAsOf"] as JsonObject | null;
      if (interval !== 0 && asOf === null)
        throw invalid(
          "AccountingLockedAsOf",
          "AccountingLockedAsOf must be set when there is a lock interval.",
        );
      const lockedTo =
        interval === 0 || asOf === null
          ? null
          : lastDay(Number(asOf["Year"]), Number(asOf["Month"]));
      act.company.settings = {
        ...act.company.settings,
        AccountingLockInterval: interval,
        AccountingLockedTo: lockedTo,
      };
      return ok(shown(act));
    },
  );
}

/** Of the month, which is locked with all before it. */
function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function shown(act: Act): JsonObject {
  return act.world.settingsOf(
    act.company,
    act.switches.get("unlockedAs") === "null" ? null : "0001-01-01",
  );
}
