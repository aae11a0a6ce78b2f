/**
 * What open alerts of jobs are grouped by (domain/held.ts), with what the job's order comes to: the
 * index alone answers what waits for people, however many there are, in the order of its sums: no
 * statement sorts. Its last two columns are what its own condition asks for. `currency` is "" where
 * there is no amount. Frozen. An alert without a cause was raised by a release that didn't know of
 * groups; it gets its cause when groups are read.
 */
export const HELD_SCHEMA = `
ALTER TABLE alerts ADD COLUMN cause TEXT;
ALTER TABLE alerts ADD COLUMN thing TEXT;
ALTER TABLE alerts ADD COLUMN currency TEXT;
ALTER TABLE alerts ADD COLUMN gross INTEGER;
ALTER TABLE alerts ADD COLUMN note INTEGER;
CREATE INDEX alerts_held
  ON alerts (cause, thing, currency, since, id, gross, job_id, resolved_at)
  WHERE resolved_at IS NULL AND job_id IS NOT NULL;
`;
