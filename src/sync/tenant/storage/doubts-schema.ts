/** Open doubts are found without a look at all else that waits (views/attention.ts). */
export const DOUBTS_SCHEMA = `
CREATE INDEX alerts_doubts ON alerts (id)
  WHERE resolved_at IS NULL AND id >= 'doubt ' AND id < 'doubt!';
`;
