/**
 * Whether what the configuration names is its own, and lies where it should: looked at before
 * anything is made, migrated or deployed. Pure.
 */
import type { Configuration, Environment } from "./missing.ts";

export type Place = { readonly name: string; readonly jurisdiction: string | null };
export type Database = Place & { readonly id: string };

/** The account's resources; `null`: they couldn't be asked. */
export type Places = {
  readonly databases: readonly Database[] | null;
  readonly queues: readonly Place[] | null;
};

/** Why an environment must not be worked on as its configuration stands. */
export type Misplaced =
  | { readonly code: "elsewhere"; readonly what: string; readonly jurisdiction: string }
  | { readonly code: "other-account"; readonly id: string }
  | { readonly code: "another-database"; readonly name: string; readonly id: string }
  | { readonly code: "shared-database"; readonly id: string; readonly environment: Environment };

/** The id that wrangler.toml comes with: none. */
const NO_DATABASE = /^0{8}-/;

/** The id of a database that was made; `null`: none is noted. */
export const notedId = ({ databaseId }: Pick<Configuration, "databaseId">): string | null =>
  databaseId === null || NO_DATABASE.test(databaseId) ? null : databaseId;

/** Returns known faults only, without what couldn't be asked. */
export function misplaced(
  configuration: Configuration,
  { databases, queues }: Places,
): readonly Misplaced[] {
  const jurisdiction = configuration.vars["JURISDICTION"];
  // Where it lies is fixed when it is made, so what lies elsewhere can only be made anew.
  const elsewhere = [
    ...(databases ?? []).filter(({ name }) => name === configuration.databaseName),
    ...(queues ?? []).filter(({ name }) => configuration.queues.includes(name)),
  ]
    .filter((place) => jurisdiction && place.jurisdiction !== jurisdiction)
    .map((place): Misplaced => ({
      code: "elsewhere",
      what: place.name,
      jurisdiction: place.jurisdiction ?? "",
    }));
  return [...elsewhere, ...wrongDatabase(configuration, databases)];
}

function wrongDatabase(
  configuration: Configuration,
  databases: Places["databases"],
): readonly Misplaced[] {
  const id = notedId(configuration);
  if (id === null) return [];
  const { databaseName, databaseSharedWith } = configuration;
  if (databaseSharedWith !== null)
    return [{ code: "shared-database", id, environment: databaseSharedWith }];
  if (databases === null) return [];
  const noted = databases.find((database) => database.id === id);
  if (noted === undefined) return [{ code: "other-account", id }];
  return noted.name === databaseName ? [] : [{ code: "another-database", name: noted.name, id }];
}
