/**
 * No test is about time. Its limit only ends one that hangs, also where other work keeps the
 * machine busy; what it waits for ends long before, and says what was missing.
 */
export const PATIENCE_MS = 600_000;
export const WAIT_MS = 150_000;
