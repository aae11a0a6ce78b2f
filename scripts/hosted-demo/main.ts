/** `npm run demo-folder`: lays out the hosted demo in `.demo`, for a repository of its own. */
import { join, relative } from "node:path";
import { t } from "../terminal.ts";
import { ROOT } from "../worker/build.ts";
import { layOut } from "./folder.ts";

const { dir } = await layOut(join(ROOT, ".demo"));
console.log(t("cli.hostedDemo.laidOut", { folder: relative(ROOT, dir) }));
