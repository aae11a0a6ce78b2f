/** Wake-ups as the queue gives them up, put where the Worker's consumer of them writes. */
import type { Bridge } from "./bridge.ts";

const quoted = (text: string | null): string =>
  text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`;

/** `tenantId`: `null` for one that nobody could read. */
export async function giveUp(
  bridge: Bridge,
  letters: readonly {
    readonly id: string;
    readonly tenantId: string | null;
    readonly body: string;
  }[],
): Promise<void> {
  const db = await bridge.runtime.d1("DB");
  const at = await bridge.now();
  await db.batch(
    letters.map(({ id, tenantId, body }) =>
      db.prepare(
        `INSERT INTO dead_letters (id, tenant_id, body, at) VALUES (${quoted(id)}, ${quoted(tenantId)}, ${quoted(body)}, ${at})`,
      ),
    ),
  );
}
