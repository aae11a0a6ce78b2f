/**
 * Cloudflare's list prices of the paid plan, in US dollars, without what the plan includes (as
 * published, November 2026).
 */
export const PRICES = {
  workerRequests: 0.3 / 1e6,
  workerCpuMs: 0.02 / 1e6,
  objectRequests: 0.15 / 1e6,
  objectGbSeconds: 12.5 / 1e6,
  rowsRead: 0.001 / 1e6,
  rowsWritten: 1 / 1e6,
  queueOperations: 0.4 / 1e6,
  objectGbMonth: 0.2,
  d1GbMonth: 0.75,
} as const;

/** An object is billed for this much memory while it is active, whatever it uses. */
export const OBJECT_GB = 0.128;
export const GB = 1e9;
/** A message is written, read and deleted. */
export const QUEUE_OPERATIONS_A_MESSAGE = 3;
