/** No test has a limit of its own that a busy machine may reach, or that a wait in it outlasts. */
import { beforeEach } from "vitest";
import { PATIENCE_MS } from "./patience.ts";

beforeEach(({ task }) => {
  if (task.timeout < PATIENCE_MS) throw new Error(`${task.name}: a limit of ${task.timeout} ms`);
});
