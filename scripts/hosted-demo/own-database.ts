/**
 * The demo empties its database each night. It does so only where it has put its mark, and marks
 * only a database without shops and people: a wrong binding deletes nothing of anybody.
 */
const MARK = "_demo";

/** False where the database is somebody else's. Safe to repeat. */
export async function claimDatabase(db: D1Database): Promise<boolean> {
  const marked = await db.prepare("SELECT 1 FROM sqlite_master WHERE name = ?1").bind(MARK).first();
  if (marked !== null) return true;
  const used = await db
    .prepare("SELECT (SELECT count(*) FROM tenants) + (SELECT count(*) FROM users) AS n")
    .first<{ n: number }>();
  if ((used?.n ?? 0) > 0) return false;
  await db.prepare(`CREATE TABLE "${MARK}" (since INTEGER NOT NULL)`).run();
  return true;
}
