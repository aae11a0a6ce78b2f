import type { Edges } from "./world.ts";

/** Statements that D1 is asked while this runs. */
export async function d1Asked(
  world: Edges,
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const { $client } = world.db;
  const prepare = $client.prepare.bind($client);
  const statements: string[] = [];
  $client.prepare = (sql: string) => {
    statements.push(sql);
    return prepare(sql);
  };
  try {
    await act();
  } finally {
    $client.prepare = prepare;
  }
  // A union is prepared twice by drizzle, and run once.
  return statements.filter((statement, index) => statement !== statements[index - 1]);
}
