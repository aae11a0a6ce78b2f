/**
 * What people do most, each as they would do it, and the most clicks and seconds that it may take.
 * A task ends with the world changed: what it should have brought about is looked up.
 */
import type { World } from "../../local/world.ts";
import type { Person } from "./person.ts";

export type Task = {
  readonly name: string;
  readonly mostClicks: number;
  readonly mostSeconds: number | null;
  readonly run: (person: Person, world: World) => Promise<void>;
};

/** From the list of shops to a shop that books. Every proposal is accepted as it stands. */
const newShop: Task = {
  name: "a new shop goes live",
  mostClicks: 15,
  mostSeconds: 240,
  run: async (person, { operator }) => {
    await person.begin("/admin");
    await person.press("Set up a shop step by step", "link");
    await person.type("Name", "Tea & more");
    await person.press("Start");
    await person.press("Connect Asperion", "link");
    await person.tick("Demo Shop (123)");
    await person.press("Choose and connect");
    await person.press("Connect eAccounting", "link");
    await person.press("Continue", "link");
    await person.press("Save and continue");
    const id = /tenants\/([^/]+)\//.exec(person.address())?.[1] ?? "";
    await person.waitFor(
      async () => !(await person.text()).includes("Reading names"),
      "the names of both sides",
    );
    await person.press("Save and continue");
    await person.press("Create articles");
    await person.waitFor(
      async () => /\d+ articles created/.test(await person.text()),
      "the system articles",
    );
    await person.press("Create secret");
    await person.press("Continue with a dry run");
    await person.waitFor(async () => !(await person.text()).includes("Running…"), "the dry run");
    await person.press("Go live");
    const { orders } = await operator.ask("GET", `/tenants/${id}/settings`);
    if (orders === null || typeof orders !== "object" || Reflect.get(orders, "enabled") !== true)
      throw new Error("the shop isn't live");
  },
};

export const TASKS: readonly Task[] = [newShop];
