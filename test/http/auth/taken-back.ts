/**
 * Does `once` between the check of a password or a passkey and the session: where the try is taken
 * back.
 */
export function beforeTakenBack(db: D1Database, once: () => Promise<unknown>): () => void {
  const prepare = db.prepare.bind(db);
  let armed = true;
  db.prepare = (text) => {
    const statement = prepare(text);
    if (!armed || !text.includes('"tries" - 1')) return statement;
    armed = false;
    const bind = statement.bind.bind(statement);
    statement.bind = (...values) => {
      const bound = bind(...values);
      const raw = bound.run.bind(bound);
      bound.run = async <T>() => {
        await once();
        return raw<T>();
      };
      return bound;
    };
    return statement;
  };
  return () => {
    db.prepare = prepare;
  };
}
