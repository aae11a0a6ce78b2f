import { Notice } from "./ui.tsx";

/** What was just done, or why it wasn't. */
export type ActionResult = { readonly tone: "good" | "warn" | "bad"; readonly text: string };

export const ActionResults = ({ results }: { readonly results: readonly ActionResult[] }) => (
  <>
    {results.map(({ tone, text }) => (
      <Notice tone={tone} text={text} />
    ))}
  </>
);
