/**
 * `npm run chaos [-- --orders=N --seed=N --no-journal]`: the storm, by hand and large. Prints its
 * seed first; exit code 0 only if nothing was lost, doubled or wrong. With `--no-journal` it is the
 * other way round: the auditor must find something.
 */
import { Complaint } from "../../scripts/complaint.ts";
import { FAULTS } from "./auditor.ts";
import { type ChaosReport, runChaos } from "./run.ts";

const MOST_SHOWN = 20;

function numberOf(words: readonly string[], name: string, fallback: number): number {
  const found = words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (found === undefined) return fallback;
  if (!/^\d{1,10}$/.test(found))
    throw new Complaint(`--${name} takes a whole number, not "${found}".`);
  return Number(found);
}

function show({
  orders,
  done,
  struck,
  forPeople,
  findings,
  unannounced,
  clientFaults,
}: ChaosReport): void {
  console.log(
    `\n${orders} orders: ${done.placed} placed, ${done.credited} credits; ${done.edited} edits, ${done.cancelled} cancelled, ${done.paid} paid later; ${forPeople} times one was put before a person and tried again`,
  );
  console.log(
    Object.entries(struck)
      .map(([name, count]) => `${name} ${count}`)
      .join(" · "),
  );
  for (const fault of FAULTS)
    console.log(
      `  ${fault.padEnd(18)} ${findings.filter((finding) => finding.fault === fault).length}`,
    );
  for (const { fault, of, detail } of findings.slice(0, MOST_SHOWN))
    console.log(`    ${fault} ${of}: ${detail}`);
  console.log(
    `  without an alert   ${unannounced.length} ${unannounced.slice(0, MOST_SHOWN).join(", ")}`,
  );
  console.log(`  faults of ours     ${clientFaults.length}`);
}

async function main(words: readonly string[]): Promise<boolean> {
  const unknown = words.filter(
    (word) => word !== "--no-journal" && !/^--(orders|seed)=/.test(word),
  );
  if (unknown.length > 0)
    throw new Complaint(
      `Unknown: ${unknown.join(", ")}. There are --orders=N, --seed=N and --no-journal.`,
    );
  const journal = !words.includes("--no-journal");
  const seed = numberOf(words, "seed", Date.now() % 1_000_000_000);
  const orders = numberOf(words, "orders", 5_000);
  console.log(
    `seed ${seed}, ${orders} orders${journal ? "" : ", without the journal"}: npm run chaos -- --seed=${seed} --orders=${orders}`,
  );
  const started = performance.now();
  const report = await runChaos({
    orders,
    seed,
    name: `chaos-${process.pid}`,
    journal,
    say: (line) => console.error(line),
  });
  show(report);
  console.log(`${Math.round((performance.now() - started) / 1000)} s`);
  const clean =
    report.findings.length + report.unannounced.length + report.clientFaults.length === 0;
  return journal ? clean : report.findings.some(({ fault }) => fault === "doubled");
}

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
