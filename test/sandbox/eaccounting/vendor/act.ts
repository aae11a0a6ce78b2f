// One act on a company: by a client through the API, or by a person at the vendor's own screen (a control call, which
// is bound by the same rules but leaves no client faults).
import type { Switches } from "../../kit/switches.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { Company } from "../world/company.ts";
import type { World } from "../world/world.ts";

export interface Act {
  readonly world: World;
  readonly company: Company;
  readonly switches: Switches<EaccountingSwitches>;
  readonly actor: "client" | "person";
  readonly client: string;
  /** The route, for the notes. */
  readonly call: string;
}

export function note(act: Act, kind: string, field: string): void {
  if (act.actor === "person") return;
  act.world.note({
    at: new Date(act.world.now()).toISOString(),
    client: act.client,
    company: act.company.name,
    call: act.call,
    kind,
    field,
  });
}

/**
 * The calendar day in the company's zone: Stockholm, Oslo and Amsterdam keep the same time,
 * Helsinki an hour later.
 */
const daysOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("sv-SE", { timeZone });
const DAYS = {
  "Europe/Helsinki": daysOf("Europe/Helsinki"),
  "Europe/Stockholm": daysOf("Europe/Stockholm"),
};

export function today(act: Act): string {
  const zone = act.company.settings.CountryCode === "FI" ? "Europe/Helsinki" : "Europe/Stockholm";
  return DAYS[zone].format(act.world.now());
}
