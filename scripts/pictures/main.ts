/**
 * `npx node scripts/pictures/main.ts`: makes the pictures of docs/pages.md and docs/pages-sv.md
 * anew, from a shop that is made up, on the real runtime before both sandboxes. Install pngquant
 * first (`apt-get install pngquant`): without it they are five times as large. A name or more, such
 * as `orders tenant`: only these.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startWorld } from "../local/world.ts";
import { type Locale, openCamera } from "./browser.ts";
import { closeOneDay } from "./daily.ts";
import { openShop } from "./shop.ts";
import { dailyShotsOf, heightOf, type Shot, shotsOf } from "./shots.ts";

const FOLDER = join(import.meta.dirname, "../../docs/images");
const KILOBYTE = 1024;
/** By what stands behind the name of a picture's file. */
const LANGUAGES: Readonly<Record<string, Locale>> = { "": "en-GB", "-sv": "sv-SE" };

const wanted = process.argv.slice(2);
const world = await startWorld({
  ports: { worker: 0, asperion: 0, eaccounting: 0 },
  name: "pictures",
});
try {
  const shop = await openShop(world.operator, () => world.runtime.cron());
  const camera = await openCamera(
    world.runtime.url,
    { adminToken: world.adminToken, invitation: shop.personal },
    () => world.operator.settled(shop.id),
  );
  for (const flow of ["customers", "products", "stock", "orders"]) {
    await camera.press(`/admin/tenants/${shop.id}/previews/${flow}`);
    await world.operator.settled(shop.id);
  }
  mkdirSync(FOLDER, { recursive: true });
  const asked = ({ name }: Shot): boolean => wanted.length === 0 || wanted.includes(name);
  let bytes = 0;
  const shoot = async (shots: readonly Shot[]): Promise<void> => {
    for (const shot of shots) {
      const one = async ([suffix, locale]: readonly [string, Locale]): Promise<void> => {
        const png = await camera
          .shoot({ ...shot, most: heightOf(shot), locale })
          .catch((cause: unknown) => {
            throw new Error(`${shot.name} isn't pictured`, { cause });
          });
        writeFileSync(join(FOLDER, `${shot.name}${suffix}.png`), png);
        bytes += png.length;
      };
      const all = Object.entries(LANGUAGES);
      // What is done on a page may be done once at a time.
      if (shot.acts === undefined) await Promise.all(all.map(one));
      else for (const language of all) await one(language);
    }
  };
  await shoot(shotsOf(shop).filter(asked));
  if (dailyShotsOf(shop.id, "").some(asked))
    await shoot(dailyShotsOf(shop.id, await closeOneDay(world, shop.id)).filter(asked));
  await camera.close();
  console.log(`${Math.round(bytes / KILOBYTE)} KB in docs/images`);
} finally {
  await world.stop();
}
