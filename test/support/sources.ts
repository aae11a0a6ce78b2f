/** The sources of a folder, as the tests of the structure read them. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export type Source = { readonly path: string; readonly text: string };

export const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export function sources(folder: string): readonly Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/compiled/"))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, "utf8") }));
}
