// A fresh world: both companies, their articles and customers made by the same rules as a client's would be.
import type { Kit } from "../kit/kit.ts";
import type { Entity, JsonObject } from "./json.ts";
import type { EaccountingSwitches } from "./switches.ts";
import { articles } from "./resources/articles.ts";
import { customers } from "./resources/customers.ts";
import type { Act } from "./vendor/act.ts";
import { commit, type Resource } from "./vendor/resource.ts";
import { PLANS } from "./world/seed/plans/index.ts";
import { type CompanySeed, DEMO, OTHER, seedCompany, type SeedMakers } from "./world/seed/world.ts";
import { World } from "./world/world.ts";

export function seedWorld(kit: Kit<EaccountingSwitches>): World {
  const world = new World(() => kit.clock.now());
  for (const name of [DEMO, OTHER]) addCompany(world, kit, { name, plan: PLANS.SE, abroad: false });
  return world;
}

/** One more company, seeded as the first ones are. It is a subject of its own at sign-in. */
export function addCompany(
  world: World,
  kit: Kit<EaccountingSwitches>,
  wanted: CompanySeed,
): Act["company"] {
  const make: SeedMakers = {
    customer: (company, fields) =>
      seed(personIn(world, kit, company), customers, {
        TermsOfPaymentId: company.settings.TermsOfPaymentId,
        ...fields,
      }),
    article: (company, fields) => seed(personIn(world, kit, company), articles, fields),
  };
  const company = seedCompany(wanted, { at: kit.clock.now(), stamp: () => world.stamp() }, make);
  world.companies.push(company);
  return company;
}

export function personIn(
  world: World,
  kit: Kit<EaccountingSwitches>,
  company: Act["company"],
): Act {
  return { world, company, switches: kit.switches, actor: "person", client: "person", call: "" };
}

/** The id is the seed's, not drawn. */
function seed<Row extends Entity>(act: Act, resource: Resource<Row>, fields: JsonObject): Row {
  if (resource.create === undefined) throw new Error(`${resource.path} can't be made`);
  const { Id, ...rest } = fields;
  const made = resource.create(act, rest);
  return commit(act, resource, null, typeof Id === "string" ? { ...made, Id } : made);
}
