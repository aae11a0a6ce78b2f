/** A step of the object's schema: alerts by when they were resolved, as the first page lists them. */
export const ALERTS_OVER = `
CREATE INDEX alerts_over ON alerts (resolved_at DESC, id) WHERE resolved_at IS NOT NULL;
`;
