// The company's settings and its next numbers, as one object without an envelope.
import { endpoint, ok } from "../vendor/endpoint.ts";
import { SALES } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";

export function mountCompanySettings(site: Site): void {
  endpoint(site, { method: "GET", path: "/companysettings", scopes: SALES.read }, (act) => ok(act.world.settingsOf(act.company)));
}
