/** Tells the events that a run was given from those that came while it went on. */
export const TYPES_GIVEN_SCHEMA = `
ALTER TABLE jobs ADD COLUMN types_given INTEGER NOT NULL DEFAULT 0;
`;
