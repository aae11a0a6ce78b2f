/**
 * `npx node test/probe/show.ts [asperion|eaccounting]`: the probe's table against the sandboxes in
 * every position of every switch whose row has a check. Each line says which position was put and
 * which one the probe told. Exit code 0: it told each.
 */
import {
  arrange,
  BY_TWO_SETTINGS,
  positionsOf,
  priceBasis,
  switchedOf,
  WITHOUT_ROW,
} from "./positions.ts";
import { judged, type Probed, probed } from "./probing.ts";

const VENDORS = ["asperion", "eaccounting"] as const;
const MOST = 60;
let wrong = 0;
let count = 0;

function line(id: string, name: string, put: string, told: string, verdict: string, found = "") {
  const isRight = put === told;
  count += 1;
  if (!isRight) wrong += 1;
  const words = found.length > MOST ? `${found.slice(0, MOST - 1)}…` : found;
  console.log(
    [
      id.padEnd(22),
      `${name} = ${put}`.padEnd(42),
      isRight ? "told" : `TOLD ${told}`,
      verdict,
      words,
    ]
      .join("  ")
      .trimEnd(),
  );
}

async function shown(world: Probed): Promise<void> {
  const reset = () => world.control("POST", "/reset", { keep: ["clock"] });
  for (const switched of switchedOf(world.vendor)) {
    await reset();
    await arrange(world, switched);
    const seen = await judged(world, switched.check);
    const told = seen?.positions?.[switched.name] ?? "nothing";
    line(switched.id, switched.name, switched.told, told, seen?.verdict ?? "", seen?.found);
  }
  if (world.vendor === "asperion") return;
  for (const { put, told } of positionsOf("eaccounting", BY_TWO_SETTINGS)) {
    await reset();
    const common = (await priceBasis(world, put)).join(", ");
    line("E1", BY_TWO_SETTINGS, told, common, "by two runs");
  }
}

for (const vendor of VENDORS.filter((one) => [undefined, one].includes(process.argv[2] as never)))
  await shown(await probed(vendor));
console.log(`\n${count} positions, ${wrong} not told. Switches that no check is about:`);
for (const [name, why] of Object.entries(WITHOUT_ROW)) console.log(`  ${name}: ${why}`);
if (wrong > 0) process.exitCode = 1;
