/**
 * The small parts that all pages are made of. Text is escaped by JSX; nothing here takes ready-made
 * HTML.
 */
import { VENDOR_NAMES } from "../../../domain/ids.ts";
import { type Child, useContext } from "hono/jsx";
import { type Decimal, isDecimal } from "../../../domain/money.ts";
import { asksNothing } from "../../../domain/reasons/index.ts";
import type { VendorErrorText } from "../../../sync/contract/index.ts";
import type { DescribedReason } from "../../usecases/jobs/reason-text.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { RemedyLink } from "./remedy-link.tsx";
import type { StateLabel } from "../../words/state-text.ts";
import { DetailsContext } from "./full-details.ts";

export const Badge = ({ word }: { word: StateLabel }) => (
  <span class={`badge ${word.tone}`}>{word.text}</span>
);

/** How long ago it was, or how far ahead; the instant itself on pointing. */
export const When = ({ at }: { at: number }) => {
  const { format } = useMessages();
  return (
    <time datetime={new Date(at).toISOString()} title={format.stamp(at)}>
      {format.from(at, useNow())}
    </time>
  );
};

/** A day and its time. */
export const Stamp = ({ at }: { at: number }) => {
  const { format } = useMessages();
  return <time datetime={new Date(at).toISOString()}>{format.stamp(at)}</time>;
};

export const Clock = ({ at }: { at: number }) => {
  const { format } = useMessages();
  return (
    <time datetime={new Date(at).toISOString()} title={format.stamp(at)}>
      {format.time(at)}
    </time>
  );
};

type FigureProps = {
  readonly children: Decimal | number | null;
  /** Of an amount of money: it is written with the decimals of its currency. */
  readonly currency?: string | null;
};

/** A number in the notation of the page's language; any other text stays as it is. */
export const Figure = ({ children, currency = null }: FigureProps) => {
  const { format } = useMessages();
  const text = children === null ? "–" : String(children);
  return <td class="figure">{isDecimal(text) ? format.amount(text, currency) : text}</td>;
};

/** Longer ones are shown on request, so that a page stays small. */
const MOST_RAW = 20_000;

/** The raw value, for readers who want to see it. */
export const Raw = ({ summary, value }: { summary: string; value: unknown }) => {
  const { t } = useMessages();
  const whole = useContext(DetailsContext);
  const text =
    typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? t("frame.raw.nothing"));
  const isLong = whole !== null && text.length > MOST_RAW;
  const name = isLong ? whole.nextName() : undefined;
  const address = name === undefined || whole?.isWhole ? null : whole?.addressOf?.(name);
  return (
    <details class="raw" id={name} open={isLong && whole.isWhole}>
      <summary>{summary}</summary>
      {address == null ? (
        <pre tabindex={0}>{text}</pre>
      ) : (
        <p>
          <a href={address}>{t("frame.raw.long", { kilobytes: Math.ceil(text.length / 1_000) })}</a>
        </p>
      )}
    </details>
  );
};

type NoticeProps = {
  readonly tone: StateLabel["tone"];
  readonly title?: Child;
  /** Its one paragraph, where it is plain text. */
  readonly text?: string;
  readonly id?: string;
  readonly children?: Child;
};

export const Notice = ({ tone, title, text, id, children }: NoticeProps) => (
  <div id={id} class={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
    {title === undefined ? null : <strong>{title}</strong>}
    {text === undefined ? null : <p>{text}</p>}
    {children}
  </div>
);

type SectionProps = {
  readonly id?: string;
  /** The id of its heading. */
  readonly head?: string;
  readonly title: Child;
  readonly children?: Child;
};

/** A part of a page, which its heading names. */
export const PageSection = ({ id, head = `${id}-head`, title, children }: SectionProps) => (
  <section id={id} aria-labelledby={head}>
    <h2 id={head}>{title}</h2>
    {children}
  </section>
);

/** A table wider than a phone scrolls in place, also by keyboard. */
export const Wide = ({ label, children }: { label: string; children: Child }) => (
  <div class="scroll" role="region" aria-label={label} tabindex={0}>
    {children}
  </div>
);

export const Fact = ({ name, children }: { name: string; children: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

type NextStepProps = {
  readonly text: string;
  /** The way to where it is done. */
  readonly children?: Child;
};

export const NextStep = ({ text, children }: NextStepProps) => (
  <span class="next">
    <strong>{useMessages().t("frame.whatToDo")}</strong> {text} {children}
  </span>
);

/** A vendor's own words, in its language. */
export const OwnWords = ({ words: { vendor, text } }: { words: VendorErrorText }) => (
  <p class="own-words">
    {useMessages().t("frame.ownWords", { vendor: VENDOR_NAMES[vendor] })} “<bdi>{text}</bdi>”
  </p>
);

type ReasonsProps = {
  readonly reasons: readonly DescribedReason[];
  readonly tenantId?: string;
  /** Code of the reason whose way stands below as a button. */
  readonly mended?: string;
};

/**
 * What was decided and why; what can be done stands with what asks for something. `tenantId`: with
 * the way to where it is done.
 */
export const Reasons = ({ reasons, tenantId, mended }: ReasonsProps) => {
  const { states } = useMessages();
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li class={states.reason(reason).tone}>
          <span class="text">
            {reason.severity === "info" ? null : <Badge word={states.reason(reason)} />}
            {" " + reason.text}
          </span>
          {asksNothing(reason.code) || reason.next === "" ? null : (
            <NextStep text={reason.next}>
              {tenantId === undefined || reason.code === mended ? null : (
                <RemedyLink id={tenantId} reason={reason} />
              )}
            </NextStep>
          )}
        </li>
      ))}
    </ul>
  );
};
