/** A step of the object's schema: what plans are made of, once for all timelines that name it. */
export const PLAN_BASES = `
-- used_at: a claim was given its number at that instant, or within a day after it.
CREATE TABLE plan_bases (id INTEGER PRIMARY KEY, used_at INTEGER NOT NULL, text TEXT NOT NULL);
`;
