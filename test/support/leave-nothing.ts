/**
 * After each file: what it put in place of the clock, the globals or a method is the platform's
 * again.
 */
import { afterAll, vi } from "vitest";

afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
