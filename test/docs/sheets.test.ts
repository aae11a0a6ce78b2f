import { expect, test } from "vitest";
import { appRoutes } from "../support/app-routes.ts";
import { HARMLESS, SHOWN_FIRST } from "./sheets.ts";
import { testFiles } from "./matrix-page.ts";

const forms = appRoutes()
  .filter(({ method, path }) => method === "POST" && path.startsWith("/admin/"))
  .map(({ path }) => path);

test("each form of the pages is shown before it does anything, or says why it needn't be", () => {
  const judged = [...Object.keys(SHOWN_FIRST), ...Object.keys(HARMLESS)];
  expect(judged.toSorted()).toEqual([...new Set(forms)].toSorted());
});

test("each that is shown has a test that is there", () => {
  const files = testFiles().map((file) => file.replace(/(?:\.workers|\.e2e)?\.test\.ts$/, ""));
  expect(Object.entries(SHOWN_FIRST).filter(([, file]) => !files.includes(file))).toEqual([]);
});
