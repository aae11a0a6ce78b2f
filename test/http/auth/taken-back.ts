/** Lets something happen in the midst of a request. */

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

/** Does `once` before the batch that has a statement with this text. */
export function beforeBatchWith(
  db: D1Database,
  text: string,
  once: () => Promise<unknown>,
): () => void {
  const prepare = db.prepare.bind(db);
  const batch = db.batch.bind(db);
  let [armed, prepared] = [true, false];
  db.prepare = (statement) => {
    prepared ||= statement.includes(text);
    return prepare(statement);
  };
  db.batch = async <T>(statements: D1PreparedStatement[]) => {
    if (armed && prepared) {
      armed = false;
      await once();
    }
    return batch<T>(statements);
  };
  return () => void Object.assign(db, { prepare, batch });
}
