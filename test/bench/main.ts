/** `npm run bench [-- --quick] [door|latency|drain]`: measures and prints tables. No bound fails it: a miss is said in its row. */
import { measureDoor } from "./door.ts";
import { measureDrains } from "./drain.ts";
import { measureLatency } from "./latency.ts";
import { FULL, QUICK } from "./options.ts";
import { show } from "./table.ts";

const SECTIONS = { door: measureDoor, latency: measureLatency, drain: measureDrains };

const words = process.argv.slice(2);
const sizes = words.includes("--quick") ? QUICK : FULL;
const chosen = words.filter((word) => word !== "--quick");
const unknown = chosen.filter((word) => !Object.hasOwn(SECTIONS, word));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. There are ${Object.keys(SECTIONS).join(", ")} and --quick.`);
  process.exit(1);
}
for (const [name, measure] of Object.entries(SECTIONS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(show(await measure(sizes, (line) => console.error(line))));
}
