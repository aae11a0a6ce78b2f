/**
 * A person at a browser who is counted: clicks, keys, pages, and the fields that stand open before
 * them. Time follows a model, not a watch: 1.1 s a click, 0.28 s a key, 1.35 s a decision (one for
 * each click and for each field that is shown and not folded), and what the pages themselves take.
 * Pages of the vendors are left out.
 */
import type { Locator, Page } from "playwright-core";

const CLICK_S = 1.1;
const KEY_S = 0.28;
const DECISION_S = 1.35;

/** Fields of the page's own part that a reader sees: what stands around it isn't decided on. */
const OPEN_FIELDS = "main :is(input:not([type=hidden]), select, textarea):not(:disabled):visible";

export type Count = {
  readonly clicks: number;
  readonly pages: number;
  /** Fields that stood open, over all pages. */ readonly fields: number;
  /** The most that stood open on one page. */ readonly mostFields: number;
  readonly keys: number;
  readonly pagesMs: number;
};

/** What a person has at hand, and how each thing is done with it. */
export type Hands = {
  /** A button, a link, a summary. */
  press(target: Locator): Promise<void>;
  tick(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
  choose(target: Locator, option: string | { readonly label: string }): Promise<void>;
};

const MOUSE: Hands = {
  press: (target) => target.click(),
  tick: (target) => target.check(),
  type: (target, text) => target.fill(text),
  choose: async (target, option) => void (await target.selectOption(option)),
};

export class Person {
  private readonly page: Page;
  private readonly hands: Hands;
  private readonly looks: (page: Page) => Promise<void>;
  private clicks = 0;
  private pages = 0;
  private fields = 0;
  private mostFields = 0;
  private keys = 0;
  private pagesMs = 0;

  /** `looks`: what is asked of each page that comes. */
  constructor(
    page: Page,
    hands: Hands = MOUSE,
    looks: (page: Page) => Promise<void> = async () => undefined,
  ) {
    this.page = page;
    this.hands = hands;
    this.looks = looks;
  }

  /** Presses a button or follows a link by its name, and looks at the page that comes. */
  async press(name: string | RegExp, kind: "button" | "link" = "button"): Promise<void> {
    const target = this.page.getByRole(kind, { name, exact: typeof name === "string" }).first();
    await this.leave(() => this.hands.press(target));
  }

  /** Ticks or chooses: a click that stays on the page. */
  async tick(label: string): Promise<void> {
    this.clicks += 1;
    await this.hands.tick(this.page.getByLabel(label));
  }

  async unfold(summary: string | RegExp): Promise<void> {
    this.clicks += 1;
    await this.hands.press(this.page.locator("summary", { hasText: summary }).first());
  }

  async type(label: string, text: string): Promise<void> {
    this.keys += text.length;
    await this.hands.type(this.page.getByLabel(label, { exact: true }), text);
  }

  /** Opens a list and takes one of it: two clicks. */
  async choose(label: string | RegExp, option: string | { readonly label: string }): Promise<void> {
    this.clicks += 2;
    await this.hands.choose(this.page.getByLabel(label).first(), option);
  }

  /** Comes to an address by a link that this person has at hand. Counts as a page, not a click. */
  async begin(address: string): Promise<void> {
    const began = performance.now();
    await this.page.goto(address);
    await this.see(began);
  }

  /** Waits for what the product does by itself. Its time is the product's, no click is made. */
  async waitFor(what: () => Promise<boolean>, told: string): Promise<void> {
    const began = performance.now();
    for (let tries = 0; tries < 200; tries += 1) {
      if (await what()) {
        this.pagesMs += performance.now() - began;
        return;
      }
      await this.page.waitForTimeout(100);
      await this.page.reload();
    }
    throw new Error(`${told} didn't happen`);
  }

  address = (): string => this.page.url();

  text = async (): Promise<string> => (await this.page.locator("main").textContent()) ?? "";

  count = (): Count => ({
    clicks: this.clicks,
    pages: this.pages,
    fields: this.fields,
    mostFields: this.mostFields,
    keys: this.keys,
    pagesMs: this.pagesMs,
  });

  private async leave(press: () => Promise<void>): Promise<void> {
    this.clicks += 1;
    const began = performance.now();
    await Promise.all([this.page.waitForNavigation({ waitUntil: "load" }), press()]);
    await this.see(began);
  }

  private async see(began: number): Promise<void> {
    this.pagesMs += performance.now() - began;
    this.pages += 1;
    const open = await this.page.locator(OPEN_FIELDS).count();
    this.fields += open;
    this.mostFields = Math.max(this.mostFields, open);
    await this.looks(this.page);
  }
}

export const secondsOf = ({ clicks, keys, fields, pagesMs }: Count): number =>
  clicks * CLICK_S + keys * KEY_S + (clicks + fields) * DECISION_S + pagesMs / 1_000;
