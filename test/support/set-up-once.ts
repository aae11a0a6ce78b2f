/**
 * What set-up leaves in the ledger and in the memory of a world without a runtime. The first world
 * of a day in this process goes through it, and the others begin with a copy: some sixty writes for
 * each would show nothing else (test/flows/setup).
 */
import { PREFIX } from "../../src/flows/setup/article-numbers.ts";
import type { EaccountingSandbox } from "../sandbox/eaccounting/app.ts";
import type { Company } from "../sandbox/eaccounting/world/company.ts";
import type { Entity } from "../sandbox/eaccounting/json.ts";
import type { Article } from "../sandbox/eaccounting/world/entities.ts";
import { DEMO } from "../sandbox/eaccounting/world/seed/world.ts";
import type { FlowMemory, Remembered } from "./flow-memory.ts";

type World = FlowMemory & {
  readonly eaccounting: EaccountingSandbox;
  setUp(): Promise<void>;
};

type SetUp = {
  /** The seeds of companies have their years by it. */
  readonly day: string;
  readonly articles: readonly Article[];
  readonly labels: readonly Entity[];
  readonly memory: Remembered;
};

let done: SetUp | null = null;

export async function setUpOnce(world: World): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  if (done?.day === day) return give(world, done);
  await world.setUp();
  const company = companyOf(world);
  done = structuredClone({
    day,
    articles: company.articles.all().filter(({ Number: number }) => number.startsWith(PREFIX)),
    labels: company.customerLabels.all(),
    memory: world.remembers(),
  });
}

/** As if it had been made just now. */
function give(world: World, setUp: SetUp): void {
  const { articles, labels, memory } = structuredClone(setUp);
  const company = companyOf(world);
  const ledger = world.eaccounting.world();
  for (const label of labels) company.customerLabels.commit(label, ledger.now());
  for (const article of articles) {
    const stamp = ledger.stamp();
    company.articles.commit({ ...article, CreatedUtc: stamp, ChangedUtc: stamp }, ledger.now());
  }
  world.remembersNow(memory);
}

function companyOf({ eaccounting }: World): Company {
  const company = eaccounting.world().company(DEMO);
  if (company === null) throw new Error("the seed has changed");
  return company;
}
