// One country, by its two letters rather than by an id.
import { endpoint, ok } from "../vendor/endpoint.ts";
import { notFound, VendorFault } from "../vendor/fault.ts";
import { show } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";
import { countries } from "./lookups.ts";

export function mountCountryByCode(site: Site): void {
  endpoint(
    site,
    { method: "GET", path: "/countries/:countrycode", scopes: countries.scopes.read },
    (act, { param }) => {
      const country = act.company.country(param("countrycode"));
      if (country !== null) return ok(show(act, countries, country));
      throw new VendorFault(3000, notFound("Country", param("countrycode")).message, {
        status: 404,
      });
    },
  );
}
