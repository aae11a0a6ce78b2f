/**
 * Commands run by Node as they are written: what they import of src may only have syntax that Node
 * can erase, such as types. A constructor's `readonly` parameter ends the command when it starts.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

test.each([
  ["test/bench/main.ts", "There are endpoint"],
  ["test/chaos/main.ts", "There are --orders=N"],
])("%s starts, and refuses what it doesn't know", (command, answer) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, "no-such"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect([status === 0, `${stdout}${stderr}`]).toEqual([false, expect.stringContaining(answer)]);
});
