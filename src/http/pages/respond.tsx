/** Answers of the pages: HTML with its headers, and refusals in words with a way on. Never a stack, never a bug's own words. */
import type { Context } from "hono";
import type { Child } from "hono/jsx";
import { html } from "hono/html";
import type { SignedIn } from "../auth/session.ts";
import type { ProblemStatus } from "../problem.ts";
import type { Refused } from "../usecases/refused.ts";
import { protect } from "./headers.ts";
import { Layout } from "./layout.tsx";
import { Notice } from "./ui.tsx";

export async function page(c: Context, title: string, signedIn: SignedIn | null, content: Child, status: 200 | ProblemStatus = 200): Promise<Response> {
  const document = (
    <Layout title={title} signedIn={signedIn}>
      {content}
    </Layout>
  );
  const response = await c.html(html`<!doctype html>${document}`, status);
  protect(response.headers);
  return response;
}

export type Trouble = {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly detail: string;
  /** What can be done. */
  readonly next: string;
  readonly back: { readonly href: string; readonly text: string };
};

export const troublePage = (c: Context, signedIn: SignedIn | null, { status, title, detail, next, back }: Trouble): Promise<Response> =>
  page(
    c,
    title,
    signedIn,
    <>
      <h1>{title}</h1>
      <Notice tone="bad">
        <p>{detail}</p>
      </Notice>
      <p>{next}</p>
      <p>
        <a class="button" href={back.href}>
          {back.text}
        </a>
      </p>
    </>,
    status,
  );

const TITLES: Readonly<Record<Refused["status"], string>> = {
  400: "That can't be taken",
  403: "Not allowed",
  404: "Not found",
  409: "Not as things are now",
  503: "Not available at the moment",
};

const NEXTS: Readonly<Record<Refused["status"], string>> = {
  400: "Go back, correct it and send it again.",
  403: "Ask whoever runs this installation.",
  404: "It may have been removed, or the address is incomplete. Go back and choose it from the list.",
  409: "Go back and look at how things stand now; then decide again.",
  503: "Nothing is lost. Try again in a moment.",
};

/** A use case that said no. */
export const refusedPage = (c: Context, signedIn: SignedIn | null, { status, detail }: Refused, back: Trouble["back"]): Promise<Response> =>
  troublePage(c, signedIn, { status, title: TITLES[status], detail: sentence(detail), next: NEXTS[status], back });

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
